import zipfile

import pytest

from monographs.importing.sheets.reading import Choice, Line
from tests.importing.sheets.reading.reading_of import cells_of, read, refusal_of
from tests.importing.sheets.reading.workbooks import (
    ODS_TYPE,
    bare_xlsx,
    inline,
    ods_of,
    ods_row,
    ods_value,
    packed,
)

HEADER = ods_row("drug", "name")
NAME = "names.ods"


def cell_text(xml):
    """Of a cell with this inside."""
    cell = f'<table:table-cell office:value-type="string">{xml}</table:table-cell>'
    ((_, text),) = cells_of(ods_of(HEADER + ods_row("a", cell)), NAME)
    return text


def value_text(cell):
    ((_, text),) = cells_of(ods_of(HEADER + ods_row("a", cell)), NAME)
    return text


def test_each_table_is_found_and_read_by_its_name():
    content = ods_of(
        {"names": HEADER + ods_row("a", "b"), "empty": "", "faqs": ods_row("x", "y")}
    )

    found, lines = read(content, NAME)

    assert found.format == "ods"
    assert [table.name for table in found.tables] == ["names", "empty", "faqs"]
    assert found.tables[0].header == ("drug", "name")
    assert found.tables[0].first_lines == (("a", "b"),)
    assert found.tables[1].header == ()
    assert lines == [Line(2, ("a", "b"))]
    assert cells_of(content, NAME, table="empty") == []
    assert found.notes == ()


def test_repeated_cells_and_rows_are_counted_and_blank_ones_cost_nothing():
    blank = '<table:table-cell table:number-columns-repeated="16384"/>'
    twice = (
        '<table:table-cell office:value-type="string" '
        'table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
    )
    content = ods_of(
        HEADER
        + ods_row("", "", times=3)
        + ods_row("a", "b", blank)
        + ods_row(twice, times=3)
        + ods_row("c", "", blank)
        + ods_row(blank, times=1_048_566)
    )

    found, lines = read(content, NAME)

    assert lines == [
        Line(5, ("a", "b")),
        Line(6, ("x", "x")),
        Line(7, ("x", "x")),
        Line(8, ("x", "x")),
        Line(9, ("c", "")),
    ]
    assert found.tables[0].first_lines == tuple(line.cells for line in lines)


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ("<text:p>plain</text:p>", "plain"),
        ("<text:p>one</text:p><text:p/><text:p>two</text:p>", "one\n\ntwo"),
        ("<text:p>a<text:line-break/>b<text:tab/>c</text:p>", "a\nb\tc"),
        ('<text:p><text:s text:c="3"/>a<text:s/><text:s/>b</text:p>', "   a  b"),
        ("<text:p> a \n  b </text:p>", "a b "),
        ("<text:p>so<text:span>me <text:span>bold</text:span></text:span></text:p>",)
        + ("some bold",),
        ('<text:p><text:a href="http://example.org">link</text:a></text:p>', "link"),
        ("<office:annotation><text:p>remark</text:p></office:annotation>"
         "<text:p>text</text:p>", "text"),
        ("<text:p>pic<draw:frame><draw:text-box><text:p>no</text:p></draw:text-box>"
         "</draw:frame>ture</text:p>", "picture"),
        ("<text:p>&amp;&lt;&#233;😀</text:p>", "&<é😀"),
    ],
)  # fmt: skip
def test_the_text_of_a_cell_is_that_of_its_paragraphs(xml, text):
    assert cell_text(xml.replace("draw:", "drawing:")) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (ods_value("float", "17", "17.00"), "17"),
        (ods_value("float", "17.0"), "17"),
        (ods_value("float", "1E-3"), "0.001"),
        (ods_value("percentage", "0.1", "10 %"), "10%"),
        (ods_value("percentage", "0.0005", "0 %"), "0.05%"),
        (ods_value("currency", "9.5", "9,50 €"), "9.5"),
        (ods_value("boolean", "true", "WAHR"), "yes"),
        (ods_value("boolean", "false", "FALSCH"), "no"),
        (ods_value("date", "2024-02-29", "29.2.24"), "2024-02-29"),
        (ods_value("date", "2024-02-29T13:05:00"), "2024-02-29 13:05:00"),
        (ods_value("time", "PT07H30M00S"), "07:30:00"),
        (ods_value("time", "PT30H00M00.5S"), "30:00:00"),
        ('<table:table-cell office:string-value=" a&#10;b"/>', " a\nb"),
    ],
)  # fmt: skip
def test_a_value_becomes_text_without_its_country(cell, text):
    assert value_text(cell) == text


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (ods_value("float", "NaN"), "a number"),
        (ods_value("float", "1E400"), "a number"),
        (ods_value("float", ""), "a number"),
        (ods_value("date", ""), "does not exist"),
        (ods_value("time", "soon"), "does not exist"),
        ('<table:table-cell office:value-type="string" '
         'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>',
         "error of a formula"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_is_a_problem_of_its_line(cell, words):
    content = ods_of(HEADER + ods_row("", cell) + ods_row("b", "c"))

    _, lines = read(content, NAME)

    assert words in lines[0].problem
    assert (lines[0].number, lines[0].column) == (2, 1)
    assert lines[1] == Line(3, ("b", "c"))


def test_merged_hidden_and_computed_cells_and_what_is_left_out_are_said():
    covered = "<table:covered-table-cell/>"
    formula = ods_value("float", "2", more=' table:formula="of:=1+1"')
    content = ods_of(
        HEADER
        + ods_row("a", covered)
        + '<table:table-row table:visibility="collapse">'
        + f"<table:table-cell/>{formula}</table:table-row>",
        parts={"Basic/script-lc.xml": "<a/>", "Pictures/a.png": "x"},
    )

    found, lines = read(content, NAME)

    assert lines == [Line(2, ("a", "")), Line(3, ("", "2"))]
    said = " ".join(found.notes)
    for word in ("merged", "hidden", "formulas", "macros", "Pictures"):
        assert word in said


def test_former_values_and_copies_of_other_files_are_no_tables():
    content = ods_of(
        HEADER + ods_row("a", "b"),
        before="<table:tracked-changes><table:cell-content-change><table:previous>"
        "<table:change-track-table-cell><text:p>old</text:p>"
        "</table:change-track-table-cell></table:previous>"
        "</table:cell-content-change></table:tracked-changes>"
        '<table:dde-links><table:table table:name="other"/></table:dde-links>',
    )

    found, lines = read(content, NAME)

    assert [table.name for table in found.tables] == ["names"]
    assert lines == [Line(2, ("a", "b"))]


def test_rows_in_groups_and_headers_are_rows():
    content = ods_of(
        f"<table:table-header-rows>{HEADER}</table:table-header-rows>"
        f"<table:table-row-group>{ods_row('a', 'b')}</table:table-row-group>"
    )

    assert cells_of(content, NAME) == [("a", "b")]


def test_a_file_that_begins_with_its_type_in_the_clear_is_the_same():
    plain = packed(
        {
            "mimetype": ODS_TYPE,
            "content.xml": f"<office:a><table:table>{HEADER}</table:table></office:a>",
        },
        method=zipfile.ZIP_STORED,
    )

    found, _ = read(plain, NAME)

    assert (found.format, found.tables[0].name) == ("ods", "table")


def test_other_prefixes_mean_the_same():
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("o", "office"), ("t", "table"), ("x", "text"))
    )
    row = (
        '<t:table-row><t:table-cell o:value-type="string"><x:p>{}</x:p>'
        '</t:table-cell></t:table-row>'
    )  # fmt: skip
    content = packed(
        {
            "mimetype": ODS_TYPE,
            "content.xml": f"<o:document-content {names}><o:body><o:spreadsheet>"
            f'<t:table t:name="names">{row.format("drug")}{row.format("a")}</t:table>'
            "</o:spreadsheet></o:body></o:document-content>",
        }
    )

    assert cells_of(content, NAME) == [("a",)]


def test_a_person_can_choose_the_line_of_the_header():
    content = ods_of("".join(ods_row(str(n), "x") for n in range(100)))

    found, lines = read(content, NAME, Choice(header_lines={"names": 60}))

    assert found.tables[0].header == ("59", "x")
    assert (lines[0].number, len(lines)) == (61, 40)


@pytest.mark.parametrize("count", ["0", "-1", "x", "9" * 5_000, ""])
def test_a_count_that_cannot_be_is_refused(count):
    content = ods_of(HEADER + ods_row("a", times=count or " "))

    assert refusal_of(content, NAME).code == "wrong_count"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (packed({"mimetype": ODS_TYPE}, method=zipfile.ZIP_STORED), "zip"),
        (packed({"mimetype": ODS_TYPE, "content.xml": "<a"}), "xml"),
        (packed({"mimetype": ODS_TYPE, "content.xml": "<a/>"}), "no_tables"),
        (ods_of({"a": HEADER, "A": HEADER}), "same_name"),
        (
            ods_of(
                HEADER,
                parts={"META-INF/manifest.xml": "<m:a><m:encryption-data/></m:a>"},
            ),
            "password",
        ),
        (
            ods_of(
                ods_row("<table:table-cell><table:table/></table:table-cell>"),
            ),
            "table_in_a_cell",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(content, code):
    assert refusal_of(content, NAME).code == code


def test_a_workbook_with_another_ending_is_read_and_that_is_said():
    found, lines = read(ods_of(HEADER + ods_row("a", "b")), "names.xlsx")
    other, _ = read(bare_xlsx(inline("drug") + inline("a")), "names.ods")

    assert lines == [Line(2, ("a", "b"))]
    assert "OpenDocument" in found.notes[0]
    assert "Excel" in other.notes[0]
