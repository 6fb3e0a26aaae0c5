"""The rows, or the columns, of one feature table, as the lines of a sheet name them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from monographs.importing.sheets.issue import cut
from monographs.importing.sheets.known import as_key
from monographs.importing.sheets.lines import StagedLine
from monographs.importing.sheets.matching import plain_key

ROW, SUBJECT, CELL = "row", "subject", "cell"


class BadLine(Exception):
    """The line cannot be used: the sentence, and the column that it is about."""

    def __init__(self, code: str, message: str, column: str) -> None:
        super().__init__(message)
        self.code = code
        self.column = column


@dataclass
class Head:
    """A row or a column of the table."""

    key: str
    name: str
    place: int = 0
    is_new: bool = False
    # Whether a line says that it is called as it is now.
    is_kept: bool = False
    renamed: str | None = None
    line: StagedLine | None = None  # that brings it

    @property
    def name_then(self) -> str:
        return self.name if self.renamed is None else self.renamed


@dataclass
class Axis:
    """All rows, or all columns, and the columns of the sheet that are about them."""

    part: str
    content: str  # whose order it is
    name_column: str
    key_column: str
    place_column: str
    heads: dict[str, Head] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def head_of(
        self, line: StagedLine, name: str, of_cell: str, taken: Mapping[str, str]
    ) -> Head | None:
        """The row or column that the line names; a new one where there is none."""
        key = plain_key(line.cell(self.key_column))
        if key and as_key(key) is None:
            raise BadLine(
                "no_key",
                "This is no key. Leave the cell as the export wrote it, or empty.",
                self.key_column,
            )
        if key in self.heads:
            return self.heads[key]
        if key in taken:
            raise BadLine(
                "key_of_another_drug",
                f'The key is that of a row of "{cut(taken[key])}". Correct the '
                "comparison, or empty the key.",
                self.key_column,
            )
        if of_cell and not key:
            return self.heads[of_cell]
        return self._named(line, key, name) if name or key else None

    def _named(self, line: StagedLine, key: str, name: str) -> Head:
        found = [
            head for head in self.heads.values() if name in (head.name, head.renamed)
        ]
        if len(found) > 1:
            raise BadLine(
                "unclear_row",
                f'"{cut(name)}" is there several times. Export the comparison, and '
                "change the lines that have their keys.",
                self.name_column,
            )
        if found and not (key and found[0].is_new):
            return found[0]
        head = Head(key or str(uuid4()), name, is_new=True, line=line)
        self.heads[head.key] = head
        return head
