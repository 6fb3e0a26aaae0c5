"""The pieces of text that a document consists of, each with its place in words."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from monographs.content import (
    Document,
    DocumentCitation,
    DocumentComparisonRow,
    DocumentFAQ,
    DocumentRow,
    DocumentSection,
    DocumentSideEffect,
)
from monographs.frequency import interval_as_text
from monographs.visible_text import visible_text

# The kinds of sections in which a page speaks of its medicine.
CONTENT_KINDS = ("usage", "dosage", "side_effects", "how_it_works", "precautions")
QUESTION, ANSWER, CELL = "question", "answer", "cell"

_EMPHASIS = re.compile(r"\*+|(?<!\w)_+|_+(?!\w)|`+|^#+[ \t]+", re.MULTILINE)
_SPACES = re.compile(r"[^\S\n]+")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+|\n+")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
LONGEST_QUOTE = 120


@dataclass(frozen=True)
class Text:
    row: DocumentRow
    place: str
    kind: str  # of the section, or one of the three above
    body: str

    @cached_property
    def plain(self) -> str:
        """Without marks of emphasis and headings; lines stay lines."""
        return _SPACES.sub(" ", _EMPHASIS.sub("", self.body)).strip()

    @cached_property
    def sentences(self) -> list[str]:
        parts = (part.strip(" -•\t") for part in _SENTENCE_END.split(self.plain))
        return [part for part in parts if part]

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.plain)


def word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


def words_of(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def quote(text: str) -> str:
    """On one line, cut where it is long."""
    line = visible_text(" ".join(text.split()))
    if len(line) > LONGEST_QUOTE:
        line = f"{line[: LONGEST_QUOTE - 1].rstrip()}…"
    return f"“{line}”"


def quote_around(text: str, start: int, end: int) -> str:
    """What was found, with some words before and after it."""
    room = max(0, LONGEST_QUOTE - (end - start)) // 2
    first, last = max(0, start - room), min(len(text), end + room)
    if first:
        first = text.find(" ", first, start) + 1 or start
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else end
    cut = text[first:last].strip()
    before, after = "…" if first else "", "…" if last < len(text) else ""
    return quote(f"{before}{cut}{after}")


def texts_of(document: Document) -> list[Text]:
    return [
        *_sections(document),
        *_questions(document),
        *_cells(document),
    ]


def place_of_section(row: DocumentSection) -> str:
    return row.heading or row.kind.replace("_", " ").capitalize()


def _sections(document: Document) -> Iterator[Text]:
    for row in document.sections:
        yield Text(row, place_of_section(row), row.kind, row.body)


def _questions(document: Document) -> Iterator[Text]:
    for number, row in enumerate(document.faqs, 1):
        place = f"Question {number}, {quote(row.question)}"
        yield Text(row, place, QUESTION, row.question)
        yield Text(row, place, ANSWER, row.answer)


def _cells(document: Document) -> Iterator[Text]:
    names = {row.key: row.name for row in document.subjects}
    for row in document.comparison_rows:
        for cell in row.cells:
            place = f"Table, {quote(row.feature)}, {names.get(cell.subject_key, '')}"
            yield Text(row, place, CELL, cell.text)


def said_by(row: DocumentRow) -> str:
    """What a row says, wherever it stands and wherever it came from."""
    said: dict[type[DocumentRow], Any] = {
        DocumentSection: _plain_fields("kind", "heading", "body"),
        DocumentFAQ: _plain_fields("question", "answer"),
        DocumentCitation: _plain_fields("number", "text", "url"),
        DocumentSideEffect: _side_effect,
        DocumentComparisonRow: _comparison_row,
    }
    say = said.get(type(row), _plain_fields("kind", "text", "name"))
    return json.dumps(say(row), ensure_ascii=False)


def _plain_fields(*names: str) -> Any:
    return lambda row: [getattr(row, name, "") for name in names]


def _side_effect(row: DocumentSideEffect) -> list[str]:
    frequency = row.frequency
    interval = frequency.interval
    return [
        *(row.effect, row.wording, row.serious, row.group, row.scope, row.scope_name),
        *(frequency.phrase, frequency.word, str(frequency.basis)),
        interval_as_text(interval) if interval else "",
    ]


def _comparison_row(row: DocumentComparisonRow) -> list[str]:
    return [row.feature, *(cell.text for cell in row.cells)]
