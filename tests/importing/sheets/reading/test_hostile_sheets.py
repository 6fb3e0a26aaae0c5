"""The lines of IMPORT.md's "Hostile input" that concern reading spreadsheets, measured.

The limits are those of a site. What is refused costs a second and 30 MB at most; what
is as large as may be takes as long as it is long, and no more memory. The bytes of the
file are not counted: whoever asks holds them already, as they come from the database.
"""

import os
from pathlib import Path

import pytest

from monographs.importing.intake import Limits
from monographs.importing.sheets.reading import (
    SheetLimits,
    UnreadableFile,
    detect,
    read_lines,
)
from tests.importing.intake.archives import SIZE, make_zip, with_claim
from tests.importing.measured import MOST_MEMORY, assert_is_bounded, measure
from tests.importing.sheets.reading.workbooks import (
    MAIN,
    bare_xlsx,
    changed,
    inline,
    ods_of,
    ods_row,
    packed,
    strings_of,
)

MEGABYTE = 1_000_000
LIMITS = SheetLimits(
    files=Limits(
        file_bytes=20 * MEGABYTE,
        document_bytes=2 * MEGABYTE,
        zip_members=10_000,
        zip_ratio=100,
        unpacked_bytes=200 * MEGABYTE,
    ),
    sheets=20,
    rows=MEGABYTE,
    columns=200,
    cell_bytes=MEGABYTE,
)
HEADER = inline("drug", "name", row=1)


HELD = {}


def read_file(paths):
    """How many good lines, and the first sentence about what is bad, with its place.

    Of the first file; the others will be asked for later.
    """
    path = paths[0]
    for each in paths:
        HELD[each] = HELD.get(each) or Path(each).read_bytes()
    content, name = HELD[path], os.path.basename(path)
    lines = 0
    try:
        found = detect(content, name, limits=LIMITS)
        for table in found.tables:
            for line in read_lines(content, name, found, table.name, limits=LIMITS):
                if line.problem:
                    return [lines, line.problem, f"{line.number}, {line.column}"]
                lines += 1
    except UnreadableFile as refused:
        return [lines, refused.sentence, refused.place]
    return [lines, "", ""]


def small_files():
    return {
        "small.csv": b"drug,name\na,b\n",
        "small.json": b'[{"drug": "a"}]',
        "small.xlsx": bare_xlsx(HEADER + inline("a", "b"), strings=strings_of("x")),
        "small.ods": ods_of(ods_row("drug") + ods_row("a")),
        "small.zip": make_zip([("drugs.csv", b"a,b\n1,2\n")]),
    }


@pytest.fixture
def measured(tmp_path):
    for name, content in small_files().items():
        (tmp_path / name).write_bytes(content)

    def measured(name, content):
        path = tmp_path / name
        path.write_bytes(content)
        small = tmp_path / f"small{path.suffix}"
        paths = [str(small), str(path)]
        return measure(read_file, argument=paths[1:], warm_up=paths)

    return measured


# --- Text files -----------------------------------------------------------------------


def csv_of(*lines):
    return b"drug,name\n" + b"".join(line + b"\n" for line in lines)


def cell_of(size, character=b"x"):
    return csv_of(b"a," + character * (size // len(character)))


def a_quote_that_nobody_closes():
    return csv_of(b'a,"open', *[b"a,b" * 10] * 600_000)


def quotes_that_never_fit():
    return csv_of(*[b'"a"b,"c"d'] * 200_000)


def a_line_of_20_megabytes():
    return b"drug,name\na," + "😀".encode() * 4_900_000


def a_line_of_commas():
    return csv_of(b"," * 1_200_000)


def lines_of_commas():
    return csv_of(*[b"," * 40_000] * 480)


def a_header_of_201_columns():
    return b",".join(b"c%d" % n for n in range(201)) + b"\nx\n"


def a_header_of_200_columns():
    return b",".join(b"c%d" % n for n in range(200)) + b"\nx\n"


def nul_at_the_end():
    return csv_of(*[b"a,b"] * 4_000_000) + b"a,\0\n"


def wrong_byte_at_the_end():
    return csv_of(*[b"a,b"] * 4_000_000) + b"a,\x81\n"


def too_large():
    return b"drug,name\n" + b"a,b\n" * 5_000_000


@pytest.mark.parametrize(
    ("make", "lines", "words", "place"),
    [
        (lambda: cell_of(MEGABYTE), 1, "", ""),
        (lambda: cell_of(MEGABYTE + 1), 0, "more than 1,000,000 bytes", "2, 1"),
        (lambda: cell_of(MEGABYTE, "é".encode()), 1, "", ""),
        (lambda: cell_of(MEGABYTE + 2, "é".encode()), 0, "more than 1,000,000", "2, 1"),
        (a_quote_that_nobody_closes, 0, "none closes it", "file!2"),
        (quotes_that_never_fit, 0, "closing quotation mark", "2, None"),
        (a_line_of_20_megabytes, 0, "longer than", "file!2"),
        (a_line_of_commas, 0, "far more than 200 columns", "file!2"),
        (lines_of_commas, 0, "", ""),
        (a_header_of_200_columns, 1, "", ""),
        (a_header_of_201_columns, 0, "201 columns; 200 are allowed", "file!1"),
        (nul_at_the_end, 0, "NUL", "text line 4000002"),
        (wrong_byte_at_the_end, 0, "fit none of them", "text line"),
        (too_large, 0, "larger than 20 MB", ""),
    ],
)
def test_a_hostile_text_file_costs_little(measured, make, lines, words, place):
    cost = measured("file.csv", make())

    assert cost.result[0] == lines
    assert words in cost.result[1]
    assert cost.result[2].startswith(place)
    assert_is_bounded(cost)


# --- JSON -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "lines", "words"),
    [
        (lambda: b'[{"a": "%b"}]' % (b"x" * MEGABYTE), 1, ""),
        (lambda: b'[{"a": "%b"}]' % (b"x" * (MEGABYTE + 1)), 0, "more than 1,000,000"),
        (lambda: b'[{"a": "' + b"x" * 19 * MEGABYTE, 0, "longer than"),
        (lambda: b"[" * 19 * MEGABYTE, 0, "too deep"),
        (lambda: b'[{"a": ' + b"[" * 19 * MEGABYTE, 0, "too deep"),
        (lambda: b'{"a":' * 3 * MEGABYTE, 0, "too deep"),
        (lambda: b'[{"a": %b}]' % (b"9" * 19 * MEGABYTE), 0, "longer than"),
        (lambda: b'[{"a": %b}]' % (b"9" * 100_000), 0, "a number"),
        (lambda: b'[{"a": [%b1]}]' % (b"10," * 6 * MEGABYTE), 0, "no JSON"),
        (lambda: b'[{"a": [%b1]}]' % (b"[]," * 6 * MEGABYTE), 0, "no JSON"),
        (lambda: b"[{%b}]" % (b'"a":"b",' * 2 * MEGABYTE), 0, "no JSON"),
        (lambda: b"[%b1]" % (b"1," * 9 * MEGABYTE), 0, ""),
        (lambda: b"[" + b" " * 19 * MEGABYTE + b'{"a": 1}]', 1, ""),
    ],
    ids=range(13),
)
def test_a_hostile_json_file_costs_little(measured, make, lines, words):
    cost = measured("file.json", make())

    assert cost.result[0] == lines
    assert words in cost.result[1]
    assert_is_bounded(cost)


# --- XLSX -----------------------------------------------------------------------------


def sheet(xml, **parts):
    return lambda: bare_xlsx(HEADER.encode() + xml.encode(), **parts)


def cell_of_xlsx(size):
    return sheet(inline("a", "x" * size, row=2))


def part(name, text):
    return lambda: changed(bare_xlsx(HEADER + inline("a", "b")), {name: text})


def the_sheet(before, inside):
    def content():
        xml = f'{before}<worksheet xmlns="{MAIN}"><sheetData>{HEADER}'
        xml += f"{inside}</sheetData></worksheet>"
        return changed(bare_xlsx(HEADER), {"xl/worksheets/sheet0.xml": xml})

    return content


BOMB = (
    '<!DOCTYPE a [<!ENTITY a "lol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(10))
    + "]>"
)
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def noise(size):
    """Text that a ZIP makes no smaller than a third, so that no ratio is suspicious."""
    return os.urandom(size // 2).hex()


def beside_noise(content, size=6 * MEGABYTE):
    """Together with it, what shrinks a thousandfold is not suspicious."""
    return changed(content, {"xl/media/noise.png": os.urandom(size)})


def unique_names():
    return the_sheet("", "".join(f"<n{n}/>" for n in range(1_500_000)))()


def unique_attributes():
    return the_sheet("", "".join(f'<c n{n}=""/>' for n in range(1_200_000)))()


def a_tag_of_19_megabytes():
    return the_sheet("", f'<c a="{noise(19 * MEGABYTE)}"/>')()


def many_long_tags():
    return the_sheet("", f'<c a="{noise(MEGABYTE)}"/>' * 20)()


def elements_in_elements():
    return beside_noise(the_sheet("", "<c>" * 60 * MEGABYTE)())


def a_text_of_19_megabytes():
    return the_sheet(
        "", f'<row r="2"><c t="str"><v>{noise(19 * MEGABYTE)}</v></c></row>'
    )()


def one_long_text_shared_by_all_cells():
    cells = '<c t="s"><v>0</v></c>' * 2
    text = noise(30_000)
    sheet = HEADER + f"<row>{cells}</row>" * 100_000
    return beside_noise(bare_xlsx(sheet, strings=strings_of(text)))


def shared_texts_without_end():
    content = bare_xlsx(
        HEADER + '<row><c t="s"><v>99999999</v></c></row>',
        strings=f'<sst xmlns="{MAIN}">{"<si/>" * (4 * MEGABYTE + 1)}</sst>',
    )
    return beside_noise(content)


def a_shared_text_of_19_megabytes():
    return bare_xlsx(
        HEADER + '<row><c t="s"><v>0</v></c></row>',
        strings=strings_of(noise(19 * MEGABYTE)),
    )


def many_sheets(count):
    return lambda: bare_xlsx(HEADER, sheets=[f"s{n}" for n in range(count)])


def a_list_of_60_000_sheets():
    sheets = "".join(f'<sheet name="{n}" r:id="x"/>' for n in range(60_000))
    workbook = (
        f'<workbook xmlns="{MAIN}" xmlns:r="r"><sheets>{sheets}</sheets></workbook>'
    )
    return changed(bare_xlsx(HEADER), {"xl/workbook.xml": workbook})


def bomb_of_zeros():
    return packed({"xl/workbook.xml": "<a/>", "bomb.bin": bytes(100 * MEGABYTE)})


def a_part_that_lies():
    content = bare_xlsx(HEADER + inline("a", "b") * 1_000)
    return with_claim(content, "xl/worksheets/sheet0.xml", SIZE, 900)


ROWS = "more than 1,000,000 rows"
DOCTYPE = "a document type"


def at(place):
    """A row with one cell, perhaps far away."""
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{place}"><v>1</v></c></row>'


def text(xml):
    return f'<row><c t="str"><v>{xml}</v></c></row>'


@pytest.mark.parametrize(
    ("make", "lines", "words", "place"),
    [
        (cell_of_xlsx(MEGABYTE), 1, "", ""),
        (cell_of_xlsx(MEGABYTE + 1), 0, "more than 1,000,000 bytes", "2, 1"),
        (a_text_of_19_megabytes, 0, "more than 1,000,000 bytes", "2, 0"),
        (a_shared_text_of_19_megabytes, 0, "more than 1,000,000 bytes", "2, 0"),
        # Beside a title in row 1, a million rows.
        (sheet('<row r="1000001"><c><v>1</v></c></row>'), 1, "", ""),
        (sheet('<row r="1000002"><c><v>1</v></c></row>'), 0, ROWS, "names!1000002"),
        (sheet(at('XFD1048576')), 0, ROWS, "names!1048576"),
        (sheet('<row r="999999999"/>'), 0, "", ""),
        (sheet(at('GR2')), 0, "under no header", "2, 199"),
        (sheet(at('GS2')), 0, "beyond the 200 columns", "2, 200"),
        (sheet('<row r="2"><c r="XFD2" s="1"/></row>'), 0, "", ""),
        (sheet("<row/>" * 500_000), 0, "", ""),
        (the_sheet(BOMB, text('&k;')), 0, DOCTYPE, ""),
        (the_sheet(OUTSIDE, text('&a;')), 0, DOCTYPE, ""),
        (the_sheet("", "&nothing;"), 0, "is no XML", '"xl/worksheets/sheet0.xml"'),
        (part("xl/sharedStrings.xml", BOMB + "<sst/>"), 1, "", ""),
        (part("xl/workbook.xml", BOMB + "<workbook/>"), 0, DOCTYPE, ""),
        (unique_names, 0, "no spreadsheet program builds it", ""),
        (unique_attributes, 0, "no spreadsheet program builds it", ""),
        (a_tag_of_19_megabytes, 0, "no spreadsheet program builds it", ""),
        (many_long_tags, 0, "", ""),
        (elements_in_elements, 0, "no spreadsheet program builds it", ""),
        (one_long_text_shared_by_all_cells, None, "200,000,000 characters", ""),
        (shared_texts_without_end, 0, "more than 4,000,000 different texts", ""),
        (many_sheets(20), 0, "", ""),
        (many_sheets(21), 0, "more than 20 sheets", ""),
        (a_list_of_60_000_sheets, 0, "longer than any", ""),
        (bomb_of_zeros, 0, "100 times its size", ""),
        (a_part_that_lies, 0, "another size", '"xl/worksheets/sheet0.xml"'),
    ],
    ids=range(29),
)  # fmt: skip
def test_a_hostile_workbook_costs_little(measured, make, lines, words, place):
    cost = measured("file.xlsx", make())

    assert lines in (None, cost.result[0])
    assert words in cost.result[1]
    assert cost.result[2].startswith(place)
    assert_is_bounded(cost)


# --- ODS ------------------------------------------------------------------------------


def ods(xml):
    return lambda: ods_of(ods_row("drug", "name") + xml)


def repeated_cell(times, content="x"):
    return (
        f'<table:table-row><table:table-cell table:number-columns-repeated="{times}">'
        f"<text:p>{content}</text:p></table:table-cell></table:table-row>"
    )


def ods_content(text):
    return lambda: packed({"mimetype": "", "content.xml": text})


def spaces(count):
    return f'<text:s text:c="{count}"/>'


def ods_beside_noise(xml):
    def content():
        return changed(
            ods_of(ods_row("drug") + xml()), {"noise.png": os.urandom(6 * MEGABYTE)}
        )

    return content


BILLION_BLANK_ROWS = ods_row("", times=999_999_999)


def a_paragraph_of_19_megabytes():
    return ods_of(ods_row("drug") + ods_row(noise(19 * MEGABYTE)))


def ods_of_unique_names():
    return ods_of("".join(f"<n{n}/>" for n in range(MEGABYTE)))


def ods_tables(count):
    return lambda: ods_of({f"t{n}": ods_row("a") for n in range(count)})


@pytest.mark.parametrize(
    ("make", "lines", "words", "place"),
    [
        (ods(ods_row("x" * MEGABYTE)), 1, "", ""),
        (ods(ods_row("x" * (MEGABYTE + 1))), 0, "more than 1,000,000 bytes", "2, 0"),
        (a_paragraph_of_19_megabytes, 0, "more than 1,000,000 bytes", "2, 0"),
        (ods(repeated_cell(1, spaces(MEGABYTE))), 1, "", ""),
        (ods(repeated_cell(1, spaces(MEGABYTE + 1))), 0, "more than 1,000,000", "2, 0"),
        (ods(repeated_cell(1, spaces(MEGABYTE) * 50_000)), 0, "more than", ""),
        # The widest row is taken for the header, which must be readable.
        (ods(repeated_cell(200)), 0, "", ""),
        (ods(repeated_cell(201)), 0, "beyond the 200 columns", "names!2"),
        (ods(repeated_cell(999_999_999)), 0, "beyond the 200 columns", "names!2"),
        (ods(repeated_cell(999_999_999, "")), 0, "", ""),
        (ods(repeated_cell(200, "x" * MEGABYTE)), 0, "together", "2, 1"),
        (ods(ods_row("x", times=1_002_000)), 0, ROWS, "names!1002001"),
        (ods(ods_row("x", times=999_999_999)), 0, ROWS, "names!"),
        (ods(BILLION_BLANK_ROWS + ods_row("x")), 0, ROWS, "names!1000000001"),
        (ods(ods_row("x" * 1_000, times=300_000)), 0, "200,000,000 characters", ""),
        (ods_beside_noise(lambda: ods_row("", times=2) * 300_000), 0, "", ""),
        (ods_content(BOMB + "<a>&k;</a>"), 0, DOCTYPE, ""),
        (ods_content(OUTSIDE + "<a>&a;</a>"), 0, DOCTYPE, ""),
        (ods_beside_noise(lambda: "<text:p>" * 20 * MEGABYTE), 0, "builds it", ""),
        (ods_of_unique_names, 0, "builds it", ""),
        (ods_tables(20), 0, "", ""),
        (ods_tables(21), 0, "more than 20 sheets", ""),
        (ods_tables(100_000), 0, "more than 20 sheets", ""),
    ],
    ids=range(23),
)  # fmt: skip
def test_a_hostile_open_document_costs_little(measured, make, lines, words, place):
    cost = measured("file.ods", make())

    assert cost.result[0] == lines
    assert words in cost.result[1]
    assert cost.result[2].startswith(place)
    assert_is_bounded(cost)


# --- ZIPs of text files ---------------------------------------------------------------


def zip_bomb():
    return make_zip([("drugs.csv", b"a,b\n"), ("names.csv", bytes(50 * MEGABYTE))])


def zip_of_one(name):
    return lambda: make_zip([(name, b"a,b\n1,2\n")])


def zips_in_a_zip():
    inner = make_zip([("drugs.csv", b"a,b\n")])
    for depth in range(50):
        inner = make_zip([(f"{depth}.zip", inner)])
    return inner


def zip_of_10_001_files():
    return make_zip([(f"{n}.csv", b"") for n in range(10_001)], method=0)


def zip_of_much_text():
    """Nearly two hundred megabytes, which shrink to a thirtieth."""
    some = [os.urandom(500).hex().encode() + b",x\n" for _ in range(480)]
    text = b"a,b\n" + b"".join(line * 20 for line in some)
    return make_zip([(f"t{n}.csv", text) for n in range(20)])


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (zip_bomb, "times its size"),
        (zip_of_one("../drugs.csv"), "leads out of the archive"),
        (zip_of_one("/drugs.csv"), "does not start in the archive"),
        (zip_of_one("C:\\drugs.csv"), "backslash"),
        (zips_in_a_zip, "no sheet"),
        (lambda: make_zip([(f"t{n}.csv", b"a\n") for n in range(21)]), "20 sheets"),
        (zip_of_10_001_files, "more than 10,000 files"),
    ],
    ids=range(7),
)  # fmt: skip
def test_a_hostile_zip_of_texts_costs_little(measured, make, words):
    cost = measured("file.zip", make())

    assert words in cost.result[1]
    assert_is_bounded(cost)


# --- As large as may be ---------------------------------------------------------------


def long_csv(rows):
    return b"a,b\n" + b"1,2\n" * rows


def long_xlsx(rows):
    return beside_noise(
        bare_xlsx("<row><c><v>1</v></c></row>" + "<row><c><v>1</v></c></row>" * rows)
    )


def long_ods(rows):
    return ods_of(ods_row("a") + ods_row("1", times=rows))


def long_json(rows):
    return b"[" + b'{"a": 1},' * (rows - 1) + b'{"a": 1}]'


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("file.csv", long_csv),
        ("file.xlsx", long_xlsx),
        ("file.ods", long_ods),
        ("file.json", long_json),
    ],
)
def test_a_million_rows_are_read_in_little_memory_and_one_more_is_refused(
    measured, name, make
):
    most = measured(name, make(MEGABYTE))
    more = measured(name, make(MEGABYTE + 1))

    assert most.result == [MEGABYTE, "", ""]
    assert more.result[0] <= MEGABYTE
    assert ROWS in more.result[1]
    assert max(most.memory, more.memory) <= MOST_MEMORY


def test_two_hundred_megabytes_of_text_are_read_in_little_memory(measured):
    cost = measured("file.zip", zip_of_much_text())

    assert cost.result[1] == ""
    assert cost.result[0] == 20 * 480 * 20
    assert cost.memory <= MOST_MEMORY
