"""Which sheet the rows of a working copy, or of a version, stand in."""

from typing import Any

from monographs.exporting.sheets.all_sheets import SHEETS

# The feature table is one sheet, whatever part of it a row is.
_OF_A_TABLE = ("ComparisonRow", "ComparisonSubject", "ComparisonCell")
_BY_MODEL = {
    sheet.model.__name__: sheet.name for sheet in SHEETS.values()
} | dict.fromkeys(_OF_A_TABLE, "comparisons")
_BY_FIELD = {sheet.field: sheet.name for sheet in SHEETS.values() if sheet.field} | {
    "subjects": "comparisons",
    "comparison_rows": "comparisons",
}


def sheet_of(row: Any) -> str:
    """Of a model's row; of anything else, the sheet that it names itself."""
    return _BY_MODEL.get(type(row).__name__) or str(getattr(row, "sheet", ""))


def sheet_of_field(field: str) -> str:
    """Of a document's rows, by the name of their list."""
    return _BY_FIELD.get(field, "")
