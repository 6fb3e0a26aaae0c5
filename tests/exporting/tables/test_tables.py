"""A table that goes out as CSV or XLSX comes in again as it was, and runs nothing."""

import csv
import io
import tracemalloc
from datetime import UTC, date, datetime

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.exporting.tables import as_csv, as_xlsx, xlsx_file

DANGEROUS = ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1"]


def read_csv(rows):
    content = b"".join(as_csv(rows)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content, newline="")))


def read_xlsx(rows):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(as_xlsx(rows))))
    return [
        [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book
    ]


def test_texts_numbers_and_days_come_through_as_csv():
    rows = [
        ["Title", "Days", "Due", "At"],
        ["Éxamplazole, “new”", -5, date(2026, 3, 2), None],
        ["Two\nlines", 7, None, datetime(2026, 3, 2, 9, 5, 1, tzinfo=UTC)],
    ]

    assert read_csv(rows) == [
        ["Title", "Days", "Due", "At"],
        ["Éxamplazole, “new”", "-5", "2026-03-02", ""],
        ["Two\nlines", "7", "", "2026-03-02 09:05:01+00:00"],
    ]


def test_texts_numbers_and_days_come_through_as_xlsx():
    rows = [
        ["Title", "Days", "Due"],
        ["Éxamplazole <b>&amp;</b>", -5, date(2026, 3, 2)],
        ["  Two\nlines ", 7, None],
    ]

    [sheet] = read_xlsx(rows)

    assert sheet == [
        ["Title", "Days", "Due"],
        ["Éxamplazole <b>&amp;</b>", -5, "2026-03-02"],
        ["  Two\nlines ", 7, None],
    ]


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_run_is_shown_instead_in_csv(text):
    [[cell]] = read_csv([[text]])

    assert cell == f"'{text}"


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_a_spreadsheet_would_run_is_text_in_xlsx(text):
    book = openpyxl.load_workbook(io.BytesIO(b"".join(as_xlsx([["Title"], [text]]))))

    cell = book.active["A2"]

    assert cell.data_type in ("s", "inlineStr")
    assert cell.value.replace("\r", "\n") == text.replace("\r", "\n")


def test_signs_that_xml_cannot_hold_are_left_out():
    [[[cell]]] = read_xlsx([["a\x00b\x1fc\ud800d\uffff"]])

    assert cell == "abcd"


def test_a_cell_that_is_too_long_for_the_format_is_cut():
    [[[cell]]] = read_xlsx([["x" * 40_000]])

    assert len(cell) == 32_767
    assert cell.endswith("x…")


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_any_text_makes_a_workbook_that_opens(texts):
    [[row]] = read_xlsx([texts])

    assert len(row) == len(texts)


def test_very_many_rows_go_on_in_further_sheets_with_the_header(monkeypatch):
    monkeypatch.setattr(xlsx_file, "ROWS_A_SHEET", 3)

    sheets = read_xlsx([["n"], *([n] for n in range(7))])

    assert sheets == [
        [["n"], [0], [1], [2]],
        [["n"], [3], [4], [5]],
        [["n"], [6]],
    ]


def test_a_full_sheet_is_not_followed_by_an_empty_one(monkeypatch):
    monkeypatch.setattr(xlsx_file, "ROWS_A_SHEET", 3)

    assert len(read_xlsx([["n"], [1], [2], [3]])) == 1


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_memory_stays_flat_however_long_the_table_is(write):
    peaks = []
    for count in (2_000, 40_000):
        tracemalloc.start()
        for part in write(["Examplazole " * 10, n, "Nausea"] for n in range(count)):
            assert len(part) < 300_000
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + 200_000
