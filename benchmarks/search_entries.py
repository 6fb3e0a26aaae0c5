"""What the search reads of an invented monograph, filled in as its text is."""

from typing import Any

from benchmarks import formulary
from monographs.models import Publication
from monographs.search.entries import entries_of, shortened
from monographs.search.words import fold, fold_stems

FOLDED = fold(formulary.TITLE)


def entries(
    generated: formulary.Monograph, publication: Publication
) -> list[dict[str, Any]]:
    title = generated.title
    folded = {True: fold(title), False: fold_stems(title)}
    rows = [
        {
            **row,
            "publication": publication.pk,
            "label": row["label"].replace(formulary.TITLE, title),
            "text": row["text"].replace(formulary.TITLE, title),
            "folded": row["folded"].replace(
                FOLDED, folded[row["kind"] in ("title", "name")]
            ),
        }
        for row in _of_the_text(generated.text)
    ]
    usage = next(row["text"] for row in rows if row["anchor"] == "usage")
    for row in rows:
        row["summary"] = row["summary"] and shortened(usage)
    return rows


_KNOWN: dict[str, list[dict[str, Any]]] = {}


def _of_the_text(text: formulary.Text) -> list[dict[str, Any]]:
    """Reading its Markdown takes most of the time, and there are few texts."""
    if text.serialised not in _KNOWN:
        _KNOWN[text.serialised] = entries_of(Publication(), text.document)
    return _KNOWN[text.serialised]
