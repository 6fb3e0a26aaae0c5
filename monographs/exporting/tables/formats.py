"""The formats in which tables go out."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from monographs.exporting.tables.csv_file import (
    csv_table,
    csv_tables,
    tsv_table,
    tsv_tables,
)
from monographs.exporting.tables.holding import ODS, XLSX, Holding
from monographs.exporting.tables.json_file import json_tables
from monographs.exporting.tables.ods_file import MEDIA_TYPE, ods_tables
from monographs.exporting.tables.table import Table
from monographs.exporting.tables.xlsx_file import xlsx_tables

Tables = Sequence[Table]


@dataclass(frozen=True)
class Written:
    """A file on its way: `parts` are its bytes."""

    ending: str
    content_type: str
    parts: Iterator[bytes]


@dataclass(frozen=True)
class TableFormat:
    """`one` writes a single table where that needs no workbook around it."""

    label: str
    ending: str
    content_type: str
    many: Callable[[Tables], Iterator[bytes]]
    many_ending: str
    many_type: str
    one: Callable[[Table], Iterator[bytes]] | None = None
    holding: Holding | None = None

    def write(self, tables: Tables) -> Written:
        """Raises CannotHold before the first byte."""
        if self.holding:
            tables = self.holding.checked(tables)
        if self.one and len(tables) == 1:
            return Written(self.ending, self.content_type, self.one(tables[0]))
        return Written(self.many_ending, self.many_type, self.many(tables))


def _workbook(
    label: str,
    ending: str,
    content_type: str,
    write: Callable[[Tables], Iterator[bytes]],
    holding: Holding | None = None,
) -> TableFormat:
    return TableFormat(
        label, ending, content_type, write, ending, content_type, holding=holding
    )


_ZIP = "application/zip"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TABLE_FORMATS = {
    "xlsx": _workbook("Excel (XLSX)", "xlsx", _XLSX, xlsx_tables, XLSX),
    "ods": _workbook("OpenDocument (ODS)", "ods", MEDIA_TYPE, ods_tables, ODS),
    "csv": TableFormat(
        "CSV", "csv", "text/csv; charset=utf-8", csv_tables, "zip", _ZIP, csv_table
    ),
    "tsv": TableFormat(
        "TSV",
        "tsv",
        "text/tab-separated-values; charset=utf-8",
        tsv_tables,
        "zip",
        _ZIP,
        tsv_table,
    ),
    "json": _workbook("JSON", "json", "application/json", json_tables),
}
