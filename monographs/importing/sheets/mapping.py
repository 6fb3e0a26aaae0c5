"""What the tables and columns of a batch's files mean: plain values and their JSON."""

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self

IGNORED = ""


class Blank(StrEnum):
    """What a blank cell says about a row that is here."""

    LEAVE = "leave"
    CLEAR = "clear"


class BadMapping(ValueError):
    """Whoever wrote this JSON did not write a mapping."""


@dataclass(frozen=True)
class TableMapping:
    """A table of a file. Nobody has decided yet about a sheet that is None, and about
    columns (by place, from 0) that are missing here; "" means to leave them out."""

    file: int  # the number of its file in the batch
    table: str
    sheet: str | None
    columns: AnyMapping[int, str] = field(default_factory=dict)

    @property
    def is_used(self) -> bool:
        return bool(self.sheet)

    def place_of(self, column: str) -> int | None:
        return next((at for at, name in self.columns.items() if name == column), None)


@dataclass(frozen=True)
class Mapping:
    tables: tuple[TableMapping, ...] = ()
    blank: Blank = Blank.LEAVE

    def as_json(self) -> dict[str, Any]:
        return {
            "blank": self.blank.value,
            "tables": [
                {
                    "file": table.file,
                    "table": table.table,
                    "sheet": table.sheet,
                    "columns": {
                        str(at): name for at, name in sorted(table.columns.items())
                    },
                }
                for table in self.tables
            ],
        }

    @classmethod
    def from_json(cls, data: Any) -> Self:
        try:
            return cls(
                tuple(
                    TableMapping(
                        int(table["file"]),
                        str(table["table"]),
                        None if table["sheet"] is None else str(table["sheet"]),
                        {int(at): str(name) for at, name in table["columns"].items()},
                    )
                    for table in data.get("tables", ())
                ),
                Blank(data.get("blank", Blank.LEAVE)),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise BadMapping(str(error)) from error
