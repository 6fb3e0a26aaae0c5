"""What the headers of somebody's spreadsheets mean, wherever their columns stand."""

from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from typing import Any, Self

from monographs.importing.sheets.mapping import BadMapping, Blank, Mapping
from monographs.importing.sheets.reading import FoundTable


@dataclass(frozen=True)
class ProfileTable:
    table: str
    sheet: str
    headers: AnyMapping[str, str]  # a plain header → our column, or "" to leave it out


@dataclass(frozen=True)
class Profile:
    blank: Blank = Blank.LEAVE
    tables: tuple[ProfileTable, ...] = field(default=())

    def for_table(self, name: str, header: Iterable[str]) -> ProfileTable | None:
        """By the table's name; else the one that knows all of its headers."""
        headers = {plain_name(each) for each in header if each.strip()}
        named = [t for t in self.tables if plain_name(t.table) == plain_name(name)]
        fitting = [t for t in self.tables if headers and headers <= set(t.headers)]
        return next(iter([*named, *fitting]), None)

    def as_json(self) -> dict[str, Any]:
        return {
            "blank": self.blank.value,
            "tables": [
                {
                    "table": table.table,
                    "sheet": table.sheet,
                    "headers": dict(table.headers),
                }
                for table in self.tables
            ],
        }

    @classmethod
    def from_json(cls, data: Any) -> Self:
        try:
            tables = tuple(
                ProfileTable(
                    str(table["table"]),
                    str(table["sheet"]),
                    {
                        str(name): str(column)
                        for name, column in table["headers"].items()
                    },
                )
                for table in data["tables"]
            )
            return cls(Blank(data["blank"]), tables)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise BadMapping(str(error)) from error

    @classmethod
    def of(cls, mapping: Mapping, found: Iterable[tuple[int, FoundTable]]) -> Self:
        """What a mapping says, to be used again for other files."""
        headers = {(file, table.name): table.header for file, table in found}
        tables = tuple(
            ProfileTable(
                table.table,
                table.sheet or "",
                {
                    plain_name(header): table.columns[at]
                    for at, header in enumerate(
                        headers.get((table.file, table.table), ())
                    )
                    if at in table.columns and header.strip()
                },
            )
            for table in mapping.tables
            if table.sheet is not None
        )
        return cls(mapping.blank, tables)


def plain_name(name: str) -> str:
    """As people type names: capitals, hyphens and blanks mean nothing."""
    return "_".join(name.lower().replace("-", " ").replace("_", " ").split())
