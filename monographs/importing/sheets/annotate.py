"""A batch's files again, with what became of each line; or only what is wrong."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from monographs.exporting.sheets import SHEETS
from monographs.exporting.tables import TABLE_FORMATS, CannotHold, Table, Written
from monographs.importing.sheets.detected import content_of, found_in
from monographs.importing.sheets.every_row import every_row
from monographs.importing.sheets.issue import cut, letters
from monographs.importing.sheets.line_status import BAD, LineStatuses
from monographs.importing.sheets.mapped import tables_called
from monographs.importing.sheets.mapping import Mapping, TableMapping
from monographs.importing.sheets.profile import plain_name
from monographs.importing.sheets.reading import Found, FoundTable
from monographs.importing.sheets.reserved import ERRORS, RESERVED, STATUS
from monographs.models import Batch, BatchFile, BatchIssue

JSON = "json"
LONGEST_NAME = 60  # of a file, a table or a column in a note
Cells = Sequence[str]
Numbered = tuple[int, tuple[str, ...]]


class NothingToMend(Exception):
    """No line is wrong."""


@dataclass(frozen=True)
class NotedFile:
    """`stem` is for its name: a table's own, where there is no other, so that the file
    is known again by its name."""

    stem: str
    written: Written


def annotated(batch: Batch, format: str) -> NotedFile:
    """The same tables in the same order, each row in its place. Raises CannotHold."""
    tables = [
        one.as_objects() if format == JSON else one.in_place()
        for one in _noted_tables(batch)
    ]
    return _written(tables, format)


def errors_only(batch: Batch, format: str) -> NotedFile:
    """Each header, and the lines that were not loaded: to be mended and loaded again.
    Raises CannotHold."""
    bad = _names_of_bad_tables(batch)
    tables = [
        one.only_bad()
        for one in _noted_tables(batch)
        if one.is_read and (bad is None or one.called in bad)
    ]
    if not tables:
        raise NothingToMend("No line of this import is wrong.")
    return _written(tables, format)


def _written(tables: Sequence[Table], format: str) -> NotedFile:
    if format == JSON:
        for table in tables:
            _refuse_repeated(table)
    stem = tables[0].name if len(tables) == 1 else "import"
    return NotedFile(stem, TABLE_FORMATS[format].write(tables))


def _refuse_repeated(table: Table) -> None:
    """An object has a name once; of two cells one would be lost."""
    if len(set(table.header)) < len(table.header):
        raise CannotHold(
            f"JSON cannot hold {table.name}: two of its columns have the same name. "
            "Nothing was written. Take CSV, TSV, XLSX or ODS."
        )


def format_of(batch: Batch) -> str:
    """As the first file came, as far as that can be written."""
    for file in batch.files.without_bytes():
        if found := found_in(file):
            return found.format if found.format in TABLE_FORMATS else "csv"
    return "csv"


def _names_of_bad_tables(batch: Batch) -> set[str] | None:
    """None where a drug was refused as a whole, so that any line may be bad."""
    refused = batch.rows.filter(outcome="error", after="", place__gt=batch.total)
    if refused.filter(issues=None).exists():
        return None
    issues = BatchIssue.objects.filter(row__batch=batch, severity="error")
    return set(issues.order_by("sheet").values_list("sheet", flat=True).distinct())


def _noted_tables(batch: Batch) -> Iterator["_Noted"]:
    statuses = LineStatuses(batch)
    mapping = Mapping.from_json(batch.mapping)
    files = list(batch.files.without_bytes())
    called = tables_called(mapping, {file.number: file.name for file in files})
    read = {
        (one.file, one.table): (number, one, called[number])
        for number, one in enumerate(mapping.tables)
    }
    taken: set[str] = set()
    for file in files:
        content_of(file)  # says so before the first byte goes out, should it be gone
        found = found_in(file)
        for table in found.tables if found else ():
            number, mapped, its_name = read.get(
                (file.number, table.name), (0, None, "")
            )
            if found and table.header:
                name = _free_name(table.name, taken)
                yield _Noted(
                    name, file, found, table, number, mapped, its_name, statuses
                )


@dataclass(frozen=True)
class _Noted:
    """A table with two more columns, unless nobody read it."""

    name: str
    file: BatchFile
    found: Found
    table: FoundTable
    number: int
    mapping: TableMapping | None
    called: str  # in its issues
    statuses: LineStatuses

    @property
    def is_read(self) -> bool:
        return self.mapping is not None and self.mapping.is_used

    def in_place(self) -> Table:
        """Each row in the line that it came from; the first stands where tables have
        their header."""
        if self.table.header_line <= 1:
            return Table(self.name, self._header, self._below_the_first)
        return Table(self.name, next(self._all()), self._below_the_first)

    def as_objects(self) -> Table:
        """What stands above a header has no names, and a place is no line."""
        return Table(self.name, self._header, partial(self._lines, only_bad=False))

    def only_bad(self) -> Table:
        return Table(self.name, self._header, partial(self._lines, only_bad=True))

    @cached_property
    def _header(self) -> Cells:
        own = self._own(self.table.header)
        return [*own, STATUS, ERRORS, *self._beyond(())] if self.is_read else own

    def _below_the_first(self) -> Iterator[Cells]:
        rows = self._all()
        if self.table.header_line:  # objects have none
            next(rows, None)
        return rows

    def _lines(self, *, only_bad: bool) -> Iterator[Cells]:
        for number, row, is_bad in self._with_notes(in_place=False):
            if number > self.table.header_line and (is_bad or not only_bad):
                yield row

    def _all(self) -> Iterator[Cells]:
        """Blank ones among them."""
        last = 0
        blank = [""] * len(self._header)
        for number, row, _ in self._with_notes(in_place=True):
            for _ in range(last + 1, number):
                yield blank
            last = number
            yield row

    def _with_notes(self, *, in_place: bool) -> Iterator[tuple[int, Cells, bool]]:
        header_line = self.table.header_line
        place = _cell if in_place else self._column
        of_line = self.statuses.of_table(self.number, self.called, place).of_line
        at = self._address_at()
        for number, cells in self._rows():
            if number == header_line:
                yield number, self._header, False
                continue
            own, beyond = self._own(cells), self._beyond(cells)
            if not self.is_read:
                yield number, own, False
            elif number < header_line:
                yield number, [*own, "", "", *beyond], False
            else:
                address = cells[at].strip() if at < len(cells) else ""
                note = of_line(number, address)
                errors = note.errors
                if errors and not in_place:
                    errors = f"Line {number:,} of {self._origin} | {errors}"
                yield number, [*own, note.status, errors, *beyond], note.status in BAD

    @cached_property
    def _origin(self) -> str:
        """What the lines were counted in: here they stand elsewhere."""
        name = cut(self.file.name, LONGEST_NAME)
        if len(self.found.tables) == 1:
            return name
        return f"{cut(self.table.name, LONGEST_NAME)} in {name}"

    def _column(self, column: str, line: int) -> str:
        """By its header; a cell that stands under none is named by its sentence."""
        return self._headers.get(column, "")

    @cached_property
    def _headers(self) -> dict[str, str]:
        header = enumerate(self.table.header)
        return {letters(at): cut(name, LONGEST_NAME) for at, name in header}

    def _address_at(self) -> int:
        sheet = self.mapping.sheet if self.mapping else None
        at = self.mapping.place_of(SHEETS[sheet].page) if self.mapping and sheet else 0
        return at or 0

    def _own(self, cells: Sequence[str]) -> list[str]:
        """Of a file that was annotated before, the old notes go."""
        return [
            cells[at] if at < len(cells) else ""
            for at, header in enumerate(self.table.header)
            if plain_name(header) not in RESERVED
        ]

    def _beyond(self, cells: Sequence[str]) -> list[str]:
        """What stands under no header is kept there."""
        width = len(self.table.header)
        extra = list(cells[width : width + self._extra])
        return extra + [""] * (self._extra - len(extra))

    @property
    def _extra(self) -> int:
        return self.statuses.columns_beyond(self.called, self._widest)

    def _widest(self) -> int:
        width = len(self.table.header)
        beyond = (cells[width:] for _, cells in self._rows() if len(cells) > width)
        # Rows may be read with blank cells at their end.
        return max((len(_without_blank_end(cells)) for cells in beyond), default=0)

    def _rows(self) -> Iterator[Numbered]:
        content, name = content_of(self.file), self.file.name
        for line in every_row(content, name, self.found, self.table.name):
            yield line.number, line.cells


def _cell(column: str, line: int) -> str:
    return f"{column}{line}"


def _without_blank_end(cells: Sequence[str]) -> Sequence[str]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]


def _free_name(name: str, taken: set[str]) -> str:
    """Two files may have a table of the same name; a workbook may not."""
    free, number = name, 1
    while free.casefold() in taken:
        number += 1
        free = f"{name} {number}"
    taken.add(free.casefold())
    return free
