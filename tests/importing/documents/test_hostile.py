"""The lines of IMPORT.md's "Hostile input" that concern documents, measured."""

import math
import re
from pathlib import Path

import pytest

from monographs.importing.documents import parse
from monographs.importing.documents.blocks import MOST_CHARACTERS, MOST_LINES
from monographs.importing.documents.draft import LONGEST_QUOTE
from monographs.markdown import to_html
from tests.importing.kept_words import faults
from tests.importing.measured import assert_is_bounded, measure

LARGEST = 2_000_000
PAGE = "# Examplazole\n\n### Usage\nFor nothing, as it is invented.\n\n"
EFFECTS = f"{PAGE}### Side Effects\n"
QUESTIONS = f"{PAGE}### FAQs\n"
TABLE = "Examplazole vs. Samplidone\n\nFeature\tExamplazole [1]\tSamplidone\n"
EXPORTED = "---\ntitle: Examplazole\nmedsite: 1\n---\n\n# Examplazole\n\n"


def fill(start, unit, end="", *, size=MOST_CHARACTERS):
    """Repeat the unit until no more would be read, or so many characters are there."""
    times = (size - len(start) - len(end)) // len(unit)
    if "\n" in unit and size <= MOST_CHARACTERS:
        lines = MOST_LINES - start.count("\n") - end.count("\n") - 1
        times = min(times, lines // unit.count("\n"))
    return start + unit * times + end


def fill_lines(start, unit):
    """As many lines as are read, and as long as they may be."""
    lines = MOST_LINES - start.count("\n") - 1
    longest = (MOST_CHARACTERS - len(start)) // lines - 1
    return fill(start, unit * max(1, longest // len(unit)) + "\n")


def nested(start, mark, text="a"):
    """Each line is one level deeper than the one before."""
    levels = math.isqrt(2 * (MOST_CHARACTERS - len(start)) // len(mark)) - len(text)
    return start + "\n".join(mark * level + text for level in range(1, levels))


DOCUMENTS = {
    # Marks that open and never close.
    "brackets": fill(PAGE, "["),
    "links": fill(PAGE, "[a]("),
    "images": fill(PAGE, "!["),
    "ends of links": fill(PAGE, "]("),
    "definitions": fill_lines(PAGE, "[1]: a "),
    "quotes": fill(PAGE, '"'),
    "quotes in an item": fill(f"{EFFECTS}* ", '"a, '),
    "angles": fill(PAGE, "<"),
    "comments": fill(PAGE, "<!--"),
    "tags": fill(PAGE, "<a>"),
    "entities": fill(PAGE, "&#"),
    "code": fill(PAGE, "``` `` ` "),
    "fences": fill_lines("", "`"),
    "bold": fill(PAGE, "** *"),
    "underlines": fill(PAGE, "__ _a"),
    "backslashes": fill(PAGE, "\\"),
    "parentheses": fill(f"{EFFECTS}* ", "(a, "),
    "templates": fill(PAGE, "{{ {% "),
    # Depth.
    "lists": nested(EFFECTS, "  ", "* a"),
    "lists in a line": fill(EFFECTS, "* "),
    "numbers in a line": fill(EFFECTS, "1. "),
    "numbers in lines": fill_lines(EFFECTS, "1. "),
    "as many numbers in lines as are read": fill(
        EFFECTS, "1. " * 9 + "\n", size=MOST_LINES // 9 * 28
    ),
    "quotations": nested(PAGE, "> "),
    "quotations in a line": fill(PAGE, "> "),
    "questions in questions": nested(QUESTIONS, "  ", "* **Q: a?** A: b"),
    # Length.
    "one word": fill(PAGE, "a"),
    "one line": fill(PAGE, "word "),
    "one line with nothing above": fill("", "word "),
    "one item": fill(f"{EFFECTS}* ", "nausea, "),
    "one sentence": fill(f"{EFFECTS}Side effects include ", "nausea, "),
    "one question": fill(f"{QUESTIONS}* **Q: ", "why "),
    "one title": fill("# ", "Examplazole + "),
    "one heading": fill("### ", "Usage and "),
    "one number": fill(f"{EFFECTS}* Common (>", "1", "%): nausea"),
    "one row": fill(TABLE, "a\t"),
    "line ends": fill(PAGE, "\n"),
    "old line ends": fill(PAGE, "\r"),
    "white space": fill(PAGE, " \t"),
    "hard spaces": fill(PAGE, "\u00a0"),
    "accents": fill(PAGE, "\u0301"),
    # Many of one thing, in one line and in as many lines as are read.
    "headings": fill("", "### Usage\n"),
    "several kinds of headings": fill("", "### Side Effects\n* a\n### FAQs\n"),
    "labels": fill_lines(PAGE, "**Usage:** "),
    "plain labels": fill_lines("", "Usage: "),
    "medicines": fill("", "**1. Examplazole**\n**Usage:** a\n"),
    "items": fill(EFFECTS, "* Common: a\n"),
    "labels in an item": fill(f"{EFFECTS}* ", "a: "),
    "short lists": fill(EFFECTS, "* a: b: (c), d\n" * 1_000 + "\n### Side Effects\n"),
    "long lists": fill(PAGE, "### Side Effects\n* " + "a, (b), " * 7_000 + "\n"),
    "long sentences": fill(
        PAGE, "### Side Effects\nThey include " + "a, b and c, " * 4_500 + "\n"
    ),
    "lead-ins": fill(PAGE, "### Side Effects\n" + "These include: " * 3_900 + "\n"),
    "questions": fill_lines(QUESTIONS, "* **Q: a?** A: b "),
    "questions in a line": fill(QUESTIONS, "**Q:** A: "),
    "long answers": fill(PAGE, "### FAQs\n" + "**Q: a?** A: b\n" * 4_000),
    "citations": fill_lines(PAGE, "[1] [2,3] [4-5] "),
    "rows": fill_lines(TABLE, "a [1]\tb [2]\t"),
    "rows of Markdown": fill_lines(f"{PAGE}|a|b|\n|-|-|\n", "|a"),
    "references": fill(
        f"{TABLE}a\tb [1]\tc\n\nReferences\n", "1. a http://b.example\n"
    ),
    "refusals": fill("", "I cannot provide "),
    # Front matter.
    "aliases": fill("---\na: &a [x]\n", "b: [*a, *a]\n", "---\n", size=60_000),
    "deep front matter": fill("---\na: ", "{a: ", "\n---\n", size=60_000),
    "long front matter": fill("---\n", "title: b\n", f"---\n{PAGE}", size=60_000),
    # Characters.
    "controls of direction": fill_lines(EFFECTS, "* \u202ea\u2066"),
    "control characters": fill(PAGE, "\x01\x1b[0m\x7f"),
    "scripts": fill(PAGE, "<script>alert(1)</script>"),
    "comments of an export": fill(EXPORTED, "<!-- medsite section {} -->\n"),
}
LARGE_DOCUMENTS = {
    "one word": fill(PAGE, "a", size=LARGEST),
    "one line": fill(PAGE, "word ", size=LARGEST),
    "one heading": fill("### ", "Usage and ", size=LARGEST),
    "brackets": fill(PAGE, "[", size=LARGEST),
    "items": fill(EFFECTS, "* Common: a\n", size=LARGEST),
    "questions": fill(QUESTIONS, "**Q: a?** A: b\n", size=LARGEST),
    "rows": fill(TABLE, "a [1]\tb [2]\tc\n", size=LARGEST),
    "line ends": fill(PAGE, "\n", size=LARGEST),
    "old line ends": fill(PAGE, "\r", size=LARGEST),
    "open front matter": fill("---\n", "a: b\n", size=LARGEST),
    "controls of direction": fill(PAGE, "\u202e\n", size=LARGEST // 2),
    "wide characters": fill(PAGE, "\U0001f48a", size=LARGEST // 4),
    "open comments": fill(EXPORTED, "<!-- medsite ", size=LARGEST),
    "nesting in a comment": fill(
        f"{EXPORTED}<!-- medsite section ", "[", " -->", size=LARGEST
    ),
}


def read(path):
    parsed = parse(Path(path).read_bytes(), "a.md")
    return parsed.status


@pytest.fixture
def measured(tmp_path):
    hostile, small = tmp_path / "a.md", tmp_path / "small.md"
    small.write_text(QUESTIONS)

    def measured(text):
        hostile.write_text(text, encoding="utf-8", newline="")
        return measure(read, argument=str(hostile), warm_up=str(small))

    return measured


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_costs_little(measured, name):
    cost = measured(DOCUMENTS[name])

    assert_is_bounded(cost)


@pytest.mark.parametrize("name", LARGE_DOCUMENTS)
def test_a_hostile_document_as_large_as_may_be_costs_little(measured, name):
    cost = measured(LARGE_DOCUMENTS[name])

    assert_is_bounded(cost)


@pytest.mark.parametrize(
    "name",
    # The comments of an export are marks, and go.
    [name for name, text in DOCUMENTS.items() if not text.startswith(EXPORTED)],
)
def test_the_text_of_a_hostile_document_is_kept(name):
    text = DOCUMENTS[name][:2_000]

    parsed = parse(text.encode(), "a.md")

    assert not faults(text, parsed)
    assert all(len(issue.found) <= LONGEST_QUOTE for issue in parsed.issues)


# --- Encodings ------------------------------------------------------------------------

SENTENCE = "Caf\u00e9 \u2013 5 \u20ac, \u0141\u00f3d\u017a, \u6771\u4eac \u0416"
ENCODINGS = [
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"),
    *("cp1252", "latin-1", "cp437", "cp500", "mac-roman", "koi8-r"),
    *("shift-jis", "big5", "gb18030", "euc-kr"),
]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("cut", [0, 1])
def test_text_in_any_encoding_is_read_right_or_doubted(encoding, cut):
    """The last letter cut in two, as when a copy broke off."""
    content = f"{PAGE}{SENTENCE}".encode(encoding, "ignore")
    letters = SENTENCE.encode(encoding, "ignore").decode(encoding)

    parsed = parse(content[: len(content) - cut], "a.md")

    is_doubted = not {"unreadable", "encoding_guessed"}.isdisjoint(parsed.flags)
    assert is_doubted or letters[:-2] in parsed.draft.sections[-1].whole


@pytest.mark.parametrize(
    "content",
    [b"\xc0\xafetc", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xfe\xff", b"a\xff\xfeb"],
    ids=["too long", "half a pair", "beyond Unicode", "nothing", "mark inside"],
)
def test_what_is_no_utf_8_gives_text_that_can_be_stored_or_none(content):
    parsed = parse(PAGE.encode() + content, "a.md")

    sections = parsed.draft.sections if parsed.draft else ()
    assert "encoding_guessed" in parsed.flags or not sections
    for section in sections:
        assert section.whole.encode()
        assert "\0" not in section.whole


# --- Figures --------------------------------------------------------------------------

FIGURES = [
    *("NaN%", "inf%", "-5%", "101%", "250%", ">100%", "10^400%", "1e400%", "0%"),
    *("1/0", "0/0", "7/3", "-1/10", "5 of 3", "1 in 0", "1 in 10^400", "\u0663\u0660%"),
    *(f"{'9' * 400}%", f"0.{'0' * 400}1%", "1-" * 200 + "%", "20-10%", "10%-NaN"),
]


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("item", ["* **Common ({}):** nausea", "* Nausea ({})"])
def test_figures_that_cannot_be_give_no_frequency_beyond_0_and_1(figure, item):
    parsed = parse(f"{EFFECTS}{item.format(figure)}\n".encode(), "a.md")

    (row,) = parsed.draft.side_effects
    interval = row.frequency.interval
    assert interval is None or 0 <= interval.low <= interval.high <= 1
    assert not faults(f"{EFFECTS}{item.format(figure)}\n", parsed)


# --- Scripts --------------------------------------------------------------------------

SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)",
    "<svg/onload=alert(1)>",
]


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_kept_as_text_and_shown_as_text(script):
    parsed = parse(f"{PAGE}{script}\n".encode(), "a.md")

    body = parsed.draft.sections[-1].body
    html = to_html(body)
    assert script in body
    assert not re.search(r"<(script|img|svg)|href=.?javascript", html, re.IGNORECASE)
