"""What the export writes is read as the same texts, whatever they hold."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monographs.exporting.tables import TABLE_FORMATS, CannotHold, Table
from tests.content.documents import text as canonical
from tests.exporting.tables.test_formats import NASTY
from tests.importing.sheets.reading.reading_of import read

HEADER = ("drug", "text")
written_rows = st.lists(
    st.tuples(st.sampled_from(["a", "b;c", "'=d"]), canonical), max_size=6
)


def written(kind, tables):
    made = TABLE_FORMATS[kind].write(
        [Table(name, HEADER, lambda rows=rows: iter(rows)) for name, rows in tables]
    )
    return b"".join(made.parts), made.ending


def read_again(kind, tables):
    content, ending = written(kind, tables)
    return [
        [line.cells for line in read(content, f"names.{ending}", table=name)[1]]
        for name, _ in tables
    ]


@pytest.mark.parametrize("kind", TABLE_FORMATS)
@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text)[:30])
def test_nasty_texts_come_back(kind, text):
    tables = [("names", [("a", text)]), ("faqs", [("b", text), ("c", "")])]

    assert read_again(kind, tables) == [rows for _, rows in tables]
    assert read_again(kind, tables[:1]) == [tables[0][1]]


@pytest.mark.parametrize("kind", TABLE_FORMATS)
@settings(max_examples=60, deadline=None)
@given(rows=written_rows, more=written_rows)
@example(rows=[("a", "x;y;z")] * 3, more=[("a", "\t\t")] * 3)
@example(rows=[("a", "sep=;")], more=[("b;c", '"')])
def test_any_texts_come_back(kind, rows, more):
    tables = [("names", rows), ("faqs", more)]

    try:
        content, _ = written(kind, tables)
    except CannotHold:
        return

    assert content
    assert read_again(kind, tables) == [rows, more]
    assert read_again(kind, tables[:1]) == [rows]
