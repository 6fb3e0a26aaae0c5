"""What nobody sees is named, and what belongs to a script or an emoji is left alone."""

import unicodedata
from dataclasses import replace
from uuid import UUID

import pytest

from monographs.content import Document, DocumentSection
from monographs.visible_text import (
    hidden_signs,
    is_blank,
    joining_signs,
    one_line,
    visible_content,
    visible_text,
)

TAGS = "".join(chr(0xE0000 + ord(letter)) for letter in "earns by it")
OTHERS = (
    "\xad\u034f\u115f\u1160\u17b4\u180e\u2028\u2029\u2064\u2065\u2800\u3164\ufeff\uffa0"
)


def test_every_sign_without_a_look_is_named():
    signs = (
        chr(number)
        for number in range(0x110000)
        if unicodedata.category(chr(number)) in ("Cc", "Cf")
    )

    unnamed = [sign for sign in signs if visible_text(sign) == sign]

    assert unnamed == ["\t", "\n"]


@pytest.mark.parametrize("sign", OTHERS)
def test_so_is_what_is_drawn_as_nothing(sign):
    assert visible_text(f"1{sign}0 mg") == f"1[U+{ord(sign):04X}]0 mg"
    assert hidden_signs(f"1{sign}0 mg") == [f"[U+{ord(sign):04X}]"]


def test_a_name_with_a_message_behind_it_is_shown_whole():
    shown = visible_text(f"Dr Test{TAGS}")

    assert shown.startswith("Dr Test[U+E0065][U+E0061]")
    assert shown.isascii()


def test_letters_cannot_carry_marks_of_variants():
    assert hidden_signs("D\ufe01r\ufe05 \U000e0101") == [
        "[U+FE01]",
        "[U+FE05]",
        "[U+E0101]",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f469\u200d\u2695\ufe0f takes it",
        "\u2764\ufe0f\u200d\U0001f525",
        "1\ufe0f\u20e3 a day",
        "\u845b\U000e0100",
        "≥ 5 % é ß",
        "one\ttwo\nthree",
    ],
)
def test_what_belongs_to_the_sign_before_it_stays(text):
    assert visible_text(text) == text
    assert not hidden_signs(text)
    assert not joining_signs(text)


@pytest.mark.parametrize(
    "text", ["\u0645\u06cc\u200c\u062e\u0648", "\u0915\u094d\u200d\u0937", "co\xadop"]
)
def test_signs_that_join_letters_are_named_and_may_stand(text):
    [name] = joining_signs(text)

    assert name in visible_text(text)
    assert not hidden_signs(text)


@pytest.mark.parametrize(
    "text", ["a\u200db", "\u200c\u0645", "\xad", "5\xad1", "a\xad"]
)
def test_elsewhere_nothing_needs_them(text):
    assert hidden_signs(text)
    assert not joining_signs(text)


def test_a_reference_of_markdown_hides_nothing():
    assert hidden_signs("Take &#x202e;5&#8203; &zwnj;mg &amp; more") == [
        "[U+202E]",
        "[U+200B]",
        "[U+200C]",
    ]


def test_all_of_a_document_is_shown():
    section = DocumentSection(
        key=UUID(int=1), kind="usage", heading="For\u200b", body="x &#xE0041; y"
    )
    document = Document(
        key=UUID(int=2),
        kind="drug",
        title=f"Examplazole{TAGS[0]}",
        slug="examplazole",
        sections=(section,),
    )

    shown = visible_content(document)

    assert shown == replace(
        document,
        title="Examplazole[U+E0065]",
        sections=(replace(section, heading="For[U+200B]", body="x [U+E0041] y"),),
    )


# --- A line such as an author ---------------------------------------------------------


@pytest.mark.parametrize("text", ["", "  ", "\u2800\u3164", "\u200b\xa0", "\n"])
def test_a_line_of_which_nothing_is_seen_says_nothing(text):
    assert is_blank(text)
    assert one_line(text) == ""


def test_a_line_stays_as_it_is():
    assert one_line(" Dr. Ex\u0101mple, M.D. ") == "Dr. Ex\u0101mple, M.D."


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a\nb", "one line"),
        ("a\u2028b", "one line"),
        ("a\x85b", "one line"),
        ("Dr\x1b[31m", r"\[U\+001B\]"),
        ("Dr\x01", r"\[U\+0001\]"),
        ("Dr \u202etset", r"\[U\+202E\]"),
        (f"Dr{TAGS}", r"\[U\+E0065\]"),
    ],
)
def test_other_lines_are_refused_in_words(text, reason):
    with pytest.raises(ValueError, match=reason):
        one_line(text)
