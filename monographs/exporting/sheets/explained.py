"""The columns in words, for the template workbook and the documentation."""

from dataclasses import dataclass

from monographs.exporting.sheets.all_sheets import SHEETS
from monographs.exporting.sheets.sheet import Sheet
from monographs.exporting.sheets.sheet_field import SheetField


@dataclass(frozen=True)
class ExplainedColumn:
    sheet: str
    column: str
    needed: str
    explains: str
    takes: str
    example: str


def explained_columns(sheet: Sheet) -> list[ExplainedColumn]:
    return [
        ExplainedColumn(
            sheet.name,
            field.column_name,
            _needed(sheet, field),
            field.explains,
            _takes(field),
            field.example,
        )
        for field in sheet.fields
    ]


def documentation() -> str:
    """The tables of docs/SHEETS.md."""
    return "\n\n".join(map(_documented, SHEETS.values())) + "\n"


def _documented(sheet: Sheet) -> str:
    natural = " and ".join(f"`{column}`" for column in sheet.natural)
    found = (
        f"A line without a key is found by {natural}."
        if sheet.page in sheet.natural
        else f"A line without a key is found by `{sheet.page}` and {natural}."
    )
    lines = [
        f"### {sheet.name}",
        "",
        f"{sheet.explains} {found}",
        "",
        "| Column | Needed | What it holds | Takes | Example |",
        "| --- | --- | --- | --- | --- |",
    ]
    for one in explained_columns(sheet):
        cells = (f"`{one.column}`", one.needed, one.explains, one.takes, one.example)
        lines.append(f"| {' | '.join(map(_in_a_line, cells))} |")
    return "\n".join(lines)


def _needed(sheet: Sheet, field: SheetField) -> str:
    if field.is_informative:
        return "never read"
    return "yes" if field.is_required or field.column_name == sheet.page else ""


def _takes(field: SheetField) -> str:
    if field.choices:
        return "; ".join(field.choices)
    return f"up to {field.longest:,} characters" if field.longest else ""


def _in_a_line(text: str) -> str:
    return text.replace("\n", " ⏎ ").replace("|", "\\|")
