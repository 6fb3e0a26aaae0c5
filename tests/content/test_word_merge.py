"""One text out of two that grew from the same one."""

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from monographs.content.word_merge import MOST_EDITS, merge_words
from tests.pace import within

BASE = "Take one tablet with water.\n\nDo not lie down for 30 minutes after it."

# Few words, so that they repeat and lie in each other's way.
TEXT = st.lists(
    st.sampled_from(["a", "b", "c.", " d", "\n\ne", "2.5", "–"]), max_size=12
).map(" ".join)


@pytest.mark.parametrize(
    ("theirs", "mine", "merged"),
    [
        pytest.param(
            BASE.replace("one tablet", "two tablets"),
            BASE.replace("30 minutes", "an hour"),
            BASE.replace("one tablet", "two tablets").replace("30 minutes", "an hour"),
            id="two changes",
        ),
        pytest.param(
            f"{BASE} Theirs.",
            f"Mine. {BASE}",
            f"Mine. {BASE} Theirs.",
            id="an addition at each end",
        ),
        pytest.param(
            BASE.replace("\n\nDo", "\nDo"),
            BASE.replace("one", "half a"),
            BASE.replace("\n\nDo", "\nDo").replace("one", "half a"),
            id="only a line break",
        ),
        pytest.param(
            BASE.replace(" with water.", ""),
            f"{BASE} Ask a nurse.",
            f"{BASE} Ask a nurse.".replace(" with water.", ""),
            id="left out on one side",
        ),
        pytest.param(
            f"{BASE} Both say so.",
            f"{BASE} Both say so.",
            f"{BASE} Both say so.",
            id="the same on both sides",
        ),
        pytest.param("", BASE, "", id="emptied on one side"),
    ],
)
def test_changes_that_keep_apart_are_both_in(theirs, mine, merged):
    assert merge_words(BASE, theirs, mine) == merged


@pytest.mark.parametrize(
    ("base", "theirs", "mine"),
    [
        pytest.param("one tablet", "two tablet", "six tablet", id="the same word"),
        pytest.param(
            "one tablet a day", "two tablet a day", "one pill a day", id="neighbours"
        ),
        pytest.param("a day", "a day or two", "a day or more", id="added at one place"),
        pytest.param(BASE, "", BASE.replace("one", "two"), id="changed and left out"),
        pytest.param("2.5 mg", "3.5 mg", "2.7 mg", id="halves of a figure"),
        pytest.param("5–10 mg", "6–10 mg", "5–12 mg", id="halves of a range"),
        pytest.param("", "Theirs.", "Mine.", id="both new"),
    ],
)
def test_changes_that_overlap_or_touch_are_not_merged(base, theirs, mine):
    assert merge_words(base, theirs, mine) is None


@given(base=TEXT, side=TEXT)
def test_a_change_on_one_side_only_is_taken_as_it_is(base, side):
    assert merge_words(base, base, side) == side
    assert merge_words(base, side, base) == side


@given(base=TEXT, side=TEXT)
def test_the_same_change_on_both_sides_is_taken_once(base, side):
    assert merge_words(base, side, side) == side


@given(base=TEXT, theirs=TEXT, mine=TEXT)
def test_it_does_not_matter_who_is_who(base, theirs, mine):
    assert merge_words(base, theirs, mine) == merge_words(base, mine, theirs)


@given(base=TEXT, theirs=TEXT, mine=TEXT)
def test_no_word_that_anybody_added_is_lost(base, theirs, mine):
    merged = merge_words(base, theirs, mine)
    assume(merged is not None)

    words = Counter(merged.split())
    for side in (theirs, mine):
        added = Counter(side.split()) - Counter(base.split())
        assert added <= words


@given(base=TEXT, theirs=TEXT, mine=TEXT)
def test_no_word_is_made_up(base, theirs, mine):
    merged = merge_words(base, theirs, mine)
    assume(merged is not None)

    assert set(merged.split()) <= {*base.split(), *theirs.split(), *mine.split()}


@given(data=st.data(), length=st.integers(3, 30))
def test_changes_with_an_unchanged_word_between_always_merge(data, length):
    """Each word once, so that there is only one way to see what changed."""
    base = [f"w{number}" for number in range(length)]
    places = sorted(
        data.draw(st.sets(st.integers(0, length - 1), min_size=2, max_size=8))
    )
    theirs, mine, both = list(base), list(base), list(base)
    last = (-2, None)
    for number, place in enumerate(places):
        owner = data.draw(st.sampled_from([theirs, mine]))
        if place == last[0] + 1 and owner is not last[1]:
            continue
        owner[place] = both[place] = f"new{number} more{number}"
        last = (place, owner)

    merged = merge_words(" ".join(base), " ".join(theirs), " ".join(mine))

    assert merged == " ".join(both)


def test_texts_without_likeness_are_given_up_at_once():
    texts = [
        " ".join(f"{start}{number % 50}" for number in range(10_000)) for start in "abc"
    ]

    with within(5):
        merged = merge_words(*texts)

    assert merged is None


def test_a_long_text_with_few_changes_is_merged():
    base = " ".join(f"word{number % 700}" for number in range(10_000))
    theirs, mine = f"{base} theirs", base.replace("word5 ", "mine ", MOST_EDITS // 40)

    assert merge_words(base, theirs, mine) == f"{mine} theirs"


def test_a_text_beyond_measure_is_not_tried():
    assert merge_words("a " * 60_000, "b", "c") is None
