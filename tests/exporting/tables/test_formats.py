"""What every format writes, another program reads as the same texts."""

import gc
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monographs.exporting.tables import TABLE_FORMATS, CannotHold, Table
from monographs.exporting.tables.xlsx_file import UNWRITABLE
from tests.content.documents import text as canonical
from tests.exporting.tables.readers import read, read_text

NASTY = [
    *("", " ", "  two  blanks  ", "\tand\ttabs\t", "lines\n\nand\n", "007", "1e5"),
    *("=1+1", "'=1", "-", "@", "＝1", "\ufeff", "TRUE", "1/2", '"', '""', ",;|"),
    *("_x0041_", "__x000D_", "_x005F_x0041_", "<b>&amp;</b>", "]]>", "&#65;"),
    *("😀" * 9, "e\u0301", "\u202eabc", "\u2028", "\x85", "x" * 32_767),
]
# XML has none of the others; those are refused, see below.
texts = canonical.filter(lambda text: not UNWRITABLE.search(text))


def table(*rows, name="names"):
    header = ["first", "second"]
    return Table(name, header, lambda: iter(rows))


def written(kind, *tables):
    return b"".join(TABLE_FORMATS[kind].write(tables).parts)


def texts_of(*tables):
    return {
        one.name: [list(one.header), *(list(row) for row in one.rows())]
        for one in tables
    }


@pytest.mark.parametrize("kind", TABLE_FORMATS)
@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_another_program_reads_the_same_text(kind, text):
    tables = [table([text, "last"]), table(["first", text], name="side_effects")]

    assert read(kind, written(kind, *tables)) == texts_of(*tables)


@pytest.mark.parametrize("kind", TABLE_FORMATS)
@settings(max_examples=40)
@given(rows=st.lists(st.tuples(texts, texts).filter(any), min_size=1, max_size=4))
def test_another_program_reads_the_same_texts(kind, rows):
    tables = [table(*rows), table(*rows, name="faqs")]

    assert read(kind, written(kind, *tables)) == texts_of(*tables)


@pytest.mark.parametrize(("kind", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_single_table_needs_no_archive(kind, delimiter):
    one = table(["=1", "b"])

    form = TABLE_FORMATS[kind].write([one])

    assert form.ending == kind
    assert read_text(b"".join(form.parts), delimiter) == texts_of(one)["names"]


def test_several_text_tables_are_an_archive():
    assert TABLE_FORMATS["csv"].write([table(), table(name="b")]).ending == "zip"


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("character", ["\x00", "\x1f", "\ud800", "\uffff"], ids=ascii)
def test_what_xml_cannot_hold_is_refused_before_the_first_byte(kind, character):
    one = table(["fine", "fine"], ["fine", f"a{character}b"])

    with pytest.raises(CannotHold) as refusal:
        TABLE_FORMATS[kind].write([one])

    assert "names, line 3, column second" in str(refusal.value)
    assert f"U+{ord(character):04X}" in str(refusal.value)
    assert "JSON" in str(refusal.value)


@pytest.mark.parametrize("text", ["x" * 32_768, "😀" * 16_384])
def test_a_text_that_no_excel_cell_holds_is_refused(text):
    with pytest.raises(CannotHold, match="32,768 characters, and a cell holds 32,767"):
        TABLE_FORMATS["xlsx"].write([table([text, ""])])


@pytest.mark.parametrize("kind", ["csv", "tsv", "ods", "json"])
def test_other_formats_hold_a_long_text(kind):
    tables = [table(["x" * 100_000, ""]), table(["😀" * 70_000, ""], name="faqs")]

    assert read(kind, written(kind, *tables)) == texts_of(*tables)


@pytest.mark.parametrize("kind", ["csv", "tsv", "json"])
def test_other_formats_hold_control_characters(kind):
    tables = [table(["a\x01\x1fb\uffff", ""]), table([], name="faqs")]
    tables[1] = table(["", "\x7f"], name="faqs")

    assert read(kind, written(kind, *tables)) == texts_of(*tables)


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_file_ends_where_a_text_became_unwritable_meanwhile(kind):
    states = iter([[["fine", ""]], [["a\x01", ""]]])
    changed = Table("names", ["first", "second"], lambda: next(states))

    with pytest.raises(CannotHold):
        b"".join(TABLE_FORMATS[kind].write([changed]).parts)


def test_more_lines_than_a_sheet_holds_are_refused():
    row = ("", "")
    many = Table("names", ["first", "second"], lambda: (row for _ in range(1_048_576)))

    with pytest.raises(CannotHold, match="1,048,577 lines"):
        TABLE_FORMATS["xlsx"].write([many])


@pytest.mark.parametrize("kind", TABLE_FORMATS)
def test_an_empty_table_has_its_header(kind):
    content = written(kind, table(), table(name="faqs"))

    if kind == "json":
        assert b'"names": []' in content
    else:
        assert read(kind, content) == texts_of(table(), table(name="faqs"))


@pytest.mark.parametrize("kind", TABLE_FORMATS)
def test_memory_stays_flat_however_long_a_table_is(kind):
    peaks = []
    for count in (2_000, 30_000):
        rows = Table(
            "names",
            ["first", "second"],
            lambda count=count: (("Examplazole " * 10, "Nausea") for _ in range(count)),
        )
        gc.collect()
        tracemalloc.start()
        for part in TABLE_FORMATS[kind].write([rows, table(name="faqs")]).parts:
            assert len(part) < 300_000
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] < peaks[0] + 200_000


def test_more_columns_than_letters_keep_their_places():
    header = [f"column {number}" for number in range(60)]
    wide = Table("names", header, lambda: iter([["", *header[1:]]]))

    found = read("xlsx", written("xlsx", wide, table(name="faqs")))

    assert found["names"] == texts_of(wide)["names"]
