"""Who is who in two lists."""

from hypothesis import given
from hypothesis import strategies as st

from monographs.content.pairing import pair_up

WORDS = st.lists(st.sampled_from(["Nausea", "nausea", "Rash", "RASH", "Cough"]))


def exactly(word):
    return word


def loosely(word):
    return word.casefold()


def test_the_stricter_name_comes_first():
    partner = pair_up(["Rash", "RASH"], ["RASH", "rash"], exactly, loosely)

    assert partner == {0: 1, 1: 0}


def test_of_two_with_one_name_the_first_is_the_first():
    assert pair_up(["a", "a"], ["a", "a", "a"], exactly) == {0: 0, 1: 1}


def test_what_has_no_name_has_no_partner():
    assert pair_up(["a"], ["a"], lambda word: None) == {}


@given(WORDS, WORDS)
def test_nobody_has_two_partners(old, new):
    partner = pair_up(old, new, exactly, loosely)

    assert len(set(partner.values())) == len(partner)
    assert all(old[o].casefold() == new[n].casefold() for n, o in partner.items())
