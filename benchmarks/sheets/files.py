"""The generated lines as files of a folder, each written once."""

from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.sheets.lines import COLUMNS, SHEET, side_effect_lines
from monographs.exporting.tables import Table
from monographs.exporting.tables.csv_file import csv_table, csv_tables
from monographs.exporting.tables.xlsx_file import xlsx_tables

# A million lines fit the limit of a file's bytes only where they are packed.
WRITERS: dict[str, Callable[[Table], Iterator[bytes]]] = {
    "csv": csv_table,
    "xlsx": lambda table: xlsx_tables([table]),
    "zip": lambda table: csv_tables([table]),
}


def write_file(folder: Path, lines: int, form: str) -> Path:
    path = folder / f"{lines}-lines" / f"{SHEET}.{form}"
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    table = Table(SHEET, COLUMNS, lambda: side_effect_lines(lines))
    with path.open("wb") as file:
        file.writelines(WRITERS[form](table))
    return path
