import json

import pytest

from monographs.importing.sheets.reading import Line
from tests.importing.sheets.reading.reading_of import cells_of, read, refusal_of

NAME = "names.json"


def in_json(value):
    return json.dumps(value, ensure_ascii=False).encode()


def test_a_list_of_objects_is_a_table_named_after_the_file():
    objects = [{"drug": "a", "name": "é😀"}, {"drug": "b", "name": "="}]

    found, lines = read(in_json(objects), NAME)

    (table,) = found.tables
    assert (found.format, found.encoding) == ("json", "utf-8")
    assert (table.name, table.header, table.header_line) == (
        "names",
        ("drug", "name"),
        0,
    )
    assert table.first_lines == (("a", "é😀"), ("b", "="))
    assert lines == [Line(1, ("a", "é😀")), Line(2, ("b", "="))]


def test_a_workbook_names_its_tables():
    content = in_json(
        {
            "about": {"exported": "today"},
            "sheets": {"names": [{"x": "1"}], "empty": [], "faqs": [{"y": "2"}]},
        }
    )

    found, lines = read(content, NAME, table="faqs")

    assert [table.name for table in found.tables] == ["names", "empty", "faqs"]
    assert lines == [Line(1, ("2",))]
    assert cells_of(content, NAME, table="empty") == []


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("17", "17"),
        ("-1.50", "-1.50"),
        ("1e3", "1000"),
        ("true", "yes"),
        ("false", "no"),
        ("null", ""),
        ('" =1\\n\\t\\u00e9\\ud83d\\ude00"', " =1\n\té😀"),
        ('"\'=1"', "'=1"),
    ],
)
def test_values_are_read_as_they_are_written(written, text):
    content = f'[{{"drug": "a", "x": {written}}}]'.encode()

    assert cells_of(content, NAME) == [("a", text)]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("NaN", "a number"),
        ("-Infinity", "a number"),
        ("1e400", "a number"),
        ("9" * 5_000, "a number"),
        ("[1]", "a list or an object"),
        ('{"a": 1}', "a list or an object"),
        ('"\\ud800"', "cannot be stored"),
        ('"\\u0000"', "cannot be stored"),
        ('"b", "x": "c"', 'the key "x" twice'),
    ],
)
def test_a_value_that_cannot_be_read_is_a_problem_of_its_line(value, words):
    content = f'[{{"drug": "a", "x": {value}}}, {{"drug": "b", "x": "c"}}]'.encode()

    _, lines = read(content, NAME)

    assert words in lines[0].problem
    assert (lines[0].number, lines[0].column) == (1, 1)
    assert lines[1] == Line(2, ("b", "c"))


def test_keys_may_come_in_any_order_and_be_absent():
    content = in_json([{"a": "1"}, {"b": "2", "a": "3"}, {}])

    assert cells_of(content, NAME) == [("1", ""), ("3", "2"), ("", "")]


def test_a_key_that_only_a_later_object_has_is_a_problem():
    content = in_json([{"a": "1"}] * 1_000 + [{"a": "1", "late": "2"}])

    _, lines = read(content, NAME)

    assert [bool(line.problem) for line in lines[-2:]] == [False, True]
    assert '"late"' in lines[-1].problem


def test_an_entry_that_is_no_object_is_a_problem():
    _, lines = read(b'[{"a": 1}, [], "x", 5]', NAME)

    assert [bool(line.problem) for line in lines] == [False, True, True, True]


def test_long_objects_are_read_piece_by_piece():
    objects = [{"a": str(n) + "é\\" * 40_000, "b": "😀" * n} for n in range(12)]

    assert cells_of(in_json(objects), NAME) == [(o["a"], o["b"]) for o in objects]


@pytest.mark.parametrize("size", [60, 65_530, 65_536, 131_070])
@pytest.mark.parametrize("extra", range(8))
def test_where_a_piece_ends_makes_no_difference(size, extra):
    content = b"[" + b" " * (size + extra) + b'{"a": "x", "b": 12}, {"a": "y"}]'

    assert cells_of(content, NAME) == [("x", "12"), ("y", "")]


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'[{"a": 1}', "text line 1"),
        (b'[{"a": 1},\n\n{"a": }]', "text line 3"),
        (b'[{"a": 1}] x', "text line 1"),
        (b'[{"a": 1},]', "text line 1"),
        (b'{"sheets": {"names": {}}}', "text line 1"),
        (b'{"sheets": {}, "sheets": {}}', "text line 1"),
        (b'{"names": []}', ""),
        (b"[" * 100_000, "text line 1"),
        (b'[{"a": ' + b"[" * 100_000, "text line 1"),
    ],
)
def test_what_is_no_such_json_is_refused_with_its_line(content, place):
    refusal = refusal_of(content, NAME)

    assert (refusal.code, refusal.place) == ("json", place)


def test_tables_of_one_name_are_refused():
    content = b'{"sheets": {"a": [{"x": 1}], "a": [{"x": 1}]}}'

    assert refusal_of(content, NAME).code == "same_name"


@pytest.mark.parametrize("key", ["\\ud800", "\\u0000", "k" * 301])
def test_a_key_that_can_be_no_column_is_refused(key):
    assert refusal_of(f'[{{"{key}": 1}}]'.encode(), NAME).code == "header"
