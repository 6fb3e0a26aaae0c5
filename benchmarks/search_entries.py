"""What the search reads of an invented monograph, filled in as its text is."""

from typing import Any

from benchmarks import formulary
from monographs.models import Publication
from monographs.search.entries import entries_of, shortened
from monographs.search.words import fold, fold_stems

TITLE, BRAND = fold(formulary.TITLE), fold(formulary.BRAND)


def entries(
    generated: formulary.Monograph, publication: Publication
) -> list[dict[str, Any]]:
    title, brand = generated.title, generated.brand
    names = {True: (fold(title), fold(brand))}
    names[False] = (fold_stems(title), fold_stems(brand))
    rows = [
        {
            **row,
            "publication": publication.pk,
            "label": generated.named(row["label"]),
            "text": generated.named(row["text"]),
            "folded": _folded(row, names[row["kind"] in ("title", "name")]),
        }
        for row in _of_the_text(generated.text)
    ]
    usage = next(row["text"] for row in rows if row["anchor"] == "usage")
    for row in rows:
        row["summary"] = row["summary"] and shortened(usage)
    return rows


def _folded(row: dict[str, Any], names: tuple[str, str]) -> str:
    title, brand = names
    return str(row["folded"].replace(TITLE, title).replace(BRAND, brand))


_KNOWN: dict[str, list[dict[str, Any]]] = {}


def _of_the_text(text: formulary.Text) -> list[dict[str, Any]]:
    """Reading its Markdown takes most of the time, and there are few texts."""
    if text.serialised not in _KNOWN:
        _KNOWN[text.serialised] = entries_of(Publication(), text.document)
    return _KNOWN[text.serialised]
