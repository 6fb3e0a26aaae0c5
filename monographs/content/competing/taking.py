"""What becomes of a document when a person takes rows from another one. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from monographs.content.competing.alignment import Difference, SideBySide
from monographs.content.document import ROW_TYPES, Document

_CITED = re.compile(r"\[(\d{1,6})\](?!\()")
_TEXTS = ("body", "question", "answer", "wording")


class Choice(StrEnum):
    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    NEITHER = "neither"


_WITHOUT_OURS = (Choice.THEIRS, Choice.NEITHER)
_WITH_THEIRS = (Choice.THEIRS, Choice.BOTH)


@dataclass
class Taken:
    document: Document
    # Rows of the other document by the key that they have here now.
    rows: dict[UUID, Any] = field(default_factory=dict)
    # Of each difference, by its id: the key of the row that came of it.
    keys: dict[str, UUID] = field(default_factory=dict)
    # Of an effect that is listed twice now: the second row's key.
    twice: list[UUID] = field(default_factory=list)


def take(
    here: Document,
    there: Document,
    compared: SideBySide,
    choices: Mapping[str, Choice],
) -> Taken:
    """A difference without a choice stays as we have it."""
    taken = Taken(here)
    for name in ROW_TYPES:
        pairs = [
            (pair, choices.get(pair.id, Choice.OURS) if pair.kinds else Choice.OURS)
            for pair in (*compared.differences, *compared.same)
            if pair.field == name and pair.is_takeable
        ]
        if any(choice != Choice.OURS for _, choice in pairs):
            rows = _rows(list(getattr(here, name)), getattr(there, name), pairs, taken)
            changed: dict[str, Any] = {name: tuple(rows)}
            taken.document = replace(taken.document, **changed)
    taken.document = _with_free_numbers(taken.document, taken.rows)
    return taken


def choices_for(difference: Difference) -> tuple[Choice, ...]:
    """Which of the four make sense."""
    if not difference.is_takeable:
        return (Choice.OURS,)
    if difference.there is None:
        return (Choice.OURS, Choice.NEITHER)
    if difference.here is None:
        return (Choice.OURS, Choice.THEIRS)
    return tuple(Choice)


def miscited(taken: Taken, there: Document) -> list[str]:
    """Rows that were taken whose [1] is another reference on this page."""
    ours = {row.number: (row.text, row.url) for row in taken.document.citations}
    theirs = {row.number: (row.text, row.url) for row in there.citations}
    return [
        f'"{_name(row)}" cites [{number}]'
        for row in taken.rows.values()
        for number in sorted(_numbers_in(row))
        if ours.get(number) != theirs.get(number)
    ]


def _rows(
    rows: list[Any],
    theirs: Iterable[Any],
    pairs: list[tuple[Difference, Choice]],
    taken: Taken,
) -> list[Any]:
    """Ours, and theirs behind the row that they stand behind in their own document."""
    by_theirs = {pair.there.key: (pair, choice) for pair, choice in pairs if pair.there}
    dropped = {
        pair.here.key for pair, choice in pairs if pair.here and choice in _WITHOUT_OURS
    }
    places = {row.key: place for place, row in enumerate(rows)}
    behind: dict[int, list[Any]] = {}
    last = -1
    for row in theirs:
        pair, choice = by_theirs[row.key]
        if pair.here:
            last = places[pair.here.key]
        if choice in _WITH_THEIRS:
            # What replaces a row has its key: the row says something else now.
            key = pair.here.key if pair.here and choice == Choice.THEIRS else uuid4()
            taken.rows[key] = replace(row, key=key)
            taken.keys[pair.id] = key
            behind.setdefault(last, []).append(taken.rows[key])
            if choice == Choice.BOTH and pair.field == "side_effects":
                taken.twice.append(key)
    result = [*behind.get(-1, [])]
    for place, row in enumerate(rows):
        if row.key not in dropped:
            result.append(row)
        result += behind.get(place, [])
    return result


def _with_free_numbers(document: Document, rows: Mapping[UUID, Any]) -> Document:
    """A reference that was taken makes way for ours of the same number."""
    used = {row.number for row in document.citations if row.key not in rows}
    citations = []
    for row in document.citations:
        if row.key in rows:
            number = row.number
            if number in used:
                number = max(used) + 1
                row = replace(row, number=number)
            used.add(number)
        citations.append(row)
    return replace(document, citations=tuple(citations))


def _numbers_in(row: Any) -> set[int]:
    texts = (getattr(row, name, "") for name in _TEXTS)
    return {int(number) for text in texts for number in _CITED.findall(text)}


def _name(row: Any) -> str:
    for name in ("heading", "question", "effect", "kind"):
        if text := getattr(row, name, ""):
            return str(text)[:80]
    return "A row"
