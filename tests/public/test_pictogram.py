"""Drawings of a frequency: never more people than its interval allows."""

import re
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monographs.frequency import BAND_INTERVALS, Band, Basis, Frequency, Interval, read
from monographs.public.pictogram import draw, shared_denominator

SIDE = 10


def frequency(low, high, **changes):
    low_closed = changes.pop("low_closed", True)
    high_closed = changes.pop("high_closed", True)
    interval = Interval(Fraction(low), low_closed, Fraction(high), high_closed)
    return Frequency(interval=interval, **changes)


def figures(pictogram):
    return pictogram.out_of, pictogram.sure, pictogram.perhaps, pictogram.spared


@pytest.mark.parametrize(
    ("band", "expected"),
    [
        (Band.COMMON, (100, 1, 9, 90)),
        (Band.UNCOMMON, (1_000, 1, 9, 990)),
        (Band.RARE, (1_000, 0, 1, 999)),
    ],
)
def test_bands_are_drawn_from_their_lower_to_their_upper_end(band, expected):
    pictogram = draw(Frequency(interval=BAND_INTERVALS[band]))

    assert figures(pictogram) == expected
    assert not pictogram.is_open


def test_without_an_upper_end_only_the_sure_ones_are_drawn():
    pictogram = draw(Frequency(interval=BAND_INTERVALS[Band.VERY_COMMON]))

    assert figures(pictogram) == (100, 10, 0, 0)
    assert pictogram.is_open
    assert "or more; no upper figure" in pictogram.title
    assert pictogram.scale == "of 100 people: so many, or more; no upper figure"


@pytest.mark.parametrize(
    "silent",
    [
        Frequency(),
        Frequency(word="common"),
        Frequency(is_not_known=True),
        Frequency(interval=BAND_INTERVALS[Band.VERY_RARE]),
        frequency(0, 1),
        frequency("1/2000", 1),
        frequency(0, "1/100", basis=Basis.MIXED),
    ],
)
def test_words_alone_where_a_drawing_would_say_more_than_the_source(silent):
    assert draw(silent) is None


def test_a_share_between_two_figures_is_possible_not_sure():
    pictogram = draw(read("3 of 47 patients").frequency)

    assert figures(pictogram) == (100, 6, 1, 93)
    assert pictogram.title == (
        "Of 100 people drawn: 6 affected, 1 possibly affected, 93 not affected"
    )


def test_drawings_that_are_compared_share_a_denominator():
    common, seldom = frequency("1/100", "1/10"), frequency("1/1000", "1/100")

    assert shared_denominator([common]) == 100
    assert shared_denominator([common, Frequency(word="rare")]) == 100
    assert shared_denominator([common, seldom]) == 1_000
    assert figures(draw(common, out_of=1_000)) == (1_000, 10, 90, 900)


shares = st.fractions(0, 1, max_denominator=10_000)


@given(shares, shares)
def test_a_drawing_holds_each_figure_once_and_never_claims_more(one, other):
    low, high = sorted((one, other))
    pictogram = draw(frequency(low, high))
    if pictogram is None:
        return

    assert Fraction(pictogram.sure, pictogram.out_of) <= low
    if not pictogram.is_open:
        assert Fraction(pictogram.sure + pictogram.perhaps, pictogram.out_of) >= high
        assert sum(figures(pictogram)[1:]) == pictogram.out_of
    drawn = [square for _, area in pictogram.shapes for square in squares(area)]
    assert len(drawn) == len(set(drawn)) == sum(figures(pictogram)[1:])
    _, _, width, height = map(int, pictogram.view_box.split())
    assert all(x * SIDE < width and y * SIDE < height for x, y in drawn)


def squares(area):
    for piece in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z", area):
        left, top, width, height, back = map(int, piece)
        assert width == back
        for x in range(left, left + width, SIDE):
            for y in range(top, top + height, SIDE):
                yield x // SIDE, y // SIDE
