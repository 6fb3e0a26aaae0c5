"""One figure, one opinion: every page has the same words for what does not fit."""

import pytest

from monographs.frequency import (
    Frequency,
    phrase_against_figure,
    read,
    word_against_figure,
)

RARE = read("Rare (5%)").frequency


def test_a_word_and_a_number_that_do_not_fit_are_both_named():
    assert word_against_figure(RARE.word, RARE.interval) == (
        "called “rare”, and the number says 5%. Look the figure up, then change the "
        "one that is wrong."
    )


@pytest.mark.parametrize("text", ["Common (5%)", "Common", "5%", ""])
def test_what_fits_raises_no_remark(text):
    frequency = read(text).frequency

    assert word_against_figure(frequency.word, frequency.interval) == ""
    assert phrase_against_figure(frequency) == ""


def test_another_figure_than_the_phrase_is_pointed_out():
    frequency = Frequency(interval=read("2%").frequency.interval, phrase="20%")

    sentence = phrase_against_figure(frequency)

    assert sentence.startswith("Readers are told “")
    assert sentence.endswith("”. Change the one that is wrong.")


def test_a_figure_without_any_phrase_is_pointed_out():
    frequency = Frequency(interval=read("2%").frequency.interval)

    assert "no words of the source say so" in phrase_against_figure(frequency)
