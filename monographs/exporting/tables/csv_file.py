import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from zipfile import ZIP_DEFLATED, ZipFile

from monographs.exporting.tables.cells import Row, as_text, guarded, guarded_row
from monographs.exporting.tables.sent import BYTES_AT_ONCE, Sent
from monographs.exporting.tables.table import Table


def as_csv(rows: Iterable[Row]) -> Iterator[bytes]:
    """A report, with numbers as numbers."""
    return _written(map(_cells, rows), ",")


def csv_table(table: Table) -> Iterator[bytes]:
    return _written(_guarded(table), ",")


def tsv_table(table: Table) -> Iterator[bytes]:
    return _written(_guarded(table), "\t")


def csv_tables(tables: Sequence[Table]) -> Iterator[bytes]:
    return _zipped(tables, ",", "csv")


def tsv_tables(tables: Sequence[Table]) -> Iterator[bytes]:
    return _zipped(tables, "\t", "tsv")


def _zipped(tables: Sequence[Table], delimiter: str, ending: str) -> Iterator[bytes]:
    """A workbook: a file for each table."""
    sent = Sent()
    with ZipFile(sent, "w", ZIP_DEFLATED) as archive:
        for table in tables:
            with archive.open(f"{table.name}.{ending}", "w") as file:
                for part in _written(_guarded(table), delimiter):
                    file.write(part)
                    if sent.is_enough:
                        yield sent.take()
    yield sent.take()


def _written(rows: Iterable[Sequence[object]], delimiter: str) -> Iterator[bytes]:
    """RFC 4180 in UTF-8, with the mark by which spreadsheets recognise it."""
    text = io.StringIO()
    write = csv.writer(text, delimiter=delimiter).writerow
    text.write("\ufeff")
    for row in rows:
        write(row)
        if text.tell() >= BYTES_AT_ONCE:
            yield _taken(text)
    yield _taken(text)


def _cells(row: Row) -> list[object]:
    return [cell if isinstance(cell, int) else guarded(as_text(cell)) for cell in row]


def _guarded(table: Table) -> Iterator[Sequence[str]]:
    yield table.header
    for row in table.rows():
        yield guarded_row(row)


def _taken(text: io.StringIO) -> bytes:
    taken = text.getvalue()
    text.seek(0)
    text.truncate()
    return taken.encode(errors="replace")
