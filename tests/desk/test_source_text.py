"""A source's lines: numbered as an editor counts them, and never too many."""

import pytest

from monographs.desk.source_text import LINES_A_PAGE, LONGEST_LINE, source_text


def texts(found):
    return [line.text for line in found.lines]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_whatever_ends_them(end):
    found = source_text(end.join(["one", "", "three"]).encode(), "3")

    assert [(line.number, line.text, line.is_marked) for line in found.lines] == [
        (1, "one", False),
        (2, "", False),
        (3, "three", True),
    ]


@pytest.mark.parametrize(
    ("marked", "numbers"),
    [
        ("2-3", [2, 3]),
        ("3", [3]),
        ("3-1", [3]),
        ("", []),
        ("x-y", []),
        ("-2", []),
        ("9" * 30, []),
    ],
)
def test_a_range_of_lines_is_marked(marked, numbers):
    found = source_text(b"a\nb\nc\nd", marked)

    assert [line.number for line in found.lines if line.is_marked] == numbers


def test_what_nobody_sees_is_shown():
    found = source_text("safe\u202egnp.exe\u200b\0".encode())

    assert texts(found) == ["safe[U+202E]gnp.exe[U+200B][U+0000]"]


def test_bytes_that_are_no_text_are_shown_as_far_as_they_can_be():
    assert texts(source_text(b"caf\xe9")) == ["café"]
    assert len(source_text(b"\0\xff\x81" * 10).lines) == 1


def test_a_long_text_comes_in_pages_that_hold_the_marked_line():
    content = "\n".join(f"line {n}" for n in range(1, 3 * LINES_A_PAGE + 1)).encode()
    wanted = 2 * LINES_A_PAGE + 7

    first, marked = source_text(content), source_text(content, f"{wanted}")

    assert (first.earlier, first.later) == (None, LINES_A_PAGE + 1)
    assert len(first.lines) == LINES_A_PAGE
    assert wanted in [line.number for line in marked.lines if line.is_marked]
    assert source_text(content, start=f"{first.later}").lines[0].number == first.later
    assert source_text(content, start="999999999").lines[0].number == 1


def test_a_very_long_line_is_cut_and_says_so():
    (text,) = texts(source_text(b"x" * 2_000_000))

    assert len(text) < LONGEST_LINE + 50
    assert text.endswith("(1,995,000 characters more)")
