"""What differs between two documents, row by row. Pure.

A row is known by its key; one whose key is another by its name and kind. A row that
stands elsewhere has moved: it is never deleted and added.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from operator import attrgetter
from typing import Any
from uuid import UUID

from monographs.content.document import Document, DocumentRow
from monographs.content.order import moved_places, removed_behind
from monographs.content.pairing import pair_up
from monographs.content.row_fields import HEADER, ROWS, Field, Rows, cell_text
from monographs.content.word_diff import SAME as SAME_WORDS
from monographs.content.word_diff import Piece, diff_words

# Of all texts together; a page that takes longer than a second helps nobody.
MOST_COMPARED = 100_000  # characters


class Kind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"  # and perhaps moved
    MOVED = "moved"
    SAME = "same"


@dataclass(frozen=True)
class FieldChange:
    """`pieces` is None where the two texts are shown without marked words."""

    label: str
    old: str
    new: str
    pieces: tuple[Piece, ...] | None = None
    is_prose: bool = False

    @property
    def is_space_only(self) -> bool:
        """Nothing but spaces and line breaks differs."""
        return self.pieces is not None and all(
            piece.kind == SAME_WORDS for piece in self.pieces
        )


@dataclass(frozen=True)
class RowChange:
    """Places count from 1 and are None on the side that lacks the row."""

    name: str
    old: DocumentRow | None
    new: DocumentRow | None
    old_place: int | None
    new_place: int | None
    fields: tuple[FieldChange, ...] = ()
    has_moved: bool = False
    behind: str = ""  # the row before it now, by name

    @property
    def kind(self) -> Kind:
        if self.old is None:
            return Kind.ADDED
        if self.new is None:
            return Kind.REMOVED
        if self.fields:
            return Kind.CHANGED
        return Kind.MOVED if self.has_moved else Kind.SAME

    @property
    def has_other_origin(self) -> bool:
        """It says the same, but comes from elsewhere, or under another key."""
        return self.kind in (Kind.SAME, Kind.MOVED) and self.old != self.new


@dataclass(frozen=True)
class Part:
    """One kind of rows, in the new order; removed ones where they stood."""

    name: str  # as in the document
    label: str
    rows: tuple[RowChange, ...]

    @property
    def changes(self) -> list[RowChange]:
        return [row for row in self.rows if row.kind != Kind.SAME]

    @property
    def unchanged(self) -> list[RowChange]:
        return [row for row in self.rows if row.kind == Kind.SAME]


@dataclass(frozen=True)
class Difference:
    header: tuple[FieldChange, ...]
    parts: tuple[Part, ...]

    @property
    def count(self) -> int:
        """How many places a reader has to look at."""
        rows = sum(len(part.changes) for part in self.parts)
        return rows + bool(self.header)

    @property
    def is_empty(self) -> bool:
        return self.count == 0

    @property
    def other_origins(self) -> int:
        return sum(row.has_other_origin for part in self.parts for row in part.rows)


def compare_documents(
    old: Document, new: Document, *, with_words: bool = True
) -> Difference:
    """Without the words it is quick, and tells which rows differ."""
    words = _Words() if with_words else _Words(left=0)
    columns = _columns(old, new)
    return Difference(
        header=tuple(_changes(HEADER, old, new, words)),
        parts=tuple(
            Part(name, rows.label, tuple(_rows(name, rows, old, new, columns, words)))
            for name, rows in ROWS.items()
        ),
    )


@dataclass
class _Words:
    """Marks words as long as there is time."""

    left: int = field(default=MOST_COMPARED)

    def compare(self, old: str, new: str) -> tuple[Piece, ...] | None:
        if len(old) + len(new) > self.left:
            return None
        self.left -= len(old) + len(new)
        pieces = diff_words(old, new)
        return None if pieces is None else tuple(pieces)


@dataclass(frozen=True)
class _Columns:
    """The cells of the feature table, by the keys that the new columns have."""

    fields: tuple[Field, ...]
    key_now: dict[UUID, UUID]

    def align(self, row: Any) -> Any:
        """A column that was loaded again has another key, and the same cells."""
        cells = tuple(
            replace(
                cell, subject_key=self.key_now.get(cell.subject_key, cell.subject_key)
            )
            for cell in row.cells
        )
        return replace(row, cells=cells)


def _columns(old: Document, new: Document) -> _Columns:
    partner = _partners(ROWS["subjects"], old.subjects, new.subjects)
    now = {old.subjects[o].key: new.subjects[n].key for n, o in partner.items()}
    names = {now.get(one.key, one.key): one.name for one in old.subjects}
    names |= {one.key: one.name for one in new.subjects}
    fields = tuple(cell_text(name, key) for key, name in names.items())
    return _Columns(fields, now)


def _rows(
    name: str,
    rows: Rows,
    old: Document,
    new: Document,
    columns: _Columns,
    words: _Words,
) -> Iterator[RowChange]:
    before: Sequence[Any] = getattr(old, name)
    after: Sequence[Any] = getattr(new, name)
    partner = _partners(rows, before, after)
    moved = moved_places(partner)
    removed = removed_behind(len(before), partner)
    is_table = name == "comparison_rows"
    fields = rows.fields + (columns.fields if is_table else ())
    align: Callable[[Any], Any] = columns.align if is_table else _as_it_is
    for place in removed.get(None, ()):
        yield _one_sided(rows, fields, old=before[place], old_place=place, align=align)
    for place, row in enumerate(after):
        at = partner.get(place)
        if at is None:
            yield _one_sided(rows, fields, new=row, new_place=place)
            continue
        yield RowChange(
            name=rows.name(row),
            old=before[at],
            new=row,
            old_place=at + 1,
            new_place=place + 1,
            fields=tuple(_changes(fields, align(before[at]), row, words)),
            has_moved=place in moved,
            behind=rows.name(after[place - 1]) if place else "",
        )
        for gone in removed.get(at, ()):
            yield _one_sided(
                rows, fields, old=before[gone], old_place=gone, align=align
            )


def _as_it_is(row: Any) -> Any:
    return row


def _one_sided(
    rows: Rows,
    fields: Sequence[Field],
    *,
    old: Any = None,
    new: Any = None,
    old_place: int | None = None,
    new_place: int | None = None,
    align: Callable[[Any], Any] = _as_it_is,
) -> RowChange:
    """A row that only one side has, with all that it says."""
    row = align(old) if new is None else new
    said = [(each.label, text) for each in fields if (text := each.said(row))]
    return RowChange(
        name=rows.name(row),
        old=old,
        new=new,
        old_place=None if old_place is None else old_place + 1,
        new_place=None if new_place is None else new_place + 1,
        fields=tuple(
            FieldChange(label, old="", new=text)
            if old is None
            else FieldChange(label, old=text, new="")
            for label, text in said
        ),
    )


def _changes(
    fields: Sequence[Field], old: Any, new: Any, words: _Words
) -> Iterator[FieldChange]:
    for each in fields:
        if each.meant(old) == each.meant(new):
            continue
        before, after = each.said(old), each.said(new)
        if before == after:
            before, after = each.exactly(old), each.exactly(new)
        pieces = words.compare(before, after) if each.is_prose else None
        yield FieldChange(each.label, before, after, pieces, each.is_prose)


def _partners(rows: Rows, old: Sequence[Any], new: Sequence[Any]) -> dict[int, int]:
    return pair_up(old, new, attrgetter("key"), *rows.loosely)
