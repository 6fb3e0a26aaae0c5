"""What spreadsheets would change in one drug, line by line, as a page shows it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape

from monographs.content.word_diff import Piece, diff_words
from monographs.desk.imports.entries import cut
from monographs.exporting.sheets import SHEETS
from monographs.importing.sheets.changes import ADD, MOVE, Changes, RowChange
from monographs.importing.sheets.mapping import BadMapping, Mapping
from monographs.models import (
    Batch,
    ComparisonCell,
    ComparisonRow,
    ComparisonSubject,
)

# A page that holds more is read by nobody: as many characters as are sent.
MOST_CHANGES = 500
MOST_SENT = 120_000
SENT_AROUND = 200  # what stands around a text

WHAT = {ADD: "new", MOVE: "moved"}
PARTS: dict[str, Any] = {
    "row": ComparisonRow,
    "subject": ComparisonSubject,
    "column": ComparisonSubject,
    "cell": ComparisonCell,
}


@dataclass(frozen=True)
class ShownText:
    """`pieces` is None where no words are marked."""

    column: str
    old: str
    new: str
    pieces: tuple[Piece, ...] | None = None


@dataclass(frozen=True)
class ShownRow:
    place: str  # such as side_effects!17
    what: str
    name: str
    texts: list[ShownText]


@dataclass
class ShownChanges:
    parts: dict[str, list[ShownRow]] = field(default_factory=lambda: defaultdict(list))
    left_out: int = 0

    @property
    def sheets(self) -> list[tuple[str, list[ShownRow]]]:
        return list(self.parts.items())


def shown_changes(batch: Batch, changes: Changes, *, with_words: bool) -> ShownChanges:
    """As much as a page has room for; `with_words` marks those that differ."""
    shown = ShownChanges()
    room, count = MOST_SENT, 0
    for sheet, row in _rows(batch, changes):
        if room <= 0 or count == MOST_CHANGES:
            shown.left_out += 1
            continue
        texts = []
        for column, (old, new) in row.differences:
            sent = len(escape(old)) + len(escape(new)) + SENT_AROUND
            texts.append(_text(column, old, new, max(room, 0), with_words))
            room -= min(sent, room)
        shown.parts[sheet].append(ShownRow(row.place, row.what, row.name, texts))
        room -= SENT_AROUND
        count += 1
    return shown


def _text(column: str, old: str, new: str, room: int, with_words: bool) -> ShownText:
    is_whole = len(escape(old)) + len(escape(new)) <= room
    pieces = diff_words(old, new) if with_words and is_whole and old and new else None
    # A sign may be sent as six characters.
    most = room if is_whole else room // 12
    return ShownText(
        column,
        cut(old, most),
        cut(new, most),
        None if pieces is None else tuple(pieces),
    )


@dataclass(frozen=True)
class _Row:
    place: str
    what: str
    name: str
    differences: list[tuple[str, tuple[str, str]]]


def _rows(batch: Batch, changes: Changes) -> Iterator[tuple[str, _Row]]:
    tables = _table_names(batch)
    if changes.header or changes.new:
        header = changes.header or {
            column: ["", text] for column, text in changes.new.items() if text
        }
        table, line = (*changes.header_line, -1, 0)[:2]
        yield (
            "drugs",
            _Row(
                _place(tables, table, line),
                "new" if changes.new else "changed",
                "The page itself",
                [(name, (old, new)) for name, (old, new) in header.items()],
            ),
        )
    names = _names_of(changes)
    for row in changes.rows:
        columns = {**row.before, **row.after}
        yield (
            row.sheet,
            _Row(
                _place(tables, row.table, row.line),
                WHAT.get(row.action, "changed"),
                names.get(row.key) or _named_by(row),
                [
                    (name, (row.before.get(name, ""), row.after.get(name, "")))
                    for name in columns
                    if name not in ("key", "drug", "comparison")
                ],
            ),
        )


def _place(tables: list[str], table: int, line: int) -> str:
    if not 0 <= table < len(tables):
        return ""
    return f"{tables[table]}!{line}" if line else tables[table]


def _table_names(batch: Batch) -> list[str]:
    try:
        return [table.table for table in Mapping.from_json(batch.mapping).tables]
    except BadMapping:
        return []


def _names_of(changes: Changes) -> dict[str, str]:
    """What the rows that are here are called, by key; a query for each sheet."""
    keys = defaultdict(list)
    for row in changes.rows:
        if row.action != ADD and row.sheet in SHEETS:
            keys[PARTS.get(row.part, SHEETS[row.sheet].model)].append(row.key)
    names = {}
    for model, wanted in keys.items():
        for found in model.objects.filter(key__in=wanted[:MOST_CHANGES]):
            names[str(found.key)] = str(found)[:120]
    return names


def _named_by(row: RowChange) -> str:
    """A row that is not here yet, by the columns that tell it from others."""
    sheet = SHEETS.get(row.sheet)
    said = (row.after.get(column, "") for column in (sheet.natural if sheet else ()))
    return ", ".join(text[:80] for text in said if text)
