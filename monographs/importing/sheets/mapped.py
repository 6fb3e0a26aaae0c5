"""The tables of a batch with what their columns mean, made ready for its lines."""

from collections import Counter
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass
from functools import cached_property

from monographs.exporting.sheets import SHEETS, Sheet, SheetField
from monographs.importing.sheets.issue import cut, letters
from monographs.importing.sheets.mapping import IGNORED, Mapping
from monographs.models import Batch

EDIT_VERSION = "edit_version"
_LONGEST_NAME = 100  # as the database takes it


@dataclass(frozen=True)
class MappedTable:
    """`columns` are those that are read, in the order of the sheet; a staged line has
    a cell for each of them."""

    number: int  # its place in the mapping
    file: int
    name: str
    called: str  # in its issues
    sheet: Sheet
    columns: tuple[str, ...]
    places: tuple[int, ...]  # of each column, in the file
    address_at: int  # in the file

    def column_letters(self, column: str) -> str:
        if column not in self.columns:
            return ""
        return letters(self.places[self.columns.index(column)])

    @cached_property
    def fields(self) -> tuple[SheetField, ...]:
        return tuple(self.sheet.by_name[column] for column in self.columns)

    @cached_property
    def key_at(self) -> int | None:
        """Where a staged line has its key."""
        return self.columns.index("key") if "key" in self.columns else None


def tables_called(mapping: Mapping, files: AnyMapping[int, str]) -> list[str]:
    """What the issues of each call it: with its file, where others have its name."""
    count = Counter(table.table for table in mapping.tables)
    called: list[str] = []
    for number, table in enumerate(mapping.tables):
        name = cut(table.table)[:_LONGEST_NAME]
        if count[table.table] > 1:
            name = f"{name[:40]} in {files[table.file]}"[:_LONGEST_NAME]
        called.append(f"{name[:80]} ({number + 1})" if name in called else name)
    return called


def mapped_tables(batch: Batch) -> list[MappedTable]:
    mapping = Mapping.from_json(batch.mapping)
    tables = []
    files = list(batch.files.defer("content"))
    refused = {file.number for file in files if "problem" in file.detected}
    called = tables_called(mapping, {file.number: file.name for file in files})
    for number, table in enumerate(mapping.tables):
        if not table.sheet or table.file in refused:
            continue
        sheet = SHEETS[table.sheet]
        place_of = {name: at for at, name in table.columns.items() if name != IGNORED}
        columns = [
            field.column_name
            for field in sheet.fields
            if field.column_name in place_of and not field.is_informative
        ]
        tables.append(
            MappedTable(
                number=number,
                file=table.file,
                name=table.table,
                called=called[number],
                sheet=sheet,
                columns=tuple(columns),
                places=tuple(place_of[column] for column in columns),
                address_at=place_of[sheet.page],
            )
        )
    return tables
