"""Whether a format can hold a table: asked before the first byte is written."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from monographs.exporting.tables.table import CannotHold, Table
from monographs.exporting.tables.xlsx_file import LONGEST_CELL, UNWRITABLE

# Of XLSX, the header included.
MOST_ROWS = 1_048_576


@dataclass(frozen=True)
class Holding:
    """`trouble` says what is wrong with a text, `instead` which formats can hold it."""

    label: str
    instead: str
    trouble: Callable[[str], str]
    most_rows: int | None = None

    def checked(self, tables: Sequence[Table]) -> list[Table]:
        """Their rows are looked at once more while they are written: a page may have
        been changed meanwhile, and then the file ends there."""
        for table in tables:
            for _ in self._rows(table):
                pass
        return [replace(table, rows=partial(self._rows, table)) for table in tables]

    def _rows(self, table: Table) -> Iterator[Sequence[str]]:
        line, trouble = 1, self.trouble
        for line, row in enumerate(table.rows(), 2):
            if any(map(trouble, row)):
                raise self._refusal(table, line, row)
            yield row
        if self.most_rows and line > self.most_rows:
            raise CannotHold(
                f"{self.label} cannot hold {table.name}: it has {line:,} lines, and a "
                f"sheet holds {self.most_rows:,}. Nothing was written. Take "
                f"{self.instead}."
            )

    def _refusal(self, table: Table, line: int, row: Sequence[str]) -> CannotHold:
        column, said = next(
            (column, said)
            for column, text in zip(table.header, row, strict=True)
            if (said := self.trouble(text))
        )
        about = dict(zip(table.header, row, strict=True)).get(table.names)
        of = f" ({about})" if about else ""
        return CannotHold(
            f"{self.label} cannot hold {table.name}, line {line:,}, column {column}"
            f"{of}: the text {said}. Nothing was written. Take {self.instead}, which "
            "can hold it."
        )


def _trouble_in_xml(text: str) -> str:
    if text.isascii() and text.isprintable():
        return ""
    found = UNWRITABLE.search(text)
    return f"holds the character U+{ord(found[0]):04X}" if found else ""


def _trouble_in_xlsx(text: str) -> str:
    if len(text) * 2 > LONGEST_CELL:
        # Excel counts a character beyond U+FFFF as two.
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if length > LONGEST_CELL:
            return f"has {length:,} characters, and a cell holds {LONGEST_CELL:,}"
    return _trouble_in_xml(text)


_INSTEAD = "CSV, TSV or JSON"
XLSX = Holding("XLSX", _INSTEAD, _trouble_in_xlsx, MOST_ROWS)
ODS = Holding("ODS", _INSTEAD, _trouble_in_xml)
