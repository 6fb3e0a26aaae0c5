"""Which sheet of a spreadsheet a row stands in."""

from typing import Any

from django import template

from monographs.exporting.sheets.row_sheets import sheet_of

register = template.Library()


@register.filter(name="sheet_of")
def sheet_of_row(row: Any) -> str:
    return sheet_of(row)
