"""A workbook, written as it is sent.

openpyxl writes a whole file before the first byte can go out, at 100,000 rows for
longer than a web server waits. A table of text needs five small parts of the format.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from monographs.exporting.tables.cells import Row, as_text

BYTES_AT_ONCE = 32 * 1024
ROWS_A_SHEET = 1_000_000  # the format's own limit is a little higher
LONGEST_CELL = 32_767
# XML cannot hold them at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# The first row stays in sight.
SHEET_HEAD = (
    f'{HEAD}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    "</sheetView></sheetViews><sheetData>"
)
SHEET_END = "</sheetData></worksheet>"


class _Sent:
    """What the archive writes, until it is taken to be sent; it cannot go back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self.size = 0

    def write(self, data: bytes, /) -> int:
        if data:  # compressing mostly gives nothing yet
            self._parts.append(bytes(data))
            self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Whoever sends it takes the rest first."""

    def take(self) -> bytes:
        taken, self._parts, self.size = b"".join(self._parts), [], 0
        return taken


def as_xlsx(rows: Iterable[Row]) -> Iterator[bytes]:
    """The first row is the header; very many rows go on in further sheets."""
    waiting: Iterator[Row] = iter(rows)
    header: Row = next(waiting, ())
    sent, sheets = _Sent(), 0
    with ZipFile(sent, "w", ZIP_DEFLATED) as archive:
        more = True
        while more:
            sheets += 1
            rows_of_sheet = chain([header], islice(waiting, ROWS_A_SHEET))
            yield from _sheet(archive, sent, sheets, rows_of_sheet)
            following = list(islice(waiting, 1))
            waiting = chain(following, waiting)
            more = bool(following)
        for path, text in _around(sheets).items():
            archive.writestr(path, HEAD + text)
    yield sent.take()


def _sheet(
    archive: ZipFile, sent: _Sent, number: int, rows: Iterable[Row]
) -> Iterator[bytes]:
    with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
        sheet.write(SHEET_HEAD.encode())
        for row in rows:
            sheet.write(_row(row).encode())
            if sent.size >= BYTES_AT_ONCE:
                yield sent.take()
        sheet.write(SHEET_END.encode())


def _row(row: Row) -> str:
    cells = (
        f"<c><v>{cell}</v></c>" if isinstance(cell, int) else _text_cell(as_text(cell))
        for cell in row
    )
    return f"<row>{''.join(cells)}</row>"


def _text_cell(text: str) -> str:
    """Declared as text, so that nothing in it is a formula, whatever it begins with."""
    if not text:
        return "<c/>"
    text = UNWRITABLE.sub("", text)
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _around(sheets: int) -> dict[str, str]:
    """The parts that say which parts there are."""
    numbers = range(1, sheets + 1)
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" '
            f'ContentType="{TYPES}.worksheet+xml"/>'
            for n in numbers
        )
        + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(
            f'<sheet name="Sheet {n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers
        )
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" '
            f'Target="worksheets/sheet{n}.xml"/>'
            for n in numbers
        )
        + "</Relationships>",
    }
