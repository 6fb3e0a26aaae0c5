"""A difference as pages tell it: numbered, folded, in words. Pure."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from monographs.content.difference import (
    Difference,
    FieldChange,
    Part,
    RowChange,
)
from monographs.content.word_diff import SAME, Piece
from monographs.visible_text import visible_text

# Of a text that stays as it is, so much is shown on each side of a change.
AROUND = 160
FOLDED = "folded"

# Where a changed row came from, for a page that tells: of the row and its part's name.
LinesOf = Callable[[Any, str], Any]


@dataclass(frozen=True)
class ShownField:
    """`bits` is None where both texts are shown without marked words."""

    label: str
    old: str
    new: str
    bits: tuple[Piece, ...] | None
    is_unlike: bool
    is_space_only: bool


@dataclass(frozen=True)
class ShownChange:
    """`number` counts through the page, so that one leads to the next."""

    number: int
    kind: str
    name: str
    moved: str
    fields: tuple[ShownField, ...]
    lines: Any = None


@dataclass(frozen=True)
class ShownPart:
    label: str
    changes: tuple[ShownChange, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True)
class ShownDifference:
    parts: tuple[ShownPart, ...]  # those with changes
    unchanged: tuple[ShownPart, ...]  # those without, and not empty
    count: int
    other_origins: int


def _untold(row: Any, part: str) -> None:
    return None


def show_difference(
    difference: Difference, lines_of: LinesOf = _untold
) -> ShownDifference:
    numbers = count(1)
    parts: list[ShownPart] = []
    if difference.header:
        fields = tuple(map(_field, difference.header))
        page = ShownChange(next(numbers), "changed", "The page itself", "", fields)
        parts.append(ShownPart("Page", (page,), ()))
    for part in difference.parts:
        parts.append(_part(part, numbers, lines_of))
    return ShownDifference(
        parts=tuple(part for part in parts if part.changes),
        unchanged=tuple(part for part in parts if part.unchanged and not part.changes),
        count=difference.count,
        other_origins=difference.other_origins,
    )


def _part(part: Part, numbers: Iterator[int], lines_of: LinesOf) -> ShownPart:
    return ShownPart(
        label=part.label,
        changes=tuple(
            ShownChange(
                number=next(numbers),
                kind=row.kind.value,
                name=visible_text(row.name) or "(no name)",
                moved=_moved(row),
                fields=tuple(map(_field, row.fields)),
                lines=lines_of(row.new, part.name),
            )
            for row in part.changes
        ),
        unchanged=tuple(visible_text(row.name) for row in part.unchanged),
    )


def _moved(row: RowChange) -> str:
    if not row.has_moved:
        return ""
    now = f"now behind “{visible_text(row.behind)}”" if row.behind else "now first"
    return f"moved from place {row.old_place} to place {row.new_place}, {now}"


def _field(change: FieldChange) -> ShownField:
    is_unlike = change.is_prose and change.pieces is None
    return ShownField(
        label=change.label,
        old=visible_text(change.old),
        new=visible_text(change.new),
        bits=None if change.pieces is None else tuple(_folded(change.pieces)),
        is_unlike=is_unlike and bool(change.old and change.new),
        is_space_only=change.is_space_only,
    )


def _folded(pieces: Sequence[Piece]) -> Iterator[Piece]:
    last = len(pieces) - 1
    for place, piece in enumerate(pieces):
        text = visible_text(piece.text)
        if piece.kind != SAME:
            yield Piece(piece.kind, text)
            continue
        begin = AROUND if place > 0 else 0
        end = len(text) - (AROUND if place < last else 0)
        if end - begin < AROUND:
            yield Piece(SAME, text)
            continue
        head, middle, tail = _at_words(text, begin, end)
        yield from (
            Piece(kind, part)
            for kind, part in ((SAME, head), (FOLDED, middle), (SAME, tail))
            if part
        )


def _at_words(text: str, begin: int, end: int) -> tuple[str, str, str]:
    """Cut at spaces near these places, so that no word is torn."""
    if begin:
        begin = max(text.rfind(" ", 0, begin), 0) or begin
    if end < len(text):
        later = text.find(" ", end)
        end = later if later >= 0 else end
    return text[:begin], text[begin:end], text[end:]
