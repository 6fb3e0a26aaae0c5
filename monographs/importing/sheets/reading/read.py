"""The two questions that are asked of a file: what it is, and its lines."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from monographs.importing.sheets.reading import json_file, text_file, zip_of_texts
from monographs.importing.sheets.reading.formats import (
    CSV,
    JSON,
    ODS,
    TSV,
    XLSX,
    ZIP,
    format_of,
    mismatch,
)
from monographs.importing.sheets.reading.found import (
    Choice,
    Found,
    Line,
    UnreadableFile,
)
from monographs.importing.sheets.reading.header import lines_below
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.ods import ods_file
from monographs.importing.sheets.reading.xlsx import xlsx_file


@dataclass(frozen=True)
class Reader:
    """`rows` are those of one table, its header among them, blank ones left out."""

    detect: Callable[[bytes, str, Choice, SheetLimits], Found]
    rows: Callable[[bytes, str, Found, str, SheetLimits], Iterator[Line]]


READERS = {
    CSV: Reader(text_file.detect, text_file.rows),
    TSV: Reader(text_file.detect, text_file.rows),
    XLSX: Reader(xlsx_file.detect, xlsx_file.rows),
    ODS: Reader(ods_file.detect, ods_file.rows),
    JSON: Reader(json_file.detect, json_file.rows),
    ZIP: Reader(zip_of_texts.detect, zip_of_texts.rows),
}


def detect(
    content: bytes,
    name: str,
    choice: Choice | None = None,
    *,
    limits: SheetLimits | None = None,
) -> Found:
    """Say what the file is; raise UnreadableFile for one that cannot be read."""
    choice, limits = choice or Choice(), limits or SheetLimits.from_settings()
    found = _reader(format_of(content, name, choice, limits)).detect(
        content, name, choice, limits
    )
    if choice.format is None:
        found = replace(found, notes=mismatch(found.format, name) + found.notes)
    return found


def read_lines(
    content: bytes,
    name: str,
    found: Found,
    table: str,
    *,
    limits: SheetLimits | None = None,
) -> Iterator[Line]:
    """The lines below the header, one by one, each as wide as the header.

    Blank lines are left out and counted. What makes the whole file unreadable may come
    late, so UnreadableFile can be raised after any line.
    """
    limits = limits or SheetLimits.from_settings()
    of_table = found.table(table)
    if not of_table.header:
        return iter(())
    rows = _reader(found.format).rows(content, name, found, table, limits)
    return lines_below(rows, of_table, limits)


def _reader(format: str) -> Reader:
    try:
        return READERS[format]
    except KeyError:
        raise UnreadableFile(
            "unknown_format",
            "Files of this format cannot be read. Save it as XLSX, ODS or CSV.",
        ) from None
