import codecs

import pytest

from monographs.importing.documents import parse
from monographs.importing.documents.decoding import (
    LARGEST_DOCUMENT,
    decode,
    without_disguises,
)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("Café 5–10 mg".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "Café 5–10 mg".encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + "Café 5–10 mg".encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + "Café 5–10 mg".encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_marked_and_strict_encodings_are_read_without_an_issue(content, encoding):
    decoded = decode(content)

    assert (decoded.text, decoded.encoding) == ("Café 5–10 mg", encoding)
    assert not decoded.issues


def test_windows_1252_is_read_with_a_warning():
    decoded = decode("Café 5–10 mg".encode("windows-1252"))

    assert decoded.text == "Café 5–10 mg"
    assert [issue.code for issue in decoded.issues] == ["encoding_guessed"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_as_one_line(end):
    decoded = decode(end.join(["first", "", "third"]).encode())

    assert decoded.text == "first\n\nthird"


@pytest.mark.parametrize(
    "content",
    [
        b"fits \x81 nothing",
        b"one\ntwo\0",
        codecs.BOM_UTF16_LE + b"odd",
        "thirty-two bits".encode("utf-32"),
        b"a" * (LARGEST_DOCUMENT + 1),
    ],
    ids=["no encoding", "NUL", "half a character", "UTF-32", "one byte too large"],
)
def test_what_is_no_text_is_refused(content):
    parsed = parse(content, "e/examplazole.md")

    assert parsed.draft is None
    assert (parsed.status, parsed.flags) == ("rejected", ("unreadable",))


def test_the_largest_document_is_read():
    decoded = decode(b"a" * LARGEST_DOCUMENT)

    assert decoded.text is not None


def test_the_line_of_a_nul_byte_is_named():
    decoded = decode(b"one\r\ntwo\r\nthr\0ee")

    assert decoded.issues[0].line == 3


def test_characters_that_reorder_text_are_left_out_and_named():
    text, issues = without_disguises("Take\n5 \u202egm 01\u202c now")

    assert text == "Take\n5 gm 01 now"
    assert [(issue.code, issue.line) for issue in issues] == [
        ("bidirectional_control", 2)
    ]


def test_characters_without_width_are_left_out_and_named():
    hidden = "\U000e0041\U000e0042\u200b\u202e"

    text, issues = without_disguises(f"One\nDr{hidden} Test\n\ufeff")

    assert text == "One\nDr Test\n"
    assert [(issue.code, issue.line) for issue in issues] == [
        ("invisible_character", 2),
        ("bidirectional_control", 2),
        ("invisible_character", 3),
    ]


def test_what_may_stand_for_a_dash_or_a_space_is_kept_and_named():
    text, issues = without_disguises("5\x9610\u2800mg")

    assert text == "5\x9610\u2800mg"
    [issue] = issues
    assert (issue.code, issue.line) == ("invisible_character", 1)
    assert "kept" in issue.message


def test_letters_that_are_joined_stay_joined():
    text = "\u0645\u06cc\u200c\u062e\u0648 co\xadop"

    assert without_disguises(text) == (text, [])
