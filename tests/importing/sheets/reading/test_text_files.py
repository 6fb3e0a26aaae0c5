import pytest

from monographs.importing.sheets.reading import Choice, Found, Line
from tests.importing.sheets.reading.reading_of import cells_of, read, refusal_of


def test_a_table_has_a_name_a_header_and_its_first_lines():
    content = b"drug,name\n" + b"".join(b"a,%d\n" % n for n in range(9))

    found, _ = read(content, "exports/names.csv")

    (table,) = found.tables
    assert (found.format, found.encoding, found.delimiter) == ("csv", "utf-8", ",")
    assert (table.name, table.header, table.header_line) == (
        "names",
        ("drug", "name"),
        1,
    )
    assert table.first_lines == tuple(("a", str(n)) for n in range(5))
    assert found.notes == ()


def test_what_was_found_survives_being_stored_as_json():
    found, _ = read(b"drug,name\na,b\n")

    assert Found.from_json(found.as_json()) == found


def test_lines_are_numbered_as_a_spreadsheet_numbers_its_rows():
    content = b'drug,name\r\na,"1\r\n2"\r\n\r\n,\r\nb,3\r\n'

    _, lines = read(content)

    assert lines == [Line(2, ("a", "1\r\n2")), Line(5, ("b", "3"))]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_of_ending_a_line_is_understood(end):
    content = end.join(["drug,name", "a,b", "c,d"]).encode()

    assert cells_of(content) == [("a", "b"), ("c", "d")]


def test_characters_that_only_python_ends_lines_at_are_text():
    content = "drug,name\na,x\x0by\x85z\u2028w\n".encode()

    assert cells_of(content) == [("a", "x\x0by\x85z\u2028w")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    lines = [["drug", "name", "text"], ["a", "b", "x; y, z | w"], ["c", "d", "1,5"]]
    content = "\n".join(
        delimiter.join(f'"{c}"' if delimiter in c else c for c in line)
        for line in lines
    )

    found, read_again = read(content.encode())

    assert found.delimiter == delimiter
    assert [list(line.cells) for line in read_again] == lines[1:]
    assert found.format == ("tsv" if delimiter == "\t" else "csv")


def test_decimal_commas_do_not_hide_semicolons():
    found, _ = read(b"a;b\n1,5;2,5\n3,1;4,2\n")

    assert found.delimiter == ";"


def test_a_first_line_that_tells_excel_the_delimiter_is_no_row():
    found, lines = read(b"sep=|\r\ndrug|name\r\na,b|c\r\n")

    assert found.delimiter == "|"
    assert lines == [Line(2, ("a,b", "c"))]


def test_a_person_can_choose_the_delimiter():
    found, _ = read(b"a;b,c\n1;5,2\n", choice=Choice(delimiter=";"))

    assert found.tables[0].header == ("a", "b,c")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    content = "drug,name\né,😀\n".encode(encoding)

    found, lines = read(content)

    assert found.tables[0].header == ("drug", "name")
    assert lines == [Line(2, ("é", "😀"))]
    assert found.notes == ()


def test_what_is_not_utf_8_is_read_as_windows_1252_and_that_is_said():
    found, lines = read("drug,name\na,“5–10 €”\n".encode("cp1252"))

    assert lines == [Line(2, ("a", "“5–10 €”"))]
    assert found.encoding == "windows-1252"
    assert "Windows-1252 was assumed" in found.notes[0]


def test_a_chosen_encoding_is_used_and_not_called_a_guess():
    content = "drug,name\na,Лекарство\n".encode("cp1251")

    found, lines = read(content, choice=Choice(encoding="windows-1251"))

    assert lines == [Line(2, ("a", "Лекарство"))]
    assert found.notes == ()


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        (b"drug,name\na,\x81\n", "not_text", "text line 1"),
        (b"drug,name\n\na,\0\n", "nul", "text line 3"),
        ("drug,name\n".encode("utf-16-le"), "unmarked_utf_16", ""),
        ("drug,name\n".encode("utf-16-be"), "unmarked_utf_16", ""),
        (b"\xff\xfea", "not_text", "text line 1"),
        (b"", "empty", ""),
        (b"\xef\xbb\xbf \n", "empty", ""),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(content, code, place):
    refusal = refusal_of(content)

    assert (refusal.code, refusal.place) == (code, place)


def test_an_unclosed_quotation_mark_is_named_with_the_row_where_it_opens():
    content = b'drug,name\na,"1\n2"\n\nb,"open\n' + b"c,d\n" * 1_000

    refusal = refusal_of(content)

    assert (refusal.code, refusal.place) == ("unclosed_quote", "names!4")
    assert "line 5 of the text" in refusal.sentence


def test_text_after_a_closing_quotation_mark_spoils_its_line_only():
    content = b'drug,name\na,"good"\nb,"Foo" bar\nc,"x"y,"1\n2"\nd,"fine"\n'

    found, lines = read(content)

    assert [(line.number, bool(line.problem)) for line in lines] == [
        (2, False),
        (3, True),
        (4, True),
        (5, False),
    ]
    assert lines[-1].cells == ("d", "fine")


def test_a_quotation_mark_inside_a_cell_is_text():
    assert cells_of(b'drug,name\na,5" tube\n') == [("a", '5" tube')]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("'=1+1", "=1+1"),
        ("'-5", "-5"),
        ("''=1", "'=1"),
        ("'plain", "'plain"),
        ("don't", "don't"),
        ("-5", "-5"),
    ],
)
def test_the_guard_against_formulas_is_taken_off(written, meant):
    assert cells_of(f"drug,name\na,{written}\n".encode()) == [("a", meant)]


def test_short_lines_are_filled_up_and_long_ones_are_a_problem():
    _, lines = read(b"drug,name,text\na\nb,1,2,,\nc,1,2,3,4\n")

    assert [line.cells for line in lines] == [
        ("a", "", ""),
        ("b", "1", "2"),
        ("c", "1", "2"),
    ]
    assert lines[1].problem == ""
    assert "column D stands under no header" in lines[2].problem
    assert lines[2].column == 3


def test_a_cell_below_a_nameless_column_is_a_problem():
    _, lines = read(b"drug,,name\na,,b\nc,lost,d\n")

    assert [line.column for line in lines] == [None, 1]


def test_a_title_above_the_header_is_no_header():
    found, lines = read(b"Our names,,\n\ndrug,name,kind\na,b,c\n")

    assert found.tables[0].header_line == 3
    assert lines == [Line(4, ("a", "b", "c"))]


def test_a_person_can_choose_the_line_of_the_header():
    choice = Choice(header_lines={"names": 3})

    found, lines = read(b"x,y,z\n1,2,3\ndrug,name\na,b\n", choice=choice)

    assert found.tables[0].header == ("drug", "name")
    assert lines == [Line(4, ("a", "b"))]


@pytest.mark.parametrize("number", [0, 2, 9, 10**9])
def test_a_header_that_is_blank_or_missing_cannot_be_chosen(number):
    choice = Choice(header_lines={"names": number})

    refusal = refusal_of(b"a,b\n\nc,d\n", choice=choice)

    assert refusal.code == "no_header"


@pytest.mark.parametrize(
    ("name", "is_said"),
    [("names.csv", False), ("names.tsv", False), ("names", False), ("n.xlsx", True)],
)
def test_a_name_that_promises_another_format_is_mentioned(name, is_said):
    found, _ = read(b"drug,name\na,b\n", name)

    assert bool(found.notes) is is_said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n", "a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "old Office program"),
        (b"<!DOCTYPE html><table><tr><td>a</table>", "a web page"),
        (b"<?xml version='1.0'?><a/>", "an XML file"),
    ],
)
def test_what_is_no_spreadsheet_is_called_what_it_is(content, words):
    refusal = refusal_of(content)

    assert refusal.code == "no_spreadsheet"
    assert words in refusal.sentence
