"""A workbook, written as it is sent.

openpyxl writes a whole file before the first byte can go out, at 100,000 rows for
longer than a web server waits. A table of text needs five small parts of the format.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from monographs.exporting.tables.cells import Row, as_text
from monographs.exporting.tables.sent import Sent
from monographs.exporting.tables.table import Table

ROWS_A_SHEET = 1_000_000  # the format's own limit is a little higher
LONGEST_CELL = 32_767
# XML cannot hold them at all.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

LIKE_A_NUMBER = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

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


def as_xlsx(rows: Iterable[Row]) -> Iterator[bytes]:
    """The first row is the header; very many rows go on in further sheets."""
    waiting: Iterator[Row] = iter(rows)
    header: Row = next(waiting, ())
    sent, sheets = Sent(), 0
    with ZipFile(sent, "w", ZIP_DEFLATED) as archive:
        more = True
        while more:
            sheets += 1
            rows_of_sheet = chain([header], islice(waiting, ROWS_A_SHEET))
            yield from _sheet(archive, sent, sheets, map(_row, rows_of_sheet))
            following = list(islice(waiting, 1))
            waiting = chain(following, waiting)
            more = bool(following)
        _write_around(archive, [f"Sheet {number}" for number in range(1, sheets + 1)])
    yield sent.take()


def xlsx_tables(tables: Sequence[Table]) -> Iterator[bytes]:
    """Every cell is text, whole: what the format cannot hold was refused before."""
    sent = Sent()
    with ZipFile(sent, "w", ZIP_DEFLATED) as archive:
        for number, table in enumerate(tables, 1):
            rows = _rows_of_texts(chain([table.header], table.rows()))
            yield from _sheet(archive, sent, number, rows)
        _write_around(archive, [table.name for table in tables])
    yield sent.take()


def _sheet(
    archive: ZipFile, sent: Sent, number: int, rows: Iterable[str]
) -> Iterator[bytes]:
    with archive.open(f"xl/worksheets/sheet{number}.xml", "w") as sheet:
        sheet.write(SHEET_HEAD.encode())
        for row in rows:
            sheet.write(row.encode())
            if sent.is_enough:
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
    text = UNWRITABLE.sub("", text)
    if len(text) > LONGEST_CELL:
        text = f"{text[: LONGEST_CELL - 1]}…"
    return _whole_text_cell(text)


def _rows_of_texts(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Each cell says its place, as Excel does it; empty ones need none."""
    letters: list[str] = []
    for number, row in enumerate(rows, 1):
        letters = letters or [_letters(column) for column in range(len(row))]
        cells = "".join(
            _whole_text_cell(text, f' r="{letter}{number}"')
            for letter, text in zip(letters, row, strict=True)
            if text
        )
        yield f'<row r="{number}">{cells}</row>'


def _letters(column: int) -> str:
    """The name of a column, from A for 0."""
    rest, last = divmod(column, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)


def _whole_text_cell(text: str, place: str = "") -> str:
    if not text:
        return "<c/>"
    if "_x" in text:
        # What looks like a character's number would be read as that character.
        text = LIKE_A_NUMBER.sub("_x005F_", text)
    text = f'<t xml:space="preserve">{escape(text)}</t>'
    return f'<c{place} t="inlineStr"><is>{text}</is></c>'


def _write_around(archive: ZipFile, names: Sequence[str]) -> None:
    for path, text in _around(names).items():
        archive.writestr(path, HEAD + text)


def _around(names: Sequence[str]) -> dict[str, str]:
    """The parts that say which parts there are."""
    numbers = range(1, len(names) + 1)
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
            f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
            for n, name in enumerate(names, 1)
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
