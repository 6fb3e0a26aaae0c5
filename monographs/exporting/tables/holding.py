"""Whether a format can hold a table: asked before the first byte is written."""

from collections.abc import Callable, Sequence

from monographs.exporting.tables.table import CannotHold, Table
from monographs.exporting.tables.xlsx_file import LONGEST_CELL, UNWRITABLE

# Of XLSX, the header included.
MOST_ROWS = 1_048_576

Trouble = Callable[[str], str]


def trouble_in_xml(text: str) -> str:
    if text.isascii() and text.isprintable():
        return ""
    found = UNWRITABLE.search(text)
    return f"holds the character U+{ord(found[0]):04X}" if found else ""


def trouble_in_xlsx(text: str) -> str:
    if len(text) * 2 > LONGEST_CELL:
        # Excel counts a character beyond U+FFFF as two.
        length = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if length > LONGEST_CELL:
            return f"has {length:,} characters, and a cell holds {LONGEST_CELL:,}"
    return trouble_in_xml(text)


def check(
    tables: Sequence[Table],
    trouble: Trouble,
    *,
    label: str,
    instead: str,
    most_rows: int | None = None,
) -> None:
    for table in tables:
        line = 1
        for line, row in enumerate(table.rows(), 2):
            for column, text in zip(table.header, row, strict=True):
                if said := trouble(text):
                    raise CannotHold(
                        f"{label} cannot hold {table.name}, line {line:,}, column "
                        f"{column}: the text {said}. Nothing was written. Take "
                        f"{instead}, which can hold it."
                    )
        if most_rows and line > most_rows:
            raise CannotHold(
                f"{label} cannot hold {table.name}: it has {line:,} lines, and a sheet "
                f"holds {most_rows:,}. Nothing was written. Take {instead}."
            )
