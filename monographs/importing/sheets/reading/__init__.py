"""Spreadsheets, line by line: any bytes give lines, or a sentence that says why not.

Nothing here knows drugs or columns; nothing here touches the database.
"""

from monographs.importing.sheets.reading.found import (
    Choice,
    Found,
    FoundTable,
    Line,
    UnreadableFile,
)
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.read import detect, read_lines

__all__ = [
    "Choice",
    "Found",
    "FoundTable",
    "Line",
    "SheetLimits",
    "UnreadableFile",
    "detect",
    "read_lines",
]
