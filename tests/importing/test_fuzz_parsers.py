"""Documents nobody would write: never an exception, never lost text.

PARSER_EXAMPLES sets how many of each kind are tried. 200,000 in all:

    PARSER_EXAMPLES=40000 python -m pytest tests/importing/test_fuzz_parsers.py
"""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monographs.importing.documents import parse
from monographs.importing.documents.draft import Status
from tests.importing.kept_words import faults

EXAMPLES = int(os.environ.get("PARSER_EXAMPLES", "200"))

NAMES = ["Generic Name", "Usage", "Dosage", "Side Effects", "How it Works"] + [
    "Precautions",
    "FAQs",
    "Disclaimer",
    "Note",
    "Interactions",
]
HEADINGS = [
    "### {}",
    "## {}:",
    "### {} (Examplazole)",
    "### Examplazole {}",
    "# {}",
] + [
    "### {}: at once",
    "#### {}",
    "###{}",
    "{}\n---",
]
LABELS = ["**{}:** ", "**{}**: ", "**{}**", "**{}: ", "{}: ", "__{}:__ ", "*{}:* "] + [
    "1. **{}:** ",
    "* **{}:** ",
    "**{} (Examplazole):** ",
]
TEXTS = st.sampled_from(
    ["Examplazole calms.", "**Note:** ask a doctor.", "I cannot provide advice."]
    + ["Common side effects (>10%) include:", "Rare (<1%) but serious effects:"]
    + ["Less common (1–10 %): a rash, dizziness (mild, brief), and gas."]
    + ["These may include nausea, vomiting, and swelling of the face, lips, or tongue."]
    + ["Some are rare. These include:", "**Serious:** collapse. Seek help.", "5-10 mg"]
    + ["**Examplazole**", "**Otherazole:**", "This information is no medical advice."]
    + ["Q: Why?\nA: So.", "**Q: Is it?** A: Yes", "**Why?**", "A: No.", "Why not?"]
    + ["| a | b | c |\n|---|---|---|\n| d | e [1] | f |", "x\ty\tz\n1\t2 [3]\t3"]
    + ["References\n1. One https://a.example/b\n2. Two", "---", "***", "```\n# a\n```"]
    + [
        "a\nb",
        "> quoted\n> * more",
        "",
        "H2O <sub>2</sub> &gt; &nbsp;&amp;",
        "The dose",
    ]
)
ITEMS = st.sampled_from(
    [
        "Nausea",
        "Nausea (common cold)",
        "Headache (12%)",
        "Vomiting (rare)",
        "gas or pain",
    ]
    + ["**Nausea:** often passes", "**Common:** a, b, (c, d), and e.", "**Why?** So."]
    + ["**Nervous System:** tremor, fits", "*Oral:* thirst", "**Q: Is it?** A: Yes."]
    + ["Rash. Seek help.", "Serious: death", "**", "", "1 in 10 people", "up to 5 %"]
    + ["**Q: Who?**\n    * A: All", "Frequency not known: itch", "polyuria (frequent)"]
)
MARKS = st.sampled_from(["* ", "- ", "+ ", "1. ", "2) ", "    * ", "  - ", "*\t", "• "])
LISTS = st.lists(st.builds("{}{}".format, MARKS, ITEMS), min_size=1, max_size=6)
BLOCKS = TEXTS | LISTS.map("\n".join)
# Put anywhere, also into the middle of a mark.
BLOWS = st.sampled_from(
    [
        "**",
        "*",
        "_",
        "`",
        "```\n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "> ",
        ">> > ",
        "    ",
        "\t",
    ]
    + ["\xa0", "\u200b", "\u202e", "\u2066", "\ufeff", "\x0b", "\x0c", "\u2028", "\x85"]
    + [
        "–",
        "—",
        "−",
        "&gt;",
        "&#42;",
        "&nbsp;",
        "&",
        "<b>",
        "</sub>",
        "<!--",
        "[",
        "](",
    ]
    + [
        "[a]: b\n",
        "\\",
        "|",
        "\n---\n",
        "\n===\n",
        "# ",
        "\n### ",
        ":",
        "?",
        "(",
        "%",
        "é",
    ]
    + ["𝔘", "e\u0301", "\ud7ff", "* **", "Q:", " A: ", "Usage:", "\n* * * ", "1.", "，"]
)


def sections(frames):
    framed = st.builds(str.format, st.sampled_from(frames), st.sampled_from(NAMES))
    body = st.lists(BLOCKS, max_size=4).map("\n\n".join)
    glue = st.sampled_from(["\n", "\n\n", " ", ""])
    section = st.builds("{}{}{}".format, framed, glue, body)
    return st.lists(section, max_size=7).map("\n\n".join)


FRONT_MATTER = st.sampled_from(
    ["", "", "---\ntitle: Examplazole\n---\n", "---\ntitle: A + B\nlayout: x\n---\n\n"]
    + [
        "---\ntitle: Examplazole\nnav_exclude: true\n---\n# Examplazole\n",
        "# A\n",
        "\n",
    ]
)
ARTICLE = st.sampled_from(
    ["Two drugs\n\nAuthor: X\n\nFeature\tA\tB\nSleep\tdeep [1]\tnone\n\n"]
    + ["# Two\n\n| Feature | A | B |\n|---|---|---|\n| Sleep | deep [1] |\n\n"]
    + ["Feature\tA\tA\nx\ty\tz\tw [2]\n\nReferences\n\n1. One\n1. Two\n\nContact\n\n"]
)
DOCUMENTS = {
    "headed": st.builds("{}{}".format, FRONT_MATTER, sections(HEADINGS)),
    "labelled": st.builds("{}{}".format, FRONT_MATTER, sections(LABELS)),
    "mixed": st.builds("{}{}".format, FRONT_MATTER, sections(HEADINGS + LABELS)),
    "comparison": st.builds("{}{}".format, ARTICLE, sections(["{}\n", "## {}\n"])),
    "soup": st.lists(BLOWS | TEXTS | ITEMS | MARKS, max_size=60).map("".join),
}


@st.composite
def battered(draw, documents):
    """A document with things put into it, perhaps cut off, and other line ends."""
    text = draw(documents)
    for place, blow in draw(
        st.lists(st.tuples(st.integers(0, 5_000), BLOWS), max_size=6)
    ):
        place %= len(text) + 1
        text = text[:place] + blow + text[place:]
    if draw(st.integers(0, 3)) == 0:
        text = text[: draw(st.integers(0, len(text)))]
    return text


ENCODINGS = st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16"])
LINE_ENDS = st.sampled_from(["\n", "\n", "\r\n", "\r"])


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_no_document_breaks_the_parsers_or_loses_its_words(kind):
    @settings(
        max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None
    )
    @given(battered(DOCUMENTS[kind]), ENCODINGS, LINE_ENDS)
    def check(text, encoding, line_end):
        text = text.replace("\n", line_end)

        parsed = parse(text.encode(encoding), "e/examplazole.md")

        assert parsed.draft is not None
        assert faults(plain(text), parsed) == {}

    check()


def plain(text):
    """As the parsers read it: one kind of line end, no characters that turn text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(x for x in text if x not in "\u200b\u202e\u2066\ufeff")


@pytest.mark.parametrize("text", ["", "\n", "---\n---", "---\ntitle: A\n---", "# A"])
def test_a_document_without_text_is_refused(text):
    parsed = parse(text.encode(), "e/examplazole.md")

    assert parsed.status is Status.REJECTED
    assert parsed.draft.sections == ()


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_parsers(content):
    parsed = parse(content, "e/examplazole.md")

    assert parsed.draft is not None or parsed.status is Status.REJECTED
