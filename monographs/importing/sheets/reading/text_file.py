"""A CSV or TSV file: one table."""

import io
from collections.abc import Iterator

from monographs.importing.sheets.reading.encodings import ASSUMED, GUESSED
from monographs.importing.sheets.reading.found import Choice, Found, Line
from monographs.importing.sheets.reading.header import table_found
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.names import table_name_of
from monographs.importing.sheets.reading.text_table import TextTable


def detect(content: bytes, name: str, choice: Choice, limits: SheetLimits) -> Found:
    text = _text(content, table_name_of(name), limits)
    encoding, delimiter = text.detect(name, choice)
    rows = text.rows(encoding, delimiter)
    table = table_found(text.name, rows, choice.header_lines.get(text.name), limits)
    is_guessed = encoding == GUESSED and choice.encoding is None
    return Found(
        "tsv" if delimiter == "\t" else "csv",
        encoding,
        delimiter,
        (table,),
        (ASSUMED,) if is_guessed else (),
    )


def rows(
    content: bytes, name: str, found: Found, table: str, limits: SheetLimits
) -> Iterator[Line]:
    return _text(content, table, limits).rows(found.encoding, found.delimiter)


def _text(content: bytes, table: str, limits: SheetLimits) -> TextTable:
    return TextTable(table, lambda: io.BytesIO(content), limits)
