"""Reading a batch's files: their lines go into the database, a chunk a transaction."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from json.encoder import encode_basestring_ascii
from operator import itemgetter
from typing import Any
from uuid import UUID

from django.db import connection

from monographs.exporting.sheets.kinds_of_field import EXAMPLE
from monographs.importing.lease import held
from monographs.importing.sheets.collecting import collecting_later
from monographs.importing.sheets.detected import (
    content_of,
    found_in,
    note_unreadable,
)
from monographs.importing.sheets.forgetting import forget_lines
from monographs.importing.sheets.mapped import MappedTable, mapped_tables
from monographs.importing.sheets.reading import UnreadableFile, read_lines
from monographs.models import Batch, SheetLine

CHUNK = 5_000
LONGEST_ADDRESS = 300
TEMPLATE_KEY = (EXAMPLE,)

# A line as it is stored: table, line, drug, cells.
Stored = tuple[int, int, str, str]


@dataclass
class _Open:
    """The files as far as this process has read them; another begins anew and skips."""

    batch: int
    lease: UUID | None
    lines: Iterator[Stored]
    done: int = 0


_open: list[_Open] = []


class _Refused(Exception):
    """A file that cannot be read to its end."""

    def __init__(self, file: int, reason: UnreadableFile) -> None:
        self.file = file
        self.reason = reason


@collecting_later()
def stage_chunk(batch: Batch) -> None:
    if batch.checkpoint == 0 and forget_lines(batch):
        return
    try:
        lines = _next_lines(batch)
    except _Refused as refused:
        _open.clear()
        _go_on_without(batch, refused)
        return
    with held(batch) as fresh:
        if fresh.cancel_requested:
            fresh.lines.all().delete()
            fresh.move_to(Batch.State.CANCELLED)
        elif not lines:
            fresh.move_to(Batch.State.PLANNING, to_do=fresh.checkpoint)
        else:
            _store(fresh, lines)
            fresh.checkpoint += len(lines)
    if not lines:
        _open.clear()


def _next_lines(batch: Batch) -> list[Stored]:
    reader = _reader(batch)
    lines = list(islice(reader.lines, CHUNK))
    reader.done += len(lines)
    return lines


def _reader(batch: Batch) -> _Open:
    """The open one, where it stands at the checkpoint: else a chunk was lost."""
    for reader in _open:
        if (reader.batch, reader.lease, reader.done) == (
            batch.pk,
            batch.lease,
            batch.checkpoint,
        ):
            return reader
    reader = _Open(batch.pk, batch.lease, _lines(batch))
    reader.done = sum(1 for _ in islice(reader.lines, batch.checkpoint))
    _open[:] = [reader]
    return reader


def _lines(batch: Batch) -> Iterator[Stored]:
    for table in mapped_tables(batch):
        try:
            yield from _lines_of(batch, table)
        except UnreadableFile as reason:
            raise _Refused(table.file, reason) from reason


def _lines_of(batch: Batch, table: MappedTable) -> Iterator[Stored]:
    file = batch.files.without_bytes().get(number=table.file)
    found = found_in(file)
    if found is None:
        return
    lines = read_lines(content_of(file), file.name, found, table.name)
    number, address_at = table.number, table.address_at
    take = _taker(table.places)
    key_at = None if table.key_at is None else table.places[table.key_at]
    for line, cells, problem, column in lines:
        if key_at is not None and cells[key_at : key_at + 1] == TEMPLATE_KEY:
            continue  # the template's own line
        address = "" if problem else cells[address_at].strip()
        if problem or len(address) > LONGEST_ADDRESS or "\0" in address:
            yield _bad(table, line, cells, problem, column)
        else:
            yield number, line, address, _as_json(take(cells))


def _as_json(cells: Iterable[str]) -> str:
    """What json.dumps gives, in half the time."""
    return f"[{','.join(map(encode_basestring_ascii, cells))}]"


def _taker(places: tuple[int, ...]) -> Any:
    if len(places) == 1:
        (place,) = places
        return lambda cells: (cells[place],)
    return itemgetter(*places)


def _bad(
    table: MappedTable,
    line: int,
    cells: tuple[str, ...],
    problem: str,
    column: int | None,
) -> Stored:
    """A line that says why it cannot be read, in place of its cells."""
    if not problem:
        column = table.address_at
        problem = (
            f"The address has {len(cells[column]):,} characters or one that no address "
            "can have. Write it as in the sheet drugs."
        )
    return table.number, line, "", json.dumps({"problem": problem, "column": column})


def _store(batch: Batch, lines: list[Stored]) -> None:
    if connection.vendor == "postgresql":
        _copy(batch, lines)
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            # Only our own table and columns are named.
            f"INSERT INTO {SheetLine._meta.db_table}"  # noqa: S608
            ' (batch_id, "table", line, drug, cells) VALUES (%s, %s, %s, %s, %s)',
            [(batch.pk, *line) for line in lines],
        )


def _copy(batch: Batch, lines: list[Stored]) -> None:
    statement = (
        f"COPY {SheetLine._meta.db_table}"
        ' (batch_id, "table", line, drug, cells) FROM STDIN'
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for line in lines:
            copy.write_row((batch.pk, *line))


def _go_on_without(batch: Batch, refused: _Refused) -> None:
    """Nothing of this file is used; the others are read from their beginning."""
    with held(batch) as fresh:
        file = fresh.files.without_bytes().get(number=refused.file)
        file.detected["problem"] = refused.reason.sentence
        file.save(update_fields=["detected"])
        note_unreadable(file, refused.reason)
        fresh.move_to(Batch.State.READING)
