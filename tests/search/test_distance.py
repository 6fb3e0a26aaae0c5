"""How many slips two words are apart."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.search.distance import distance


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [
        ("samplidone", "samplidone", 0),
        ("samplidone", "smaplidone", 1),
        ("samplidone", "samplidon", 1),
        ("samplidone", "sampliddone", 1),
        ("samplidone", "sampledone", 1),
        ("samplidone", "sempledone", 2),
        ("", "ab", 2),
        ("ab", "ba", 1),
    ],
)
def test_each_slip_counts_once(first, second, steps):
    assert distance(first, second, most=3) == steps
    assert distance(second, first, most=3) == steps


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_it_is_what_counting_plainly_gives(first, second):
    assert distance(first, second, most=9) == plainly(first, second)


@cache
def plainly(first, second):
    if not first or not second:
        return len(first) + len(second)
    ways = [
        plainly(first[1:], second) + 1,
        plainly(first, second[1:]) + 1,
        plainly(first[1:], second[1:]) + (first[0] != second[0]),
    ]
    if first[:2] == second[1::-1]:
        ways.append(plainly(first[2:], second[2:]) + 1)
    return min(ways)


def test_far_words_are_only_told_to_be_far():
    assert distance("samplidone", "examplazole", most=2) == 3
    assert distance("a", "abcdef", most=2) == 3
