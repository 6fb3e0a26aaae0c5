"""Tables for spreadsheets, written while they are read: any length in little memory."""

from monographs.exporting.tables.cells import Cell, Row
from monographs.exporting.tables.csv_file import as_csv
from monographs.exporting.tables.xlsx_file import as_xlsx

__all__ = ["Cell", "Row", "as_csv", "as_xlsx"]
