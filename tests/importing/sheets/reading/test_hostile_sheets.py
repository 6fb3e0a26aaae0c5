"""The lines of IMPORT.md's "Hostile input" that concern reading spreadsheets, measured.

The limits are those of a site. What is refused costs a second and 30 MB at most; what
is as large as may be takes as long as it is long, and no more memory.
"""

import os
from itertools import islice
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


def read_file(path):
    """How many good lines, and the first sentence about what is bad, with its place."""
    content, name = Path(path).read_bytes(), os.path.basename(path)
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
        warm_up = tmp_path / f"small{path.suffix}"
        return measure(read_file, argument=str(path), warm_up=str(warm_up))

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
