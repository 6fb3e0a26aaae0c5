"""The tables of a spreadsheet's content, in the order in which its XML has them.

Repeated cells and rows are written once with a count; rows are repeated only when they
are asked for, so that a billion of them cost nothing.
"""

from collections.abc import Iterator
from typing import NamedTuple

from monographs.importing.sheets.reading import problems
from monographs.importing.sheets.reading.found import Line, UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.names import as_table_name
from monographs.importing.sheets.reading.ods.cell_text import CellText
from monographs.importing.sheets.reading.ods.element_names import Prefixes
from monographs.importing.sheets.reading.ods.values import value_text
from monographs.importing.sheets.reading.row_builder import RowBuilder
from monographs.importing.sheets.reading.xml_parts import Attributes, local

LONGEST_COUNT = 9
# What stands in them is no cell: former values, copies, remarks, drawings.
PASSED_OVER = {
    "annotation",
    "dde-links",
    "desc",
    "forms",
    "frame",
    "g",
    "custom-shape",
    "note",
    "ruby-text",
    "shapes",
    "title",
    "tracked-changes",
}


class Begun(NamedTuple):
    """A table begins."""

    name: str


class Repeated(NamedTuple):
    """A row that holds something, and how often it stands there."""

    line: Line
    times: int


class Content:
    """Called by the XML parser; `found` is taken by whoever feeds it.

    Of tables other than the `wanted` one only the beginnings are told; without one, of
    each table the first rows.
    """

    def __init__(
        self, limits: SheetLimits, *, wanted: str | None = None, first_rows: int = 0
    ) -> None:
        self.depth = 0
        self.found: list[Begun | Repeated] = []
        self._limits = limits
        self._wanted = wanted
        self._first_rows = first_rows
        self._rows_left = 0
        self._passed_over: dict[str, bool] = {}
        self._passing_over = 0  # at which depth it began
        self._table = 0  # at which depth the present one is
        self._is_read = False
        self._row = RowBuilder(limits)
        self._number = 0
        self._rows = 1
        self._cells = 1
        self._cell: Attributes = {}
        self._text = CellText(limits)
        self._paragraphs = 0
        self.text = self._text.parts.append
        self._name_elements(Prefixes())

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self._passing_over or (self._table and not self._is_read):
            return
        if self.depth == 1:
            self._name_elements(Prefixes.of_root(attributes))
        elif name == self._table_name:
            self._begin_table(attributes)
        elif self._is_passed_over(name):
            self._passing_over = self.depth
            self._text.pass_over()
        elif self._is_read:
            self._start_inside(name, attributes)

    def end(self, name: str) -> None:
        depth, self.depth = self.depth, self.depth - 1
        if self._passing_over:
            if depth == self._passing_over:
                self._passing_over = 0
                self._text.go_on()
        elif self._is_read:
            self._end_inside(name, depth)
        elif depth == self._table:
            self._table = 0

    def after_piece(self) -> None:
        self._text.check()

    def _name_elements(self, prefixes: Prefixes) -> None:
        table, text, office = prefixes.table, prefixes.text, prefixes.office
        self._table_name = f"{table}:table"
        self._row_name = f"{table}:table-row"
        self._cell_names = (f"{table}:table-cell", f"{table}:covered-table-cell")
        self._paragraph_names = (f"{text}:p", f"{text}:h")
        self._space, self._tab = f"{text}:s", f"{text}:tab"
        self._space_count = f"{text}:c"
        self._break = f"{text}:line-break"
        self._name_attribute = f"{table}:name"
        self._rows_repeated = f"{table}:number-rows-repeated"
        self._cells_repeated = f"{table}:number-columns-repeated"
        self._office = f"{office}:"

    def _is_passed_over(self, name: str) -> bool:
        known = self._passed_over.get(name)
        if known is None:
            known = self._passed_over[name] = local(name) in PASSED_OVER
        return known

    def _begin_table(self, attributes: Attributes) -> None:
        if self._table:
            raise UnreadableFile(
                "table_in_a_cell",
                "One of its cells holds a table of its own. Move it out of the cell.",
            )
        name = as_table_name(attributes.get(self._name_attribute, ""))
        self._table = self.depth
        self._is_read = self._wanted in (None, name)
        self._number = 0
        self._rows_left = self._first_rows
        self.found.append(Begun(name))

    def _start_inside(self, name: str, attributes: Attributes) -> None:
        if name in self._cell_names:
            self._cell = attributes
            self._cells = _count(attributes.get(self._cells_repeated))
            self._text.begin()
        elif name in self._paragraph_names:
            self._paragraphs += 1
            if self._paragraphs == 1:
                self._text.begin_paragraph()
        elif name == self._row_name:
            self._rows = _count(attributes.get(self._rows_repeated))
        elif name == self._space:
            self._text.add_exactly(" ", _count(attributes.get(self._space_count)))
        elif name == self._tab:
            self._text.add_exactly("\t")
        elif name == self._break:
            self._text.add_exactly("\n")

    def _end_inside(self, name: str, depth: int) -> None:
        if name in self._cell_names:
            self._end_cell()
        elif name in self._paragraph_names:
            self._paragraphs -= 1
            if not self._paragraphs:
                self._text.end_paragraph()
        elif name == self._row_name:
            if line := self._row.end(self._number + 1):
                self.found.append(Repeated(line, self._rows))
                self._rows_left -= self._rows
                self._is_read = self._wanted is not None or self._rows_left > 0
            self._number += self._rows
        elif depth == self._table:
            self._table, self._is_read = 0, False

    def _end_cell(self) -> None:
        row, column = self._row, len(self._row.cells) + self._row.blanks
        text = self._text.whole()
        if text is None:
            row.object_to(column, problems.too_long(self._limits))
            text = ""
        elif self._cell:
            value = value_text(self._cell, self._office, text)
            text = value.text
            if value.problem:
                row.object_to(column, value.problem)
        row.put_repeated(text, self._cells)
        self._cell = {}


def repeated(found: Repeated) -> Iterator[Line]:
    line, times = found
    if times == 1:
        yield line
        return
    for number in range(line.number, line.number + times):
        yield line._replace(number=number)


def _count(written: str | None) -> int:
    if written is None:
        return 1
    is_number = written.isascii() and written.isdecimal()
    if not is_number or len(written) > LONGEST_COUNT or not int(written):
        raise UnreadableFile(
            "wrong_count",
            f"The file repeats something {written[:12]} times, which cannot be. Save "
            "it again with a spreadsheet program.",
        )
    return int(written)
