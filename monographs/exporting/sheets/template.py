"""A workbook to be filled in: each column explained, closed lists to choose from."""

import io
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from monographs.exporting.sheets.all_sheets import SHEETS
from monographs.exporting.sheets.explained import explained_columns
from monographs.exporting.sheets.kinds_of_field import EXAMPLE
from monographs.exporting.sheets.sheet import Sheet
from monographs.exporting.sheets.sheet_field import SheetField

TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HOW_TO = "how to fill in"
LISTS = "lists"
# Sheets of the template that hold no data; an import passes over them.
ONLY_IN_THE_TEMPLATE = frozenset({HOW_TO, LISTS})

_HEAD = ("Sheet", "Column", "Needed", "What it holds", "Takes", "Example")
_WIDTHS = (16, 24, 10, 70, 50, 40)
_INTRODUCTION = (
    "Each sheet begins with one line for the names of its columns. Keep the names; "
    "columns that you do not need may be deleted.",
    "Line 2 of each sheet is an example: an import passes over a line whose key is "
    f'"{EXAMPLE}". Delete it, or write over it and empty its key.',
    "A new page needs a line in the sheet drugs; the other sheets name it by its "
    "address.",
    "What is not in the workbook is left as it is: a missing line deletes nothing.",
)
_AS_TEXT = "@"  # else a spreadsheet makes days of 1/12 and cuts zeros off 007
_LONGEST_PROMPT = 255
_MOST_LINES = 1_048_576


def template_workbook() -> bytes:
    book = openpyxl.Workbook(write_only=False)
    book.remove(book.active)
    _write_how_to(book.create_sheet(HOW_TO))
    lists = book.create_sheet(LISTS)
    for sheet in SHEETS.values():
        _write_sheet(book.create_sheet(sheet.name), sheet, lists)
    book.active = 0
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write_how_to(page: Any) -> None:
    for sentence in _INTRODUCTION:
        page.append([sentence])
    page.append([])
    page.append(_HEAD)
    for cell in page[page.max_row]:
        cell.font = Font(bold=True)
    for sheet in SHEETS.values():
        for one in explained_columns(sheet):
            page.append((one.sheet, one.column, one.needed, one.explains, one.takes))
            example = page.cell(page.max_row, len(_HEAD))
            _write_text(example, one.example)
            for cell in page[page.max_row]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[get_column_letter(number)].width = width


def _write_sheet(page: Any, sheet: Sheet, lists: Any) -> None:
    page.freeze_panes = "A2"
    for number, field in enumerate(sheet.fields, 1):
        letter = get_column_letter(number)
        _write_text(page.cell(1, number), field.column_name)
        page.cell(1, number).font = Font(bold=True)
        _write_text(page.cell(2, number), _example(sheet, number, field))
        page.column_dimensions[letter].number_format = _AS_TEXT
        page.column_dimensions[letter].width = max(14, len(field.column_name) + 4)
        validation = _validation(sheet, field, lists)
        validation.add(f"{letter}2:{letter}{_MOST_LINES}")
        page.add_data_validation(validation)


def _example(sheet: Sheet, number: int, field: SheetField) -> str:
    return EXAMPLE if number == 1 else field.example


def _write_text(cell: Any, text: str) -> None:
    cell.value = text
    cell.data_type = "s"  # never a formula, whatever it begins with
    cell.number_format = _AS_TEXT


def _validation(sheet: Sheet, field: SheetField, lists: Any) -> DataValidation:
    """What to write is shown beside a chosen cell; lists are offered there."""
    prompt = field.explains
    if len(prompt) > _LONGEST_PROMPT:
        prompt = f"{prompt[: _LONGEST_PROMPT - 1]}…"
    options: dict[str, Any] = {
        "promptTitle": field.column_name,
        "prompt": prompt,
        "showInputMessage": True,
        "allow_blank": True,
    }
    if not field.choices or field.is_informative:
        return DataValidation(**options)
    return DataValidation(
        type="list",
        formula1=_list(lists, f"{sheet.name}.{field.column_name}", field.choices),
        showErrorMessage=True,
        errorTitle=field.column_name,
        error="Choose one from the list.",
        **options,
    )


def _list(lists: Any, name: str, choices: tuple[str, ...]) -> str:
    """A column of the sheet with the lists; as a formula it could hold no comma."""
    number = lists.max_column + 1 if lists.cell(1, 1).value else 1
    letter = get_column_letter(number)
    for line, text in enumerate((name, *choices), 1):
        _write_text(lists.cell(line, number), text)
    lists.column_dimensions[letter].width = 30
    return f"{LISTS}!${letter}$2:${letter}${len(choices) + 1}"
