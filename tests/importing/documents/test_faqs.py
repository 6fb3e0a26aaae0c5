import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.importing.documents.draft import SectionText
from monographs.importing.documents.faqs import read_faqs
from monographs.importing.documents.faqs.read import MOST_LINES
from tests.pace import within


def section(text, first=1):
    return SectionText("faqs", "FAQs", text, first=first, heading_line=first - 1)


def pairs(text):
    return [(faq.question, faq.answer) for faq in read_faqs(section(text)).faqs]


SAFE_AND_NOW = [("Is it safe?", "Yes."), ("And at night?", "No.")]

WAYS_OF_ASKING = {
    "labels in bold bullets": "* **Q: Is it safe?** A: Yes.\n* **Q:  And at night?**"
    "  A:  No.\n",
    "bold bullets without labels": "* **Is it safe?** Yes.\n* **And at night?**  No.",
    "answers in the next line": "* **Is it safe?**\n  Yes.\n* **And at night?**\n  No.",
    "answers not indented": "* **Q: Is it safe?**\nA: Yes.\n\n* **Q: And at night?**\n"
    "A: No.",
    "answers as paragraphs of their own": "* **Is it safe?**\n\nYes.\n\n"
    "* **And at night?**\n\nNo.",
    "answers in nested bullets": "* **Q: Is it safe?**\n    * A: Yes.\n"
    "* **Q: And at night?**\n    * **A:** No.",
    "answers in bullets of their own": "* **Q: Is it safe?**\n* **A:** Yes.\n"
    "* **Q: And at night?**\n* A: No.",
    "answers in nested bullets without labels": "* **Is it safe?**\n  * Yes.\n"
    "* **And at night?**\n  * No.",
    "a star without a space": "* **Q: Is it safe?**\n    *A: Yes.\n\n"
    "* **Q: And at night?**\n    *A: No.*",
    "bold paragraphs": "**Q: Is it safe?**\n\nA: Yes.\n\n"
    "**Q: And at night?**\n\nA: No.",
    "bold lines": "**Is it safe?**\nYes.\n**And at night?**\nNo.",
    "labels alone in bold": "**Q:** Is it safe?\n**A:** Yes.\n\n"
    "**Q:** And at night?\n\n**A:** No.",
    "everything in bold": "**Q: Is it safe? A: Yes.**\n\n**Q: And at night? A:** No.",
    "italics": "*Is it safe?* Yes.\n\n_Q: And at night?_ _A:_ No.",
    "plain labels": "Q: Is it safe?\nA: Yes.\nQ: And at night?\nA: No.",
    "all in one line": "Q: Is it safe? A: Yes. Q: And at night? A: No.",
    "numbered labels": "Q1. Is it safe? A1. Yes.\n\nQ2. And at night? A2. No.",
    "spelled labels": "**Question 1:** Is it safe?\n\n**Answer:** Yes.\n\n"
    "**Question 2:** And at night?\n\n**Answer:** No.",
    "a numbered list": "1. **Is it safe?** Yes.\n2. And at night? No.",
    "numbers in bold": "**1. Is it safe?**\nYes.\n\n**2. And at night?**\nNo.",
    "headings": "#### Is it safe?\nYes.\n\n#### And at night?\n\nNo.",
    "plain paragraphs": "Is it safe?\nYes.\n\nAnd at night?\n\nNo.",
    "a colon or dash between": "**Is it safe?**: Yes.\n\n**And at night?** - No.",
    "the question mark behind the bold": "* **Is it safe**? Yes.\n"
    "* **And at night**? No.",
    "wrapped lines": "* **Is it\n  safe?** Yes.\n* **And at\n  night?** No.",
    "typed bullets": "• **Is it safe?** Yes.\n\n• **And at night?** No.",
    "tabs and hard spaces": "*\t**Q:\xa0Is it safe?**\xa0A: Yes.\n"
    "*\t**And at night?**\tNo.",
    "marks of a quotation": "> **Q: Is it safe?** A: Yes.\n\n> **And at night?** No.",
    "a tail of marks": "* **Is it safe?** Yes.\n* **And at night?** No.\n* **",
    "a blank line between": "* **Is it safe?** Yes.\n\n\n* **And at night?** No.",
}


@pytest.mark.parametrize("way", WAYS_OF_ASKING)
def test_questions_are_found_in_every_way_of_asking(way):
    read = read_faqs(section(WAYS_OF_ASKING[way]))

    assert [(faq.question, faq.answer) for faq in read.faqs] == SAFE_AND_NOW
    assert read.rest == ""
    assert read.issues == ()


def test_a_question_knows_the_lines_of_its_answer():
    text = "\n* **Is it safe?** Yes:\n    * at noon\n    * at night\n* **Why?** So.\n"

    faqs = read_faqs(section(text, first=41)).faqs

    assert [(x.lines.first, x.lines.last) for x in faqs] == [(42, 44), (45, 45)]


def test_an_answer_keeps_its_lists_and_paragraphs():
    text = (
        "* **Who should not take it?** People with:\n"
        "    * gout\n"
        "    * asthma\n"
        "\n"
        "    Ask first.\n"
        "* **Why?** So."
    )

    assert pairs(text) == [
        ("Who should not take it?", "People with:\n* gout\n* asthma\n\nAsk first."),
        ("Why?", "So."),
    ]


def test_an_answer_that_is_a_list_keeps_its_marks():
    text = "* **Who should not take it?**\n    * children\n    * drivers\n"

    assert pairs(text) == [("Who should not take it?", "* children\n* drivers")]


def test_an_answer_keeps_its_emphasis():
    text = "* **Q: Is it safe?** A: **No.** Ask *first*.\n* **Why?** **Never.** So."

    assert pairs(text) == [
        ("Is it safe?", "**No.** Ask *first*."),
        ("Why?", "**Never.** So."),
    ]


def test_an_answer_may_begin_with_a_minus():
    assert pairs("* **How cold?** -5 degrees") == [("How cold?", "-5 degrees")]


def test_a_question_inside_an_answer_is_none():
    text = (
        "* **Q: When to stop?** A: Watch for:\n    * **Dizzy?** Sit down.\n    * Pain"
    )

    assert pairs(text) == [
        ("When to stop?", "Watch for:\n* **Dizzy?** Sit down.\n* Pain")
    ]


def test_a_question_without_a_mark_is_found_by_its_words():
    text = "* **Can I drink alcohol** No.\n* **How does it work:** Well."

    assert pairs(text) == [
        ("Can I drink alcohol", "No."),
        ("How does it work:", "Well."),
    ]


def test_names_that_look_like_labels_stay():
    text = "* **Is Q10 with HLA-B*57:01 safe?** Vitamin A: yes."

    assert pairs(text) == [("Is Q10 with HLA-B*57:01 safe?", "Vitamin A: yes.")]


@pytest.mark.parametrize(
    "closing",
    [
        "This information is no advice.",
        "**This information is no advice. Ask.**",
        "**Note:** Not advice.",
        "**In summary:** Be careful.",
        "In conclusion, be careful.",
        "**Otherazole**",
        "**Otherazole:**",
        "#### Otherazole",
        "***\nThe end.",
    ],
)
@pytest.mark.parametrize(
    "questions",
    [
        "* **Q: Is it safe?** A: Yes.\n* **And at night?** No.",
        "**Q: Is it safe?**\n\nA: Yes.\n\n**And at night?**\n\nNo.",
        "* **Is it safe?**\n\nYes.\n\n* **And at night?**\n\nNo.",
    ],
)
def test_what_closes_a_list_is_no_answer(questions, closing):
    read = read_faqs(section(f"{questions}\n\n{closing}\n"))

    assert [(faq.question, faq.answer) for faq in read.faqs] == SAFE_AND_NOW
    assert read.rest == closing.removeprefix("***\n")
    assert [issue.code for issue in read.issues] == ["faqs_text_apart"]


def test_a_closing_line_is_no_answer_even_directly_below_the_list():
    read = read_faqs(section("* **Is it safe?** Yes.\nThis information is no advice."))

    assert read.faqs[0].answer == "Yes."
    assert read.rest == "This information is no advice."


def test_a_wrapped_line_closes_nothing():
    text = (
        "**Is it safe?**\nAsk for all\nthe information that there is.\n\n**Why?** So."
    )

    assert pairs(text)[0][1] == "Ask for all\nthe information that there is."


def test_medicines_between_questions_stay_apart():
    text = (
        "Ask again.\n\n**Examplazole:**\n* **Is it safe?** Yes.\n\n"
        "**Otherazole**\n\n* **And at night?** No.\n"
    )

    read = read_faqs(section(text, first=10))

    assert [faq.question for faq in read.faqs] == ["Is it safe?", "And at night?"]
    assert read.rest == "Ask again.\n\n**Examplazole:**\n\n**Otherazole**"
    assert [issue.line for issue in read.issues] == [10]


def test_a_question_without_an_answer_is_kept_and_named():
    text = "* **Q: Is it safe?**\n* **Q: Why?** A: So.\n"

    read = read_faqs(section(text, first=5))

    assert [(x.question, x.answer) for x in read.faqs] == [
        ("Is it safe?", ""),
        ("Why?", "So."),
    ]
    assert [(x.code, x.line) for x in read.issues] == [("faq_without_answer", 5)]


def test_a_repeated_question_is_named():
    read = read_faqs(section("* **Why?** So.\n* **why?** Thus."))

    assert [(x.code, x.line) for x in read.issues] == [("faq_repeated", 2)]


def test_advice_in_bold_is_no_question():
    text = "* **Do not drive:** Never.\n* **Storage:** Keep cool."

    read = read_faqs(section(text, first=5))

    assert read.faqs == ()
    assert read.rest == text
    assert [(x.code, x.line) for x in read.issues] == [("faqs_without_question", 4)]


def test_a_table_stays_as_it_is():
    text = "| Asked | Answered |\n| --- | --- |\n| Is it safe? | Yes |"

    assert read_faqs(section(text)).rest == text


def test_a_text_too_long_to_be_a_section_is_kept_and_named():
    text = "* **Why?** So.\n" * MOST_LINES

    read = read_faqs(section(text))

    assert read.rest == text.strip()
    assert [issue.code for issue in read.issues] == ["faqs_too_long"]


PIECES = st.sampled_from(
    ["Q:", "A:", "Q1.", "Question 2:", "Answer:", "**", "*", "_", "***", "* ", "- "]
    + ["1. ", "12) ", "    ", "\t", "\n", "\n\n", "\n* ", "\n    * ", "# ", "#### "]
    + ["?", "? ", "** ", ".", ": ", "(", ")", "> ", "---", "|", "\\", "<br>", "\xa0"]
    + ["Is it safe", "Can I", "dose", "A", "q", "Note", "This information", "x*y", "5"]
    + ["&nbsp;", "[1]: z", "```\n", "•", "\r", "\x0b", "\u2028", "\0", "é", "一"]
)
DOCUMENTS = st.lists(PIECES, max_size=60).map("".join)
LABEL = re.compile(r"(?:q|question|ques|faq|a|ans|answer)?\d{0,3}|br")


def words(text):
    return re.findall(r"[^\W_]+", text.casefold())


def is_in_order(part, whole):
    remaining = iter(whole)
    return all(word in remaining for word in part)


@given(DOCUMENTS)
def test_no_word_is_lost_or_invented_or_moved(text):
    read = read_faqs(section(text))

    source = words(text)
    asked = [w for x in read.faqs for w in words(x.question) + words(x.answer)]
    lost = Counter(source) - Counter(asked) - Counter(words(read.rest))
    invented = Counter(asked) + Counter(words(read.rest)) - Counter(source)
    assert not invented
    assert all(LABEL.fullmatch(word) for word in lost)
    assert is_in_order(asked, source)
    assert is_in_order(words(read.rest), source)


@given(DOCUMENTS)
def test_lines_are_in_the_text_and_in_order(text):
    faqs = read_faqs(section(text, first=7)).faqs

    last_line = 7 + text.count("\n")
    firsts = [faq.lines.first for faq in faqs]
    assert all(7 <= x.lines.first <= x.lines.last <= last_line for x in faqs)
    assert firsts == sorted(firsts)


@pytest.mark.parametrize(
    "piece",
    ["Q: a? A: b ", "**Q: a? **", "**", "*a ", "? ", "[", "\n", "> ", "a\n", "* a?\n"]
    + ["**Q: a\n", "* **Q: a?** A: b\n", " " * 300 + "* x\n", "\t", "**a?", "_", "A:"],
)
def test_two_megabytes_take_about_a_second(piece):
    text = piece * (2_000_000 // len(piece))

    with within(3):
        read_faqs(section(text))
