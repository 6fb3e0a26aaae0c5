"""Any bytes under any name give lines, or a sentence that says why not."""

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from monographs.importing.intake import Limits
from monographs.importing.sheets.reading import (
    Choice,
    Found,
    SheetLimits,
    UnreadableFile,
    detect,
    read_lines,
)
from tests.importing.intake.archives import make_zip
from tests.importing.sheets.reading.workbooks import (
    bare_xlsx,
    inline,
    ods_of,
    ods_row,
    strings_of,
    with_shared_strings,
    xlsx_of,
)

# Small ones, so that they are met.
LIMITS = SheetLimits(
    files=Limits(
        file_bytes=200_000,
        document_bytes=1,
        zip_members=50,
        zip_ratio=100,
        unpacked_bytes=400_000,
    ),
    sheets=3,
    rows=40,
    columns=6,
    cell_bytes=2_000,
)
fuzz = settings(max_examples=150, deadline=None)

names = st.text(max_size=20) | st.sampled_from(
    ["a.csv", "a.tsv", "a.xlsx", "a.ods", "a.json", "a.zip", "a.md", ".csv", ""]
)
choices = st.builds(
    Choice,
    format=st.none() | st.sampled_from(["csv", "tsv", "json", "xlsx", "x"]),
    encoding=st.none() | st.sampled_from(["utf-8", "utf-16", "macintosh", "zlib"]),
    delimiter=st.none() | st.sampled_from([",", "\t", "x", ""]),
    header_lines=st.dictionaries(
        st.sampled_from(["names", "a", "table"]), st.integers(-1, 50), max_size=2
    ),
)


def read_all(content, name, choice=None):
    """Every table; what is refused is returned."""
    try:
        found = detect(content, name, choice, limits=LIMITS)
    except UnreadableFile as refused:
        return check_refusal(refused)
    assert Found.from_json(json.loads(json.dumps(found.as_json()))) == found
    json.dumps(found.as_json(), ensure_ascii=False).encode()
    for table in found.tables:
        try:
            check_lines(
                read_lines(content, name, found, table.name, limits=LIMITS), table
            )
        except UnreadableFile as refused:
            check_refusal(refused)
    return None


def check_refusal(refused):
    assert refused.code
    assert refused.sentence[0].isupper()
    assert refused.sentence.endswith(".")
    refused.sentence.encode()
    refused.place.encode()
    return refused


def check_lines(lines, table):
    before = table.header_line
    for line in lines:
        assert before < line.number <= table.header_line + LIMITS.rows
        before = line.number
        assert len(line.cells) == len(table.header) <= LIMITS.columns
        assert any(line.cells) or line.problem or table.header_line == 0
        for cell in line.cells:
            assert len(cell.encode()) <= LIMITS.cell_bytes
            assert "\0" not in cell


def pieces(*texts):
    """Mostly what means something in a format, joined in any order."""
    return st.lists(st.sampled_from(texts) | st.text(max_size=3), max_size=40).map(
        lambda parts: "".join(parts).encode(errors="surrogatepass")
    )


@fuzz
@given(content=st.binary(max_size=300), name=names, choice=choices)
@example(content=b"PK\3\4", name="a.zip", choice=Choice())
@example(content=b"PK\5\6" + bytes(18), name="a.zip", choice=Choice())
def test_any_bytes(content, name, choice):
    read_all(content, name, choice)


@fuzz
@given(
    content=pieces(
        *('"', '""', ",", ";", "\t", "\n", "\r\n", "\r", "'", "=", "a", " ", "sep=;\n"),
        *("x" * 700, "a,b,c\n", "\ufeff", "\0", "é"),
    ),
    choice=choices,
)
def test_text_files(content, choice):
    read_all(content, "names.csv", choice)


@fuzz
@given(
    content=pieces(
        *('{"sheets": {', '"names": [', '{"a": ', "}", "]", "[", ",", ":", '"a"', "1"),
        *("1e999", "NaN", "null", "true", '"\\ud800"', "\n", '{"a": "b"}', "9" * 50),
    )
)
def test_json_files(content):
    read_all(b'[{"a": 1}' + content, "names.json")
    read_all(b'{"sheets": {"names": [' + content + b"]}}", "names.json")


xml = pieces(
    *("<row>", "</row>", '<row r="3">', '<row r="99">', "<c>", "</c>", '<c t="s">'),
    *('<c r="B3" t="str">', '<c t="inlineStr">', "<is>", "</is>", "<t>", "</t>"),
    *("<v>", "</v>", "1", "-1", "<f>", "</f>", "<x:row/>", "&amp;", "&no;", "_x0000_"),
    *(
        '<c r="ZZZ3"><v>1</v></c>',
        "<c><v>7</v></c>",
        "x" * 900,
        "<!-- -->",
        "<![CDATA[",
    ),
    *('<c s="0"><v>1e9</v></c>', '<c t="e"><v>x</v></c>', "<rPh>", "</rPh>", "\0"),
)


@fuzz
@given(sheet=xml, strings=xml, styles=xml)
def test_sheets_of_a_workbook(sheet, strings, styles):
    strings = strings_of("x").encode()[:-6] + strings + b"</sst>"
    head = inline("a", "b").encode()

    read_all(bare_xlsx(head + sheet, strings=strings), "names.xlsx")
    read_all(bare_xlsx(head, strings=strings, styles=styles), "names.xlsx")


@fuzz
@given(
    table=pieces(
        *("<table:table-row>", "</table:table-row>", "<table:table-cell>", "<text:p>"),
        *("</table:table-cell>", "</text:p>", "<text:s/>", '<text:s text:c="9999"/>'),
        *("<office:annotation>", "</office:annotation>", "<table:table>", "x" * 900),
        *('<table:table-row table:number-rows-repeated="30">', "<text:tab/>", "1"),
        *('<table:table-cell table:number-columns-repeated="9999">', "</table:table>"),
        *('<table:table-cell office:value-type="float" office:value="1e999"/>', "&no;"),
        *('<table:table-cell office:value-type="date" office:date-value="x"/>', "\0"),
        *(ods_row("c", "d"), ods_row("c", "d", times=99_999_999), ods_row("", times=5)),
    )
)
def test_tables_of_an_open_document(table):
    read_all(ods_of(ods_row("a", "b").encode() + table), "names.ods")


GOOD = [
    b"drug,name\na,b\nc,\"d\ne\"\n",
    b'{"sheets": {"names": [{"drug": "a", "name": "b"}]}}',
    xlsx_of([["drug", "name"], ["a", 1.5]]),
    with_shared_strings(xlsx_of([["drug", "name"], ["a", "b"]])),
    ods_of({"names": ods_row("drug", "name") + ods_row("a", "b", times=3)}),
    make_zip([("drugs.csv", b"a,b\n1,2\n"), ("names.tsv", b"a\tb\n1\t2\n")]),
]  # fmt: skip


@fuzz
@given(
    content=st.sampled_from(GOOD),
    changes=st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 4), st.binary(max_size=4)),
        min_size=1,
        max_size=4,
    ),
    name=names,
    choice=choices,
)
def test_good_files_with_wrong_bytes(content, changes, name, choice):
    for at, removed, added in changes:
        at %= len(content)
        content = content[:at] + added + content[at + removed :]

    read_all(content, name, choice)


@fuzz
@given(one=st.sampled_from(GOOD), other=st.sampled_from(GOOD), name=names)
def test_lines_asked_of_another_file_than_was_looked_at(one, other, name):
    found = detect(one, name, limits=LIMITS)

    for table in found.tables:
        try:
            list(read_lines(other, name, found, table.name, limits=LIMITS))
        except UnreadableFile as refused:
            check_refusal(refused)
