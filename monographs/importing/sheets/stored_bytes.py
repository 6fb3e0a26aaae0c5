"""Bytes of a large file on their way into the database and from row to row.

SQLite would hold three to five copies of a value that is bound or selected into a row.
Room in a last column costs it nothing, and is filled piece by piece. PostgreSQL copies
on the server.
"""

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import BinaryField, Func, Subquery, Value
from django.db.models.functions import Length

from monographs.models import BatchFile, SourceDocument

PIECE = 256 * 1024

Row = BatchFile | SourceDocument


def save_with_bytes(row: BatchFile, content: bytes) -> None:
    """The row, which is new, and these bytes; its field is read anew when asked for."""
    if connection.vendor != "sqlite":
        row.content = content
        row.save()
        return
    row.content = _room(len(content))
    row.save()
    pieces = (content[at : at + PIECE] for at in range(0, len(content), PIECE))
    _fill(row, pieces)
    del row.__dict__["content"]


def bytes_of(row: Row) -> bytes | None:
    """None where they are gone; a row that was read without them is best."""
    if connection.vendor != "sqlite":
        return None if row.content is None else bytes(row.content)
    stored = type(row)._default_manager.filter(pk=row.pk, content__isnull=False)
    if not stored.exists():
        return None
    with _opened(row, readonly=True) as opened:
        content: bytes = opened.read()
        return content


def copy_of(row: Row) -> Any:
    """What a statement writes as the content of another row, for `complete`."""
    here = type(row)._default_manager.filter(pk=row.pk)
    if connection.vendor != "sqlite":
        return Subquery(here.values("content"))
    return _room(here.values_list(Length("content"), flat=True).get())


def complete(row: Row, *, of: Row) -> None:
    """What `copy_of` made room for."""
    if connection.vendor == "sqlite":
        _fill(row, _pieces(of))


def _room(size: int) -> Any:
    return Func(Value(size), function="zeroblob", output_field=BinaryField())


def _fill(row: Row, pieces: Iterator[bytes]) -> None:
    with _opened(row, readonly=False) as room:
        for piece in pieces:
            room.write(piece)


def _pieces(row: Row) -> Iterator[bytes]:
    with _opened(row, readonly=True) as stored:
        while piece := stored.read(PIECE):
            yield piece


def _opened(row: Row, *, readonly: bool) -> Any:
    connection.ensure_connection()
    table = type(row)._meta.db_table
    return connection.connection.blobopen(table, "content", row.pk, readonly=readonly)
