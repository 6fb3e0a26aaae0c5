"""An Excel workbook (XLSX), with the values that it shows."""

from collections.abc import Generator, Iterator
from contextlib import closing, nullcontext

from monographs.importing.sheets.reading.found import (
    Choice,
    Found,
    Line,
    UnreadableFile,
)
from monographs.importing.sheets.reading.header import table_found
from monographs.importing.sheets.reading.left_out import (
    COMMENTS,
    FORMULAS,
    HIDDEN,
    LINKS,
    MACROS,
    MERGED,
    PICTURES,
    each_once,
    marks_in,
    parts_left_out,
)
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.package import Package
from monographs.importing.sheets.reading.tables import check_names
from monographs.importing.sheets.reading.xlsx.plain_rows import PlainRows
from monographs.importing.sheets.reading.xlsx.shared_strings import SharedStrings
from monographs.importing.sheets.reading.xlsx.sheet import SheetRows
from monographs.importing.sheets.reading.xlsx.styles import shown_by_style
from monographs.importing.sheets.reading.xlsx.workbook import (
    Sheet,
    Workbook,
    elements_of_part,
    read_workbook,
)
from monographs.importing.sheets.reading.xml_parts import parse

# One program writes all names with a prefix.
_MARKS = {
    b"<f>": FORMULAS,
    b"<f ": FORMULAS,
    b"<x:f>": FORMULAS,
    b"mergeCell ": MERGED,
    b'hidden="1"': HIDDEN,
    b'hidden="true"': HIDDEN,
}
_PARTS = {
    "xl/vbaproject": MACROS,
    "xl/externallinks/": LINKS,
    "xl/comments": COMMENTS,
    "xl/threadedcomments": COMMENTS,
    "xl/media/": PICTURES,
    "xl/drawings/drawing": PICTURES,
}


def detect(content: bytes, name: str, choice: Choice, limits: SheetLimits) -> Found:
    package = Package(content, limits)
    workbook = read_workbook(package)
    check_names([sheet.name for sheet in workbook.sheets], limits)
    notes = [*parts_left_out(package, _PARTS)]
    tables = []
    for sheet in workbook.sheets:
        notes += [HIDDEN] if sheet.is_hidden else []
        notes += marks_in(package, sheet.part, _MARKS)
        with closing(_rows(package, workbook, sheet, limits)) as lines:
            chosen = choice.header_lines.get(sheet.name)
            tables.append(table_found(sheet.name, lines, chosen, limits))
    return Found("xlsx", "", "", tuple(tables), each_once(notes))


def rows(
    content: bytes, name: str, found: Found, table: str, limits: SheetLimits
) -> Iterator[Line]:
    package = Package(content, limits)
    workbook = read_workbook(package)
    for sheet in workbook.sheets:
        if sheet.name == table:
            return _rows(package, workbook, sheet, limits)
    raise UnreadableFile(
        "no_such_table", "This sheet is not in the file. Look at the file again."
    )


def _rows(
    package: Package, workbook: Workbook, sheet: Sheet, limits: SheetLimits
) -> Generator[Line, None, None]:
    strings = None
    if workbook.strings:
        pieces = package.pieces(workbook.strings)
        strings = SharedStrings(workbook.strings, pieces, limits)
    with closing(strings) if strings else nullcontext():
        reader = SheetRows(
            strings,
            shown_by_style(elements_of_part(package, workbook.styles))
            if workbook.styles
            else [],
            limits,
            is_1904=workbook.is_1904,
        )
        plain = PlainRows(package.pieces(sheet.part), reader)
        yield from plain.lines()
        for _ in parse(sheet.part, plain.rest(), reader):
            yield from reader.taken()
