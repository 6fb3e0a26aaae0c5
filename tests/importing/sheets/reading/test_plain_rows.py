"""Rows read without the XML parser are what the parser would have made of them."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.exporting.tables import TABLE_FORMATS, CannotHold, Table
from monographs.importing.sheets.reading import UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.xlsx.plain_rows import PlainRows
from monographs.importing.sheets.reading.xlsx.sheet import SheetRows
from monographs.importing.sheets.reading.xml_parts import parse
from tests.importing.sheets.reading.workbooks import MAIN, xlsx_of

HEAD = f'<worksheet xmlns="{MAIN}"><sheetData>'
END = "</sheetData></worksheet>"
PLAIN = '<row r="{0}"><c r="A{0}" t="str"><v>a{0}</v></c></row>'


def reader():
    return SheetRows(None, [], SheetLimits.from_settings(), is_1904=False)


def by_the_parser(sheet):
    rows, lines = reader(), []
    for _ in parse("sheet", [sheet.encode()], rows):
        lines += rows.taken()
    return [without_blank_end(line) for line in lines]


def without_blank_end(line):
    """Whether blank cells stand at the end of a row tells nobody anything."""
    cells = list(line.cells)
    while cells and not cells[-1]:
        cells.pop()
    return line._replace(cells=tuple(cells))


def both_ways(sheet, *, size=64 * 1024):
    """The lines that needed no parser, and all of them."""
    content = sheet.encode()
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    rows = reader()
    plain = PlainRows(iter(pieces), rows)
    lines = list(plain.lines())
    without = len(lines)
    for _ in parse("sheet", plain.rest(), rows):
        lines += rows.taken()
    return without, [without_blank_end(line) for line in lines]


def sheet_in(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


CELLS = st.sampled_from(
    [
        '<c r="{0}" t="inlineStr"><is><t>{1}</t></is></c>',
        '<c r="{0}" s="1" t="inlineStr"><is><t xml:space="preserve">{1}</t></is></c>',
        '<c r="{0}" t="str"><v>{1}</v></c>',
        '<c r="{0}"><v>17</v></c>',
        '<c r="{0}" t="inlineStr"><is><t>_x0041_</t></is></c>',
        '<c r="{0}" t="inlineStr"><is><t>&gt;10 % &amp; &#65;</t></is></c>',
        '<c r="{0}" t="inlineStr"><is><t>{1}</t></is></c><!-- -->',
        '<c r="{0}"/>',
        '<c r="{0}" s="2"></c>',
        '<c r="B9" t="inlineStr"><is><t>{1}</t></is></c>',
        "",
    ]
)


@given(
    st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=6), st.integers(1, 300)
)
def test_cells_of_all_kinds_are_read_alike(rows, size):
    sheet = HEAD + "".join(
        f'<row r="{number}" spans="1:4">'
        + "".join(
            cell.format(f"{letter}{number}", f"text {number}")
            for letter, cell in zip("ABCD", cells, strict=True)
        )
        + "</row>"
        for number, cells in enumerate(rows, 1)
    )
    sheet += END

    _, lines = both_ways(sheet, size=max(size, len(HEAD) * 4))

    assert lines == by_the_parser(sheet)


@given(
    st.lists(st.lists(st.text(max_size=8), min_size=3, max_size=3), max_size=5),
    st.integers(1, 400),
)
def test_what_an_export_writes_is_read_alike_in_pieces_of_any_size(rows, size):
    table = Table("names", ("a", "b", "c"), lambda: rows)
    try:
        content = b"".join(TABLE_FORMATS["xlsx"].write([table]).parts)
    except CannotHold:
        return
    sheet = sheet_in(content)

    _, lines = both_ways(sheet, size=max(size, len(HEAD) * 4))

    assert lines == by_the_parser(sheet)


@pytest.mark.parametrize(
    "cells",
    [
        '<c r="A2" t="str"><v>x</v></c><c r="B2"/><c r="D2" t="str"><v></v></c>',
        '<c r="B2" t="str"><v>x</v></c><c r="A2" t="str"><v>y</v></c>',
        '<c r="A2" t="str"><v>x</v></c><c r="A2" t="str"><v>y</v></c>',
        '<c r="A2" t="str"><v>x</v></c><c r="ZZ2" t="str"><v>y</v></c>',
        '<c r="A2" t="str"><v>_x000D_</v></c><c r="B2" t="b"><v>1</v></c>',
        '<c r="A2" s="1"><v>017</v></c><c r="B2" t="e"><v>#N/A</v></c>',
        '<c r="A2"/>',
    ],
)
def test_cells_are_put_where_the_parser_puts_them(cells):
    sheet = HEAD + PLAIN.format(1) + f'<row r="2" spans="1:2">{cells}</row>' + END

    without, lines = both_ways(sheet)

    assert without == len(lines)
    assert lines == by_the_parser(sheet)


def test_exports_and_openpyxl_s_workbooks_need_no_parser_for_their_rows():
    table = Table("names", ("a", "b"), lambda: [("<10 %", "&lt;"), ("", '"x"')])
    ours = sheet_in(b"".join(TABLE_FORMATS["xlsx"].write([table]).parts))
    theirs = sheet_in(xlsx_of([("a", "b"), ("<10 %", 17), (None, "x")]))

    assert [both_ways(sheet)[0] for sheet in (ours, theirs)] == [3, 3]
    assert both_ways(ours)[1][1].cells == ("<10 %", "&lt;")


@pytest.mark.parametrize(
    "row",
    [
        '<row r="2"/>',
        "<row><c><v>1</v></c></row>",
        '<row r="2"><c><v>1</v></c></row>',
        '<row r="2"><c r="A3"><v>1</v></c></row>',
        '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>',
        '<row r="2"><c r="A2" t="inlineStr"><is><r><t>x</t></r></is></c></row>',
        '<row r="2"><c r="A2" t="str"><v>&#65;</v></c></row>',
        '<row r="2"><c r="A2" t="str"><v>a\r\nb</v></c></row>',
        '<row r="2"><c r="A2" t="str"><v><![CDATA[<]]></v></c></row>',
        '<!-- <row r="2"><c r="A2"><v>1</v></c></row> -->',
        '<row r="2"> <c r="A2"><v>1</v></c></row>',
    ],
)
def test_from_an_unusual_row_on_the_parser_reads(row):
    sheet = HEAD + PLAIN.format(1) + row + PLAIN.format(5) + END

    without, lines = both_ways(sheet, size=len(HEAD) + 20)

    assert without <= 1
    assert lines == by_the_parser(sheet)


@pytest.mark.parametrize(
    "text", ["\x01", "\x00", "\uffff", "]]>", "&nbsp;", "&", "</v></c></row><row>"]
)
def test_what_the_parser_refuses_stays_refused(text):
    sheet = HEAD + PLAIN.format(1) + PLAIN.format(2).replace("a2", text) + END

    with pytest.raises(UnreadableFile) as ours:
        both_ways(sheet)
    with pytest.raises(UnreadableFile) as parsers:
        by_the_parser(sheet)

    assert ours.value.code == parsers.value.code


def test_no_row_is_taken_out_of_another_encoding_or_behind_a_document_type():
    declared = '<?xml version="1.0" encoding="ISO-8859-1"?>' + HEAD
    typed = '<!DOCTYPE worksheet [<!ENTITY a "b">]>' + HEAD

    for head in (declared, typed):
        rows = reader()
        sheet = (head + PLAIN.format(1) + END).encode()
        assert list(PlainRows(iter([sheet]), rows).lines()) == []


@pytest.mark.parametrize(
    ("head", "end"),
    [
        ("<worksheet><?x <sheetData>", "?></worksheet>"),
        ('<worksheet><row r="1"/><sheetData>', END),
        ("<worksheet><rPh><sheetData>", "</sheetData></rPh></worksheet>"),
        ("<worksheet><is><sheetData>", "</sheetData></is></worksheet>"),
    ],
)
def test_no_row_is_taken_out_behind_what_no_sheet_begins_with(head, end):
    text = PLAIN.format(5).replace("str", "inlineStr")
    text = text.replace("<v>", "<is><t>").replace("</v>", "</t></is>")
    sheet = head + text + end

    without, lines = both_ways(sheet)

    assert without == 0
    assert lines == by_the_parser(sheet)


def test_a_cell_between_rows_is_read_alike():
    loose = '<c t="str"><v>x</v></c>'
    sheet = HEAD + PLAIN.format(1) + loose + PLAIN.format(2).replace("A2", "B2") + END

    assert both_ways(sheet)[1] == by_the_parser(sheet)


@pytest.mark.parametrize("attribute", ['r="5"', 's="1" s="1"', '1a="x"'])
def test_a_row_whose_attributes_the_parser_refuses_stays_refused(attribute):
    sheet = HEAD + PLAIN.format(1).replace('r="1"', f'r="1" {attribute}', 1) + END

    with pytest.raises(UnreadableFile):
        both_ways(sheet)
    with pytest.raises(UnreadableFile):
        by_the_parser(sheet)


def test_fewer_columns_than_usual_are_allowed_alike(settings):
    settings.IMPORT_SHEET_COLUMNS = 2
    row = '<row r="{0}">' + "".join(
        f'<c r="{letter}{{0}}" t="inlineStr"><is><t>x</t></is></c>' for letter in "ABC"
    )
    sheet = HEAD + "".join(f"{row.format(n)}</row>" for n in (1, 2)) + END

    without, lines = both_ways(sheet)

    assert without == 2
    assert [line.column for line in lines] == [2, 2]
    assert lines == by_the_parser(sheet)


def test_rows_in_a_wrong_order_are_refused():
    sheet = HEAD + PLAIN.format(2) + PLAIN.format(1) + END

    with pytest.raises(UnreadableFile):
        both_ways(sheet)
