"""Frequencies told of the same number of people."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.frequency import (
    BAND_INTERVALS,
    Band,
    Basis,
    Frequency,
    Interval,
    in_people,
    read,
    shared_denominator,
)


def frequency(phrase):
    return read(phrase).frequency


def told(phrase, whole=10_000):
    return in_people(frequency(phrase), whole).text


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("> 10%", "more than 1,000 in 10,000"),
        (">= 10%", "at least 1,000 in 10,000"),
        ("1-10%", "100 to 1,000 in 10,000"),
        ("< 1%", "fewer than 100 in 10,000"),
        ("<= 10%", "1,000 or fewer in 10,000"),
        ("5%", "500 in 10,000"),
        ("about 5%", "about 500 in 10,000"),
        ("0.1-5%", "10 to 500 in 10,000"),
        # No number of people is cut in pieces: the ends move outwards.
        ("3 of 47", "638 to 639 in 10,000"),
        ("1 in 100,000", "fewer than 1 in 10,000"),
    ],
)
def test_ends_are_numbers_of_the_same_people(phrase, expected):
    assert told(phrase) == expected


def test_the_smallest_denominator_that_holds_all_ends_is_shared():
    often, seldom = frequency("> 10%"), frequency("0.05%")

    assert shared_denominator([often, frequency("1-10%")]) == 100
    assert shared_denominator([often, frequency("0.1-1%")]) == 1_000
    assert shared_denominator([often, seldom]) == 10_000
    assert shared_denominator([often, frequency("3 of 47")]) == 10_000
    assert shared_denominator([often, frequency("1 in 1,000,000")]) == 10_000
    assert shared_denominator([Frequency(word="rare", phrase="rare")]) == 100


def test_what_was_moved_is_not_called_exact():
    assert in_people(frequency("1-10%"), 10_000).is_exact
    assert not in_people(frequency("3 of 47"), 10_000).is_exact
    assert not in_people(frequency("1 in 100,000"), 10_000).is_exact


@pytest.mark.parametrize("phrase", ["common", "frequency not known", "", "150%"])
def test_no_figure_is_made_of_words(phrase):
    assert in_people(frequency(phrase), 10_000) is None


@pytest.mark.parametrize("band", BAND_INTERVALS)
def test_each_band_is_told_by_its_ends(band):
    text = in_people(Frequency(interval=BAND_INTERVALS[band]), 10_000).text

    assert (
        text
        == {
            Band.VERY_COMMON: "at least 1,000 in 10,000",
            Band.COMMON: "100 to 1,000 in 10,000",
            Band.UNCOMMON: "10 to 100 in 10,000",
            Band.RARE: "1 to 10 in 10,000",
            Band.VERY_RARE: "fewer than 1 in 10,000",
        }[band]
    )


def test_a_figure_that_is_not_separated_from_reports_says_so():
    mixed = Frequency(basis=Basis.MIXED, phrase="<1%, post-marketing, case reports")

    assert in_people(mixed, 1_000).text == (
        "fewer than 10 in 1,000, or known only from reports; not separated"
    )


def test_the_rate_on_placebo_has_the_same_denominator():
    against = Frequency(
        interval=frequency("5%").interval, comparator=Fraction(1, 50), phrase="5%"
    )

    assert shared_denominator([against]) == 100
    assert in_people(against, 1_000).text == (
        "50 in 1,000, compared with 20 in 1,000 on placebo"
    )


def test_what_may_be_anything_says_so():
    anything = Frequency(interval=Interval(Fraction(0), True, Fraction(1), True))

    assert in_people(anything, 100).text == "anything between none and all people"


shares = st.fractions(min_value=0, max_value=1, max_denominator=10**6)
intervals = st.builds(
    lambda ends, low_closed, high_closed: Interval(
        min(ends),
        low_closed or ends[0] == ends[1],
        max(ends),
        high_closed or ends[0] == ends[1],
    ),
    st.tuples(shares, shares),
    st.booleans(),
    st.booleans(),
)


@given(intervals, st.sampled_from([100, 1_000, 10_000]))
def test_it_never_claims_more_than_the_interval(interval, whole):
    text = in_people(Frequency(interval=interval), whole).text

    if text == "anything between none and all people":
        return
    numbers = [int(one.replace(",", "")) for one in re.findall(r"[\d,]*\d", text)][:-1]
    low, high = Fraction(numbers[0], whole), Fraction(numbers[-1], whole)
    if text.startswith(("at least", "more than")):
        assert low < interval.low or (
            low == interval.low and (interval.low_closed or text[0] == "m")
        )
    elif "fewer" in text:
        assert high > interval.high or (
            high == interval.high and ("or fewer" in text or not interval.high_closed)
        )
    else:
        assert low <= interval.low
        assert interval.high <= high
