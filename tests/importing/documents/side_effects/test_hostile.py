"""Text made to be slow or to break: read in linear time, and never an exception."""

import pytest

from monographs.importing.documents.side_effects.reader import LONGEST_SECTION
from tests.importing.documents.side_effects.reading import codes, read
from tests.pace import within

SECONDS = 5  # the slowest takes less than one on a quiet machine


def filled(unit: str, length: int = LONGEST_SECTION) -> str:
    return (unit * (length // len(unit) + 1))[:length]


@pytest.mark.parametrize("start", ["", "* **Common:** "])
@pytest.mark.parametrize(
    "unit",
    [
        *["(", "((a) ", "[", "*", "** a", "\\", "&amp;", ", ", "a, ", "of face, "],
        *[". ", "A. ", "a: ", " ", "* ", "* a\n", "  - a\n", "# a\n", "\0", " – a"],
        *[
            "**Common:**\n",
            "**a:** ",
            "rare, ",
            "may cause a, ",
            "10% ",
            ", though a, ",
        ],
    ],
)
def test_repetitions_are_read_in_linear_time(start, unit):
    text = start + filled(unit, LONGEST_SECTION - len(start))

    with within(SECONDS):
        read(text)


def test_no_group_is_longer_than_its_field():
    long = "Skin and " * 50 + "hair"
    text = (
        f"* **{long}:** cough, rash\n* {long}\n    * Hives\n\n#### {long}\n\n* Acne\n"
    )

    found = read(text, heading=f"Side Effects ({long})")

    assert all(len(row.group) <= 300 for row in found.rows)


def test_deep_nesting_is_read():
    text = "".join("  " * level + "* Cough\n" for level in range(200))

    found = read(text)

    assert found.rows or "Cough" in found.rest


def test_a_section_at_the_limit_is_read_and_one_over_it_is_kept_whole():
    text = filled("* Cough\n")

    assert read(text).rows
    over = text + "x"
    assert read(over).rows == ()
    assert read(over).rest == over
    assert codes(over) == [("side_effects_too_long", 9)]


def test_megabytes_are_refused_at_once():
    text = filled("a, ", 2_000_000)

    with within(1):
        read(text)


def test_line_ends_of_other_systems_count_as_lines():
    lines = [row.lines.first for row in read("* Cough\r\n* Fever\r* Rash\n").rows]

    assert lines == [10, 11, 12]
