import random
import re
import time
from collections import Counter
from html import unescape
from itertools import chain

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monographs.importing.documents import parse
from monographs.importing.documents.blocks import MOST_LINES, words_of
from monographs.importing.documents.duplicate_titles import TitlesSeen

PAGE = """---
title: Foozole + Barzole
nav_exclude: true
---

# Foozole + Barzole

**Generic Name:** Foozole + Barzole

**Usage:** For pain of many kinds, in adults and in older children, and for nothing
else at all.

**Side Effects:**

* **Common:** nausea, headache
* **Rare but serious:** liver damage

**How it Works:** By magic.

**FAQs:**

* **Q: Is it safe?** A: Ask your doctor.

**Disclaimer:** This is no advice.

**Note:** This information is AI-generated.
"""


def parsed(text, path="f/foozole-barzole.md"):
    return parse(text.encode(), path)


def test_a_page_becomes_a_draft():
    found = parsed(PAGE)
    draft = found.draft

    assert (found.status, found.flags, found.dialect) == ("imported", (), "labelled")
    assert (draft.title, draft.is_listed) == ("Foozole + Barzole", False)
    assert draft.generic_name == "Foozole + Barzole"
    assert [part.name for part in draft.components] == ["Foozole", "Barzole"]
    assert [(s.kind, s.lines.first, s.lines.last) for s in draft.sections] == [
        ("generic_name", 8, 8),
        ("usage", 10, 11),
        ("side_effects", 13, 16),
        ("how_it_works", 18, 18),
        ("faqs", 20, 22),
        ("disclaimer", 24, 24),
        ("note", 26, 26),
    ]
    assert [row.name.lower() for row in draft.side_effects] == [
        "nausea",
        "headache",
        "liver damage",
    ]
    assert [(q.question, q.lines.first) for q in draft.faqs] == [("Is it safe?", 22)]


def test_what_rows_took_is_gone_from_the_body_and_kept_in_the_whole():
    effects, questions = (
        next(s for s in parsed(PAGE).draft.sections if s.kind == kind)
        for kind in ("side_effects", "faqs")
    )

    assert words_of(effects.body) == words_of(questions.body) == []
    assert "nausea, headache" in effects.whole
    assert "Ask your doctor." in questions.whole


def test_hints_alone_do_not_flag_a_document():
    found = parsed(PAGE)

    assert {issue.severity for issue in found.issues} == {"hint"}
    assert found.status == "imported"


def test_every_line_end_gives_the_same_draft():
    assert parsed(PAGE.replace("\n", "\r\n")) == parsed(PAGE)


def test_issues_stand_in_the_order_of_their_lines():
    lines = [issue.line for issue in parsed(PAGE.replace("Note", "\u202eNote")).issues]

    assert lines == sorted(lines)


def test_a_title_that_an_earlier_document_had_is_flagged():
    seen = TitlesSeen()
    paths = ["a/foozole-barzole.md", "b/barzole-foozole.md"]

    found = [seen.flagged(parsed(PAGE, path)) for path in paths]

    assert [one.flags for one in found] == [(), ("duplicate_title",)]
    assert "a/foozole-barzole.md" in {issue.found for issue in found[1].issues}


def test_a_text_of_too_many_lines_is_kept_whole():
    text = "### Usage\na\n" * (MOST_LINES // 2) + "b"

    found = parsed(text)

    assert [(s.kind, s.whole) for s in found.draft.sections] == [("other", text)]
    assert "too_long" in found.flags


# --- Nothing lost, whatever comes -----------------------------------------------------

KIND_NAMES = ["Generic Name", "Usage", "Dosage", "Side Effects", "How it Works", "FAQs"]
PIECES = [
    *(
        "* **Common:** nausea, rash (mild).",
        "* Headache (10%)",
        "    * Fever",
        "1. One",
    ),
    *(
        "* **Q: Is it safe?** A: Yes.",
        "**Is it?**",
        "A: No.",
        "Q: When?",
        "- **Liver:**",
    ),
    *("**Disclaimer:** No advice.", "*This information is no medical advice.*"),
    *("**Note:** AI-generated.", "**Foozole:**", "### Barzole", "#### Adults", "---"),
    *("Rare but serious effects include seizures and coma.", "> quoted", "| a | b |"),
    *("```", "* **", "**", "#", "===", "Word\N{NO-BREAK SPACE}word", "\tdeep", "&amp;"),
]


def _marked(name):
    return st.sampled_from(
        [f"### {name}", f"**{name}:** text", f"{name}: text", f"* **{name}:** text"]
    )


LINES = st.one_of(
    st.sampled_from(PIECES),
    st.sampled_from(KIND_NAMES).flatmap(_marked),
    st.just(""),
    # Marks within a word go; so "A`0" would come out as "A0".
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf"], exclude_characters="`*_"),
        max_size=40,
    ),
)
TEXTS = st.lists(LINES, max_size=40).map("\n".join)


# The number of a list's item is a mark, and a section's rows have none.
NUMBER = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)


def words_in_order(draft):
    return [
        word
        for section in draft.sections
        for word in words_of(f"{section.heading} {section.whole}")
    ]


def words_in_fields(draft):
    texts = chain(
        chain.from_iterable((s.heading, s.body) for s in draft.sections),
        chain.from_iterable(
            (row.wording, row.frequency.phrase, row.group, row.scope_name)
            for row in draft.side_effects
        ),
        chain.from_iterable((q.question, q.answer) for q in draft.faqs),
    )
    return Counter(word for text in texts for word in words_of(unescape(text)))


def below_a_title(text):
    return f"---\ntitle: Zyxol + Yxol\n---\n\n# Zyxol + Yxol\n{text}"


@given(TEXTS)
@example("* **Side Effects:** text\n* **Usage:** text\n* **FAQs:** text")
@example("**Foozole:**\n### Usage\n**Disclaimer:** x\n### FAQs\n*")
def test_every_word_stands_in_a_section_in_the_sources_order(text):
    draft = parsed(below_a_title(text)).draft

    assert words_in_order(draft) == words_of(text)


@given(TEXTS)
def test_every_word_stands_in_some_field(text):
    draft = parsed(below_a_title(text)).draft

    words = words_of(unescape(NUMBER.sub("", text)))
    missing = Counter(words) - words_in_fields(draft)
    # The labels "Q:" and "A:" are marks.
    assert set(missing) <= {"q", "a"}


@given(st.binary(max_size=400), st.text(max_size=20))
def test_no_bytes_raise_an_exception(content, path):
    assert parse(content, path).path == path


@given(TEXTS)
def test_sections_name_the_lines_that_hold_their_words(text):
    source = below_a_title(text)

    for section in parsed(source).draft.sections:
        lines = source.split("\n")[section.lines.first - 1 : section.lines.last]
        assert not Counter(words_of(section.whole)) - Counter(
            words_of("\n".join(lines))
        )


# --- Linear time ----------------------------------------------------------------------

HOSTILE = {
    "items": "* a\n",
    "labels": "**Usage:** a\n",
    "headings": "### Usage\n",
    "notes": "Note: a\n",
    "names": "**Foozole:**\n\n",
    "stars": "*",
    "brackets": "[(<",
    "spaces": " ",
    "colons": ":",
    "fences": "```\n\n",
    "rules": "a\n-\n",
    "random": "".join(random.Random(3).choices("*_#:-` \n()ab1.>|[", k=5_000)),
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_twice_the_text_takes_no_more_than_thrice_the_time(piece):
    def seconds(size):
        content = below_a_title(piece * (size // len(piece))).encode()
        times = []
        for _ in range(3):
            started = time.process_time()
            parse(content, "f/foozole.md")
            times.append(time.process_time() - started)
        return min(times)

    assert seconds(60_000) < 3 * seconds(30_000) + 0.05
