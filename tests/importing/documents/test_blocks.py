import pytest

from monographs.importing.documents.blocks import LONGEST_HEADING, read_lines


def roles(text):
    """What each line with words is: "h2" a heading, "1" an item, "in" inside one."""
    found = []
    for line in read_lines(text.split("\n"), first=1):
        if line.has_words:
            role = f"h{line.level}" if line.level else str(line.item or "")
            found.append(role or ("in" if line.is_inside else "text"))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("### Usage\ntext", ["h3", "text"]),
        ("###Usage\ntext", ["h3", "text"]),
        ("## Usage ##\ntext", ["h2", "text"]),
        ("Usage\n=====\ntext", ["h1", "text"]),
        ("Usage\n-----\ntext", ["h2", "text"]),
        ("* one\n* two\n    * three", ["1", "1", "2"]),
        ("1. one\n2) two", ["1", "1"]),
        ("* one\n  goes on\nat the margin", ["1", "in", "text"]),
        ("-\tone", ["1"]),
    ],
)
def test_lines_play_the_part_that_markdown_gives_them(text, expected):
    assert roles(text) == expected


def test_a_rule_below_a_paragraph_makes_no_heading():
    text = "A sentence of this page.\n---\nAnother one, first line\nand last line\n---"

    assert roles(text) == ["text"] * 3


def test_a_heading_may_be_so_long_and_no_longer():
    longest = "# " + "a" * (LONGEST_HEADING - 2)

    assert roles(longest) == ["h1"]
    assert roles(longest + "a") == ["text"]


@pytest.mark.parametrize("mark", ["```", "~~~", "````"])
@pytest.mark.parametrize("ends", [True, False])
def test_a_fence_around_the_text_is_no_code(mark, ends):
    text = f"{mark}markdown\n### Usage\ntext" + f"\n{mark}" * ends

    lines = read_lines(text.split("\n"), first=5)

    assert [line.text for line in lines[:3]] == ["", "### Usage", "text"]
    assert lines[1].level == 3
    assert lines[1].number == 6


def test_a_fence_inside_a_section_stays():
    text = "### Dosage\n\n```\n5 mg   once\n```"

    lines = read_lines(text.split("\n"), first=1)

    assert [line.text for line in lines] == text.split("\n")


def test_a_link_definition_stays_text():
    assert roles("[1]: https://example.org") == ["text"]
