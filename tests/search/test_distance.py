"""How many slips two words are apart."""

import pytest

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


def test_far_words_are_only_told_to_be_far():
    assert distance("samplidone", "examplazole", most=2) == 3
    assert distance("a", "abcdef", most=2) == 3
