"""An OpenDocument spreadsheet (ODS), with the values that it shows."""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from monographs.importing.sheets.reading.found import (
    Choice,
    Found,
    FoundTable,
    Line,
    UnreadableFile,
)
from monographs.importing.sheets.reading.header import (
    HEAD,
    LAST_CHOSEN,
    shortened,
    table_found,
    too_many_rows,
)
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
from monographs.importing.sheets.reading.ods.content import (
    Begun,
    Content,
    Repeated,
    repeated,
)
from monographs.importing.sheets.reading.package import Package
from monographs.importing.sheets.reading.row_builder import too_much_text
from monographs.importing.sheets.reading.tables import check_names, too_many_sheets
from monographs.importing.sheets.reading.xml_parts import elements_of, parse

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
_MARKS = {
    b"table:formula=": FORMULAS,
    b"covered-table-cell": MERGED,
    b'table:visibility="collapse"': HIDDEN,
    b'table:visibility="filter"': HIDDEN,
    b'table:display="false"': HIDDEN,
    b"<office:annotation": COMMENTS,
    b"<table:table-source": LINKS,
    b"<table:dde-link": LINKS,
}
_PARTS = {
    "basic/": MACROS,
    "scripts/": MACROS,
    "pictures/": PICTURES,
    "object ": PICTURES,
}


class Head(NamedTuple):
    """A table and its first rows."""

    name: str
    rows: list[Repeated]

    def table(self, choice: Choice, limits: SheetLimits) -> FoundTable:
        lines = chain.from_iterable(map(repeated, self.rows))
        chosen = choice.header_lines.get(self.name)
        return table_found(self.name, lines, chosen, limits)


def detect(content: bytes, name: str, choice: Choice, limits: SheetLimits) -> Found:
    package = Package(content, limits)
    _check_password(package)
    notes = [*parts_left_out(package, _PARTS), *marks_in(package, CONTENT, _MARKS)]
    tables = tuple(_tables(package, choice, limits))
    check_names([table.name for table in tables], limits)
    return Found("ods", "", "", tables, each_once(notes))


def rows(
    content: bytes, name: str, found: Found, table: str, limits: SheetLimits
) -> Iterator[Line]:
    package = Package(content, limits)
    _check_password(package)
    return _rows(package, table, limits)


def _tables(
    package: Package, choice: Choice, limits: SheetLimits
) -> Iterator[FoundTable]:
    """All of them in one go, for the content has to be read from its beginning."""
    content = Content(limits, first_rows=LAST_CHOSEN if choice.header_lines else HEAD)
    heads: list[Head] = []
    for _ in parse(CONTENT, package.pieces(CONTENT), content):
        for found in content.found:
            if isinstance(found, Begun):
                yield from (head.table(choice, limits) for head in heads[-1:])
                heads.append(Head(found.name, []))
                if len(heads) > limits.sheets:
                    raise too_many_sheets(limits)
            else:
                row = found._replace(line=shortened(found.line))
                heads[-1].rows.append(row)
        content.found.clear()
    yield from (head.table(choice, limits) for head in heads[-1:])


def _rows(package: Package, name: str, limits: SheetLimits) -> Iterator[Line]:
    content = Content(limits, wanted=name)
    is_here, characters = False, 0
    for _ in parse(CONTENT, package.pieces(CONTENT), content):
        for found in content.found:
            if isinstance(found, Begun):
                if is_here:
                    return
                is_here = found.name == name
                continue
            if found.times > 1:
                last = found.line.number + found.times - 1
                if last > limits.rows + LAST_CHOSEN:
                    raise too_many_rows(name, last, limits)
                characters += sum(map(len, found.line.cells)) * found.times
                if characters > limits.files.unpacked_bytes:
                    raise too_much_text(limits)
            yield from repeated(found)
        content.found.clear()
    if not is_here:
        raise UnreadableFile(
            "no_such_table", "This sheet is not in the file. Look at the file again."
        )


def _check_password(package: Package) -> None:
    if MANIFEST not in package:
        return
    for name, _ in elements_of(MANIFEST, package.pieces(MANIFEST)):
        if name == "encryption-data":
            raise UnreadableFile(
                "password", "The file has a password. Save it without one."
            )
