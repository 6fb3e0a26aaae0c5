import resource
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from monographs.importing.sheets.reading import Choice, Line
from tests.importing.sheets.reading.reading_of import cells_of, read, refusal_of
from tests.importing.sheets.reading.workbooks import (
    bare_xlsx,
    changed,
    inline,
    packed,
    saved,
    strings_of,
    with_shared_strings,
    xlsx_of,
)

HEADER = ["drug", "name"]
NAME = "names.xlsx"


def value_of(value, number_format=None):
    """The text that is read for a value which openpyxl wrote into a cell."""

    def change(book):
        cell = book.active["B2"]
        cell.value = value
        if number_format:
            cell.number_format = number_format

    ((_, text),) = cells_of(xlsx_of([HEADER, ["a", ""]], change=change), NAME)
    return text


@pytest.mark.parametrize("shared", [False, True])
def test_a_workbook_is_read_whether_its_texts_are_shared_or_not(shared):
    content = xlsx_of([HEADER, ["a", "Examplazole"], [], ["b", "Examplazole"]])
    if shared:
        content = with_shared_strings(content)

    found, lines = read(content, NAME)

    assert (found.format, found.encoding, found.delimiter) == ("xlsx", "", "")
    (table,) = found.tables
    assert (table.name, table.header, table.header_line) == (
        "names",
        ("drug", "name"),
        1,
    )
    assert table.first_lines == (("a", "Examplazole"), ("b", "Examplazole"))
    assert lines == [Line(2, ("a", "Examplazole")), Line(4, ("b", "Examplazole"))]
    assert found.notes == ()


def test_each_sheet_is_a_table():
    def change(book):
        for title in ("second", "empty"):
            book.create_sheet(title)
        book["second"].append(["x"])
        book["second"].append(["y"])

    content = xlsx_of([HEADER, ["a", "b"]], change=change)

    found, lines = read(content, NAME, table="second")

    assert [table.name for table in found.tables] == ["names", "second", "empty"]
    assert lines == [Line(2, ("y",))]
    assert found.tables[2].header == ()
    assert cells_of(content, NAME, table="empty") == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (17, "17"),
        (17.0, "17"),
        (-0.5, "-0.5"),
        (0.1 + 0.2, "0.3"),
        (0.001, "0.001"),
        (1e-7, "0.0000001"),
        (1e21, "1" + "0" * 21),
        (0, "0"),
        (True, "yes"),
        (False, "no"),
        (date(2024, 2, 29), "2024-02-29"),
        (datetime(2024, 2, 29, 13, 5), "2024-02-29 13:05:00"),
        (datetime(1900, 1, 1), "1900-01-01"),
        (time(7, 30), "07:30:00"),
        (timedelta(hours=30), "30:00:00"),
        ("007", "007"),
        (" two  spaces ", " two  spaces "),
        ("lines\nand\ttabs", "lines\nand\ttabs"),
        ("emoji 😀 e\u0301", "emoji 😀 e\u0301"),
    ],
)
def test_a_value_becomes_the_text_that_is_shown(value, text):
    assert value_of(value) == text


def test_what_looks_like_a_formula_or_a_long_number_is_read_as_it_is():
    number = "123456789012345678"
    sheet = inline(*HEADER) + inline("a", "=1") + f"<row><c><v>{number}</v></c></row>"

    assert cells_of(bare_xlsx(sheet), NAME) == [("a", "=1"), (number, "")]


def test_many_shared_texts_are_found_in_any_order():
    texts = [f"text {n} " + "x" * (n % 500) for n in range(3_000)]
    order = [(n * 1_733) % 3_000 for n in range(3_000)]
    sheet = inline("text") + "".join(
        f'<row><c t="s"><v>{n}</v></c></row>' for n in order
    )

    lines = cells_of(bare_xlsx(sheet, strings=strings_of(*texts)), NAME)

    assert lines == [(texts[n],) for n in order]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.1, "0%", "10%"),
        (0.0125, "0.00%", "1.25%"),
        (0.57, "0%", "57%"),
        (5, '0 "per day"', "5"),
        (5, "[Red]0;[Blue]-0", "5"),
        (5, "#,##0.00\\ [$€-407]", "5"),
        (45351, "dd.mm.yyyy", "2024-02-29"),
        (45351, "mmmm", "2024-02-29"),
        (45351.5, "yyyy-mm-dd", "2024-02-29 12:00:00"),
        (0.25, "hh:mm", "06:00:00"),
        (1.25, "[h]:mm", "30:00:00"),
        (5, "General", "5"),
        (5, "0.00E+00", "5"),
    ],
)
def test_a_format_says_what_a_number_means(value, number_format, text):
    assert value_of(value, number_format) == text


def test_days_of_a_workbook_that_counts_from_1904():
    def change(book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        book.active["B2"] = date(2024, 2, 29)

    content = xlsx_of([HEADER, ["a", ""]], change=change)

    assert cells_of(content, NAME) == [("a", "2024-02-29")]


def test_formulas_give_the_value_that_they_last_had_and_that_is_said():
    sheet = inline(*HEADER) + (
        '<row><c t="str"><f>A1&amp;"x"</f><v>drugx</v></c>'
        "<c><f>1+1</f><v>2</v></c></row>"
    )

    found, lines = read(bare_xlsx(sheet), NAME)

    assert lines == [Line(2, ("drugx", "2"))]
    assert any("formulas" in note for note in found.notes)


def test_a_formula_that_was_never_computed_is_blank():
    def change(book):
        book.active["B2"] = "=1+1"

    found, lines = read(xlsx_of([HEADER, ["a", ""]], change=change), NAME)

    assert lines == [Line(2, ("a", ""))]
    assert any("formulas" in note for note in found.notes)


def test_what_is_merged_hidden_or_beside_the_cells_is_said():
    def change(book):
        sheet = book.active
        sheet.merge_cells("A2:A3")
        sheet.row_dimensions[3].hidden = True
        sheet["B2"].comment = Comment("why", "somebody")
        book.create_sheet("more").sheet_state = "hidden"

    content = xlsx_of([HEADER, ["a", "b"], ["", "c"]], change=change)

    found, lines = read(content, NAME)

    assert lines == [Line(2, ("a", "b")), Line(3, ("", "c"))]
    said = " ".join(found.notes)
    assert all(word in said for word in ("merged", "hidden", "Comments"))
    assert len(set(found.notes)) == len(found.notes)


def test_macros_and_links_to_other_files_are_left_out_and_said():
    content = changed(
        xlsx_of([HEADER, ["a", "b"]]),
        {"xl/vbaProject.bin": b"macro", "xl/externalLinks/externalLink1.xml": b"<a/>"},
    )

    found, lines = read(content, "names.xlsm")

    assert lines == [Line(2, ("a", "b"))]
    said = " ".join(found.notes)
    assert "macros are left out" in said
    assert "other files, which are left out" in said


def test_tables_styles_and_filters_do_no_harm():
    def change(book):
        book.active.add_table(Table(displayName="Names", ref="A1:B2"))
        book.active.auto_filter.ref = "A1:B2"

    content = xlsx_of([HEADER, ["a", "b"]], change=change)

    assert cells_of(content, NAME) == [("a", "b")]


def test_a_program_that_writes_prefixes_and_no_places_is_understood():
    sheet = (
        '<x:row><x:c t="inlineStr"><x:is><x:t>drug</x:t></x:is></x:c>'
        '<x:c t="inlineStr"><x:is><x:t>name</x:t></x:is></x:c></x:row>'
        '<x:row><x:c t="str"><x:v>a</x:v></x:c><x:c><x:v>1</x:v></x:c></x:row>'
    )

    assert cells_of(bare_xlsx(sheet, prefix="x:"), NAME) == [("a", "1")]


def test_blank_cells_count_where_no_cell_says_its_place():
    letters = inline(*"abcdefg")
    text = '<c t="inlineStr"><is><t>x</t></is></c>'
    line = f'<row r="2">{text}<c/><c></c>{text}<c r="F2"/>{text}</row>'

    assert cells_of(bare_xlsx(letters + line), NAME) == [
        ("x", "", "", "x", "", "", "x")
    ]


def test_rich_text_is_joined_and_its_pronunciation_left_out():
    strings = strings_of("drug", "name").replace(
        "</sst>",
        "<si><r><t>東</t></r><r><rPr><b/></rPr><t>京</t></r>"
        '<rPh sb="0" eb="1"><t>トウ</t></rPh></si></sst>',
    )
    sheet = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="7"><c r="B7" t="s"><v>2</v></c></row>'
    )

    _, lines = read(bare_xlsx(sheet, strings=strings), NAME)

    assert lines == [Line(7, ("", "東京"))]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a_x000D_b", "a\rb"),
        ("a_x005F_x000D_b", "a_x000D_b"),
        ("_xD83D__xDE00_", "😀"),
        ("_x41_", "_x41_"),
        ("_xyz", "_xyz"),
    ],
)
def test_characters_that_xml_cannot_hold_are_written_as_excel_writes_them(
    written, meant
):
    inline_text = bare_xlsx(inline(*HEADER) + inline("a", written))
    shared = bare_xlsx(
        inline(*HEADER) + '<row><c t="str"><v>a</v></c><c t="s"><v>0</v></c></row>',
        strings=strings_of(written),
    )

    assert cells_of(inline_text, NAME) == [("a", meant)]
    assert cells_of(shared, NAME) == [("a", meant)]


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ('<c r="B2" t="e"><v>#N/A</v></c>', "error of a formula"),
        ('<c r="B2"><v>NaN</v></c>', "a number"),
        ('<c r="B2"><v>1E400</v></c>', "a number"),
        (f'<c r="B2"><v>1E{"9" * 5000}</v></c>', "a number"),
        ('<c r="B2"><v>1_000</v></c>', "a number"),
        ('<c r="B2" t="s"><v>99</v></c>', "not in the file"),
        ('<c r="B2" t="s"><v>-1</v></c>', "not in the file"),
        ('<c r="B2" t="s"><v>x</v></c>', "not in the file"),
        (f'<c r="B2" t="s"><v>{"9" * 5000}</v></c>', "not in the file"),
        ('<c r="B2" t="str"><v>_x0000_</v></c>', "cannot be stored"),
        ('<c r="B2" t="str"><v>_xD83D_</v></c>', "cannot be stored"),
        ('<c r="B2" s="1"><v>1E9</v></c>', "does not exist"),
        ('<c r="B2" s="1"><v>-5</v></c>', "does not exist"),
        ('<c r="B3"><v>1</v></c>', "wrong place"),
        ('<c r="2B"><v>1</v></c>', "wrong place"),
        ('<c r="B2"><v>1</v></c><c r="B2"><v>2</v></c>', "twice"),
    ],
)
def test_a_cell_that_cannot_be_read_is_a_problem_of_its_line(cell, words):
    sheet = inline(*HEADER, row=1) + (
        f'<row r="2"><c r="A2" t="str"><v>a</v></c>{cell}</row>'
        '<row r="3"><c r="A3" t="str"><v>b</v></c></row>'
    )
    styles = '<styleSheet><cellXfs><xf/><xf numFmtId="14"/></cellXfs></styleSheet>'

    _, lines = read(bare_xlsx(sheet, strings=strings_of("x"), styles=styles), NAME)

    assert lines[0].number == 2
    assert words in lines[0].problem
    assert lines[0].column == 1
    assert lines[1] == Line(3, ("b", ""))


@pytest.mark.parametrize("numbers", [(2, 1), (1, 1), (1, 0), (1, "x"), (1, "9" * 5000)])
def test_rows_in_a_wrong_order_are_refused(numbers):
    sheet = "".join(inline("a", "b", row=number or "0") for number in numbers)

    assert refusal_of(bare_xlsx(sheet), NAME).code == "disordered_rows"


def test_sheets_with_one_name_are_refused():
    content = bare_xlsx(inline("a"), sheets=("names", "Names"))

    assert refusal_of(content, NAME).code == "same_name"


def test_a_title_and_a_chosen_header_line():
    content = xlsx_of([["Our names"], [], HEADER, ["a", "b"], ["c", "d"]])

    found, lines = read(content, NAME)
    chosen, later = read(content, NAME, Choice(header_lines={"names": 4}))

    assert found.tables[0].header_line == 3
    assert [line.number for line in lines] == [4, 5]
    assert chosen.tables[0].header == ("a", "b")
    assert later == [Line(5, ("c", "d"))]


@pytest.mark.parametrize(
    ("parts", "code", "words"),
    [
        ({"xl/workbook.xml": b"<workbook>"}, "xml", "is no XML from line 1"),
        ({"xl/worksheets/sheet1.xml": None}, "zip", "is missing"),
        ({"xl/worksheets/sheet1.xml": b"<a/>"}, "xml", "no sheet"),
        ({"xl/worksheets/sheet1.xml": b"\0"}, "xml", "no XML"),
        ({"xl/styles.xml": b"<styleSheet"}, "xml", "no XML"),
        ({"xl/sharedStrings.xml": b"<sst><si>"}, "xml", "no XML"),
        ({"xl/workbook.xml": b"<workbook/>"}, "no_tables", "no sheet"),
    ],
)
def test_a_damaged_workbook_is_refused_with_the_part(parts, code, words):
    content = changed(with_shared_strings(xlsx_of([HEADER, ["a", "b"]])), parts)

    refusal = refusal_of(content, NAME)

    assert refusal.code == code
    assert words in refusal.sentence


@pytest.mark.parametrize(
    ("part", "words"),
    [("xl/workbook.bin", "XLSB"), ("word/document.xml", "Word document")],
)
def test_other_office_files_are_called_what_they_are(part, words):
    assert words in refusal_of(packed({part: b"<a/>"}), NAME).sentence


def test_a_sheet_with_only_charts_is_no_table():
    book = openpyxl.Workbook()
    book.active.append(HEADER)
    book.create_chartsheet("picture")

    found, _ = read(saved(book), NAME)

    assert [table.name for table in found.tables] == ["Sheet"]


def test_a_full_disk_is_said_and_nothing_is_left_behind():
    texts = [f"text {n} " + "x" * 500 for n in range(2_000)]
    sheet = inline("text") + '<row><c t="s"><v>1999</v></c></row>'
    content = bare_xlsx(sheet, strings=strings_of(*texts))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, before[1]))

    try:
        refusal = refusal_of(content, NAME)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert refusal.code == "no_room"
    assert cells_of(content, NAME) == [(texts[1_999],)]
