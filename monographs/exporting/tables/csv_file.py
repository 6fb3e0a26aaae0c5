import csv
import io
from collections.abc import Iterable, Iterator

from monographs.exporting.tables.cells import Row, as_text, harmless

BYTES_AT_ONCE = 32 * 1024


def as_csv(rows: Iterable[Row]) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, with the mark by which spreadsheets recognise it."""
    text = io.StringIO()
    write = csv.writer(text).writerow
    text.write("\ufeff")
    for row in rows:
        write(
            [cell if isinstance(cell, int) else harmless(as_text(cell)) for cell in row]
        )
        if text.tell() >= BYTES_AT_ONCE:
            yield _taken(text)
    yield _taken(text)


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue()
    text.seek(0)
    text.truncate()
    return taken.encode(errors="replace")
