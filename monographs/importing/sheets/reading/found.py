"""What reading a spreadsheet gives: what was found in the file, and its lines."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple, Self


class UnreadableFile(Exception):
    """The file as a whole is refused; `sentence` says why and what to do."""

    def __init__(self, code: str, sentence: str, place: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.place = place


@dataclass(frozen=True)
class Choice:
    """What a person set instead of what would be detected."""

    format: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    header_lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundTable:
    """A sheet of a workbook, or the one table of a text file.

    `header` ends with its last cell that is not blank; an empty table has none.
    """

    name: str
    header: tuple[str, ...] = ()
    header_line: int = 0
    first_lines: tuple[tuple[str, ...], ...] = ()
    # Of a member of a ZIP; each may have been written by another program.
    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True)
class Found:
    """What the file is, and as what it will be read; `notes` are sentences."""

    format: str
    encoding: str
    delimiter: str
    tables: tuple[FoundTable, ...]
    notes: tuple[str, ...] = ()

    def table(self, name: str) -> FoundTable:
        for table in self.tables:
            if table.name == name:
                return table
        raise UnreadableFile(
            "no_such_table", "This table is not in the file. Look at the file again."
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        tables = [
            FoundTable(
                **table
                | {
                    "header": tuple(table["header"]),
                    "first_lines": tuple(map(tuple, table["first_lines"])),
                }
            )
            for table in stored["tables"]
        ]
        return cls(
            **dict(stored) | {"tables": tuple(tables), "notes": tuple(stored["notes"])}
        )


class Line(NamedTuple):
    """A line as its spreadsheet numbers it, from 1; a tuple, for there are millions.

    One that cannot be read has a `problem`, and where it is one cell, its `column`,
    from 0.
    """

    number: int
    cells: tuple[str, ...]
    problem: str = ""
    column: int | None = None
