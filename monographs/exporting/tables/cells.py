"""What a cell may hold, and how it becomes text."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

Cell = str | int | date | datetime | None
Row = Sequence[Cell]

# Spreadsheets run what begins like this as a formula, also behind a blank.
FORMULA_SIGNS = ("=", "+", "-", "@")
CONTROL_SIGNS = ("\t", "\r", "\n")


def as_text(cell: Cell) -> str:
    """Days and times as ISO has them: they sort, and no country reads them wrongly."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def harmless(text: str) -> str:
    """Text that a spreadsheet shows and never runs."""
    if text.startswith(CONTROL_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS):
        return f"'{text}"
    return text
