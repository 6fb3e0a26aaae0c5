"""The short way writes what the parser writes, or leaves the text to it."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monographs.markdown import to_html, to_inline_html, to_text
from monographs.simple_markdown import simple_html, simple_inline_html, simple_text
from tests.pace import within

CITATIONS = {1, 2, 30}
# Texts that come near what the short way takes, and pass its borders often.
PIECES = ["word", "Ä", "é", "5", " ", " ", "\n", "\n\n", "* ", "- ", "**", "**bold** "]
PIECES += [
    "**Bold:** ",
    "[1]",
    " [2]",
    "[30]",
    "[7]",
    "(",
    ")",
    ".",
    ",",
    ":",
    "’",
    '"',
]
PIECES += [
    "*",
    "_",
    "1. ",
    "#",
    "---",
    "+",
    "=",
    "|",
    "<",
    "&",
    "`",
    "\\",
    "\t",
    "\xa0",
]
PLAIN = [piece for piece in PIECES if not set(piece) & set("_#|<&`\\\t\xa0")]
near_texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
simple_texts = st.lists(st.sampled_from(PLAIN), max_size=25).map("".join)


def unmarked(text):
    """With any marks to set, even none at all, the parser reads the text."""
    yield text, None


def parsed(text):
    return to_html(text, citations=CITATIONS, marks=unmarked)


@settings(max_examples=600)
@given(near_texts | simple_texts)
@example("a\n* b\n* c")
@example("* a\n\n* b\n* c\n\nd\n- e\n\n* f")
@example("* a\n* b\nc")
@example("* a\n\n* b")
@example("**a** b\n**c**")
@example("a **b**c** d")
@example("x **Dose:** take [1].")
@example("[1](b)")
@example("a [1] [1]: b")
@example("a \n b")
@example("a\n---")
@example("a\n- ")
def test_blocks_read_as_the_parser_reads_them(text):
    html = simple_html(text, CITATIONS)

    assert html is None or html == parsed(text)


@settings(max_examples=600)
@given(near_texts | simple_texts)
@example("a\nb\n\n* c\n* **d** [1]")
def test_the_words_alone_are_those_that_the_parser_finds(text):
    words = simple_text(text)

    if words is not None:
        # Code at the end makes the parser read the text.
        assert f"{words}\n`".strip("\n") == to_text(f"{text}\n\n`` ` ``")


@settings(max_examples=600)
@given(near_texts | simple_texts)
@example("a\n")
@example("**Dose:** b")
def test_lines_read_as_the_parser_reads_them(text):
    html = simple_inline_html(text, CITATIONS)

    read = to_inline_html(text, citations=CITATIONS, marks=unmarked)
    assert html is None or html == read


@pytest.mark.parametrize(
    "text",
    [
        "Take one a day.",
        "First line\nsecond line.\n\nAnother “paragraph” (5–10 mg).",
        "Say **which one** and **why:** because [1].\n\n* One\n* Two [2]\n\nEnd.",
    ],
)
def test_usual_texts_need_no_parser(text):
    assert simple_html(text, CITATIONS) == parsed(text)


@pytest.mark.parametrize(
    "unit", ["a ", "**a ", "**a** ", "a [1]", "* a\n", "a\n\n", "[1"]
)
def test_endless_text_takes_no_time(unit):
    with within(0.5):
        simple_html("a" + unit * 20_000, CITATIONS)
        simple_html(("a" + unit * 9_000)[:9_999], CITATIONS)
