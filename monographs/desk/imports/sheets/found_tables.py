"""What was found in the files of an import, before anybody says what it means."""

from collections.abc import Iterator
from dataclasses import dataclass

from monographs.importing.sheets.detected import found_in
from monographs.importing.sheets.mapping import Mapping, TableMapping
from monographs.importing.sheets.reading import FoundTable
from monographs.models import BatchFile


@dataclass(frozen=True)
class Table:
    """A sheet of a workbook, or a file that is one; numbered through all files."""

    number: int
    file: BatchFile
    found: FoundTable

    @property
    def name(self) -> str:
        return self.found.name

    @property
    def header(self) -> tuple[str, ...]:
        return self.found.header

    def examples(self, place: int) -> list[str]:
        """The first values below a header."""
        lines = self.found.first_lines
        cells = (line[place] for line in lines if place < len(line))
        return [cell for cell in cells if cell.strip()]

    def meaning_in(self, mapping: Mapping) -> TableMapping:
        """One that nobody has decided about, where the mapping does not know it."""
        for table in mapping.tables:
            if (table.file, table.table) == (self.file.number, self.name):
                return table
        return TableMapping(self.file.number, self.name, None)


def tables_of(files: list[BatchFile]) -> list[Table]:
    return [
        Table(number, file, found)
        for number, (file, found) in enumerate(_found(files), 1)
    ]


def _found(files: list[BatchFile]) -> Iterator[tuple[BatchFile, FoundTable]]:
    for file in files:
        found = found_in(file)
        for table in found.tables if found else ():
            yield file, table
