"""The template workbook, as another program reads it; and the documentation."""

import io
from pathlib import Path

import openpyxl
import pytest

from monographs.exporting.sheets import SHEETS, Unreadable
from monographs.exporting.sheets.explained import documentation, explained_columns
from monographs.exporting.sheets.template import (
    HOW_TO,
    LISTS,
    ONLY_IN_THE_TEMPLATE,
    template_workbook,
)

DOCS = Path(__file__).resolve().parents[3] / "docs" / "SHEETS.md"


@pytest.fixture(scope="module")
def book():
    return openpyxl.load_workbook(io.BytesIO(template_workbook()))


def texts(row):
    return [cell.value for cell in row]


def test_it_has_every_sheet_with_its_columns_and_an_example(book):
    assert book.sheetnames == [HOW_TO, LISTS, *SHEETS]
    assert set(book.sheetnames) - set(SHEETS) == ONLY_IN_THE_TEMPLATE
    for name, sheet in SHEETS.items():
        header, example = book[name].iter_rows()
        assert texts(header) == sheet.column_names()
        assert texts(example) == ["example", *(one.example for one in sheet.fields[1:])]


def test_every_column_is_explained(book):
    rows = [texts(row) for row in book[HOW_TO].iter_rows()]

    for sheet in SHEETS.values():
        for one in explained_columns(sheet):
            assert [
                *(one.sheet, one.column, one.needed or None, one.explains),
                *(one.takes or None, one.example),
            ] in rows


def test_closed_lists_are_offered(book):
    page = book["side_effects"]
    letter = page["1"][SHEETS["side_effects"].column_names().index("body_system")]
    (rule,) = (
        one
        for one in page.data_validations.dataValidation
        if f"{letter.column_letter}2" in one.cells
    )
    name, _, place = rule.formula1.partition("!")

    offered = [cell.value for (cell,) in book[name][place.replace("$", "")]]

    assert rule.type == "list"
    assert tuple(offered) == SHEETS["side_effects"].by_name["body_system"].choices


def test_every_column_says_beside_its_cells_what_to_write(book):
    for name, sheet in SHEETS.items():
        rules = book[name].data_validations.dataValidation
        assert [rule.promptTitle for rule in rules] == sheet.column_names()
        assert all(0 < len(rule.prompt) <= 255 for rule in rules)


def test_no_cell_is_a_formula_or_a_number(book):
    for page in book:
        for row in page.iter_rows():
            assert {cell.data_type for cell in row if cell.value} <= {"s"}


def test_the_example_is_never_taken_for_a_line():
    for sheet in SHEETS.values():
        with pytest.raises(Unreadable, match="example line"):
            sheet.fields[0].read("example")


def test_the_documentation_agrees_with_the_columns():
    assert documentation() in DOCS.read_text(encoding="utf-8")
