"""A published document as the rows that the search reads. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from monographs.content import (
    FEATURE_TABLE_ANCHOR,
    Document,
    anchored_sections,
    disagreement_anchor,
    faq_anchor,
    heading_of,
)
from monographs.markdown import to_text
from monographs.models.public import Publication, SearchEntry
from monographs.search.words import fold, fold_stems

Kind = SearchEntry.Kind
_NAME_KINDS = {
    "generic": "generic name",
    "synonym": "other name",
    "brand": "brand name",
    "abbreviation": "short form",
}
_SIDE_EFFECTS = "side-effects"
_LONGEST_SUMMARY = 200


@dataclass(frozen=True)
class _Passage:
    """Some words of the page, below a question or a heading."""

    kind: Kind
    label: str
    text: str
    anchor: str = ""


def entries_of(publication: Publication, document: Document) -> list[dict[str, Any]]:
    passages = [passage for passage in _passages(document) if passage.label]
    # A question is about the drug of its page, which it seldom names.
    names = list(dict.fromkeys([document.title, *(row.text for row in document.names)]))
    rows = [
        *_names(document, _summary(passages)),
        *(
            {
                "kind": passage.kind.value,
                "label": passage.label,
                "text": passage.text,
                "summary": "",
                "anchor": passage.anchor,
                "folded": fold_stems(*names, passage.label, passage.text),
            }
            for passage in passages
        ),
    ]
    return [
        {
            "publication": publication.pk,
            "page_kind": document.kind,
            **row,
            "position": position,
        }
        for position, row in enumerate(rows)
    ]


def _names(document: Document, summary: str) -> Iterator[dict[str, str]]:
    yield _name(Kind.TITLE, "", document.title, summary)
    for row in document.names:
        if fold(row.text) != fold(document.title):
            label = _NAME_KINDS.get(row.kind, "other name")
            yield _name(Kind.NAME, label, row.text, summary)


def _name(kind: Kind, label: str, text: str, summary: str) -> dict[str, str]:
    return {
        "kind": kind.value,
        "label": label,
        "text": text,
        "summary": summary,
        "anchor": "",
        "folded": fold(text),
    }


def _summary(passages: list[_Passage]) -> str:
    """The beginning of what it is used for, else of the first section."""
    sections = [one for one in passages if one.kind == Kind.SECTION and one.text]
    usage = [one for one in sections if one.anchor == "usage"]
    return shortened((usage or sections)[0].text) if sections else ""


def shortened(text: str) -> str:
    """Whole words, in one line."""
    words = " ".join(text.split())
    if len(words) <= _LONGEST_SUMMARY:
        return words
    return f"{words[:_LONGEST_SUMMARY].rpartition(' ')[0]} …"


def _passages(document: Document) -> Iterator[_Passage]:
    """Only what the page shows."""
    for number, faq in enumerate(document.faqs, 1):
        question, answer = to_text(faq.question), to_text(faq.answer)
        yield _Passage(Kind.QUESTION, question, answer, faq_anchor(number))
    for number, note in enumerate(document.disagreements, 1):
        text = "\n".join(map(to_text, (note.positions, note.shown, note.reason)))
        question = to_text(note.question)
        yield _Passage(Kind.QUESTION, question, text, disagreement_anchor(number))
    yield from _sections(document)
    if document.kind == "comparison":
        yield from _feature_table(document)
    else:
        yield from _facts(document)


def _sections(document: Document) -> Iterator[_Passage]:
    effects = _effects(document) if document.kind == "drug" else ""
    for section, anchor in anchored_sections(document):
        label = heading_of(section)
        text = to_text(section.body)
        if anchor == _SIDE_EFFECTS and effects:
            text, effects = f"{text}\n{effects}".strip(), ""
        yield _Passage(Kind.SECTION, label, text, anchor)
    if effects:
        yield _Passage(Kind.SECTION, "Side effects", effects, _SIDE_EFFECTS)


def _effects(document: Document) -> str:
    return "; ".join(
        f"{row.effect} ({wording})"
        if wording and fold(wording) != fold(row.effect)
        else row.effect
        for row in document.side_effects
        for wording in [to_text(row.wording)]
    )


def _feature_table(document: Document) -> Iterator[_Passage]:
    if document.comparison_rows:
        subjects = " | ".join(subject.name for subject in document.subjects)
        lines = [
            " | ".join([row.feature, *(to_text(cell.text) for cell in row.cells)])
            for row in document.comparison_rows
        ]
        text = "\n".join([subjects, *lines])
        label = "Feature by feature"
        yield _Passage(Kind.SECTION, label, text, FEATURE_TABLE_ANCHOR)


def _facts(document: Document) -> Iterator[_Passage]:
    components = "; ".join(row.name for row in document.components)
    if components:
        yield _Passage(Kind.SECTION, "Contains", components)
    classes = "; ".join(
        f"{row.name} ({row.atc_code})" if row.atc_code else row.name
        for row in document.classes
    )
    if classes:
        yield _Passage(Kind.SECTION, "Classes", classes)
