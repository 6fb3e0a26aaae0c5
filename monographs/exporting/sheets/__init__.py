"""Spreadsheets: which columns they have, and what the database says in each."""

from monographs.exporting.sheets.all_sheets import SHEETS
from monographs.exporting.sheets.export import (
    all_pages,
    live_pages,
    published_tables,
    working_tables,
)
from monographs.exporting.sheets.sheet import CurrentLine, Sheet
from monographs.exporting.sheets.sheet_field import SheetField
from monographs.exporting.sheets.unreadable import Unreadable

__all__ = [
    "SHEETS",
    "CurrentLine",
    "Sheet",
    "SheetField",
    "Unreadable",
    "all_pages",
    "live_pages",
    "published_tables",
    "working_tables",
]
