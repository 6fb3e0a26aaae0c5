"""Sections of one kind from each drug's page, beside each other. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monographs.content import Document
from monographs.public.parts import Text, block

# Those that every drug has, in the order of a drug's page; the first ones are open.
_HEADINGS = {
    "usage": "Usage",
    "dosage": "Dosage",
    "precautions": "Precautions",
    "how_it_works": "How it works",
    "side_effects": "About side effects, in words",
}
_OPEN = ("usage", "dosage", "precautions")


@dataclass(frozen=True)
class Passage:
    heading: str  # as written, where it says more than the kind does
    text: Text | None


@dataclass(frozen=True)
class Column:
    title: str
    passages: tuple[Passage, ...]  # empty: its page has no such section


@dataclass(frozen=True)
class SideBySide:
    kind: str
    heading: str
    is_open: bool
    columns: tuple[Column, ...]


def sections_side_by_side(documents: Sequence[Document]) -> Iterator[SideBySide]:
    for kind, heading in _HEADINGS.items():
        columns = tuple(
            Column(document.title, tuple(_passages(document, kind, heading)))
            for document in documents
        )
        if any(column.passages for column in columns):
            yield SideBySide(kind, heading, kind in _OPEN, columns)


def _passages(document: Document, kind: str, heading: str) -> Iterator[Passage]:
    sections = [section for section in document.sections if section.kind == kind]
    usual = {heading.casefold(), kind.replace("_", " ")} if len(sections) == 1 else ()
    for section in sections:
        own = section.heading.strip()
        own = "" if own.rstrip(":").casefold() in usual else own
        # Below the kind, the drug and the section's own heading, if it has one.
        text = block(section.body, level=5 if own else 4, citations=())
        yield Passage(own, text if text.content.strip() else None)
