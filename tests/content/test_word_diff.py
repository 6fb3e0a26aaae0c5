"""Marked words: exact, and never slow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.content.word_diff import MOST_WORDS, diff_words
from tests.pace import within

WORDS = st.lists(st.sampled_from(["take", "one", "two", ",", "pills", "\n"]))


def without_space(text):
    return "".join(text.split())


def test_only_the_words_that_differ_are_marked():
    pieces = diff_words("Take one tablet daily.", "Take two tablets daily.")

    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "Take "),
        ("removed", "one tablet"),
        ("same", " "),
        ("added", "two tablets"),
        ("same", " daily."),
    ]


def test_space_alone_is_no_difference():
    pieces = diff_words("Take it\n\nwith food.", "Take it with food.")

    assert [piece.kind for piece in pieces] == ["same"]


@given(WORDS, WORDS)
def test_no_mark_begins_or_ends_with_space(old, new):
    pieces = diff_words(" ".join(old), " ".join(new))

    marked = [piece.text for piece in pieces if piece.kind != "same"]
    assert [text for text in marked if text.strip()] == [
        text.strip() for text in marked if text.strip()
    ]


@given(WORDS, WORDS)
def test_both_texts_can_be_read_from_the_pieces(old, new):
    old, new = " ".join(old), " ".join(new)

    pieces = diff_words(old, new)

    kept = "".join(piece.text for piece in pieces if piece.kind != "added")
    assert without_space(kept) == without_space(old)
    shown = "".join(piece.text for piece in pieces if piece.kind != "removed")
    assert without_space(shown) == without_space(new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a " * MOST_WORDS, "b " * MOST_WORDS),
        ("x " * MOST_WORDS, "x y " * (MOST_WORDS // 2)),
        ("a b " * (MOST_WORDS // 2), "b a a " * (MOST_WORDS // 3)),
        ("a " * 1_000_000, "b " * 1_000_000),
        ("w" * 2_000_000, "v" * 2_000_000),
        (" ".join(map(str, range(5_000))), " ".join(map(str, range(5_000, 0, -1)))),
    ],
    ids=["other", "every second", "shuffled", "huge", "one word", "backwards"],
)
def test_two_unlike_texts_are_left_unmarked_within_a_second(old, new):
    with within(1):
        assert diff_words(old, new) is None


def test_one_word_in_a_long_text_is_found():
    old = "word " * 15_000
    new = old[:40_000] + "other " + old[40_000:]

    pieces = diff_words(old, new)

    assert [piece.text for piece in pieces if piece.kind == "added"] == ["other"]
