"""Tables for spreadsheets, written while they are read: any length in little memory."""

from monographs.exporting.tables.cells import Cell, Row, guarded, unguarded
from monographs.exporting.tables.csv_file import as_csv
from monographs.exporting.tables.formats import TABLE_FORMATS, TableFormat, Written
from monographs.exporting.tables.table import CannotHold, Table
from monographs.exporting.tables.xlsx_file import as_xlsx

__all__ = [
    "TABLE_FORMATS",
    "CannotHold",
    "Cell",
    "Row",
    "Table",
    "TableFormat",
    "Written",
    "as_csv",
    "as_xlsx",
    "guarded",
    "unguarded",
]
