# ruff: noqa: E501 -- the table reads best with one phrase a line
import re
import sys
import time
from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from monographs.frequency import (
    BAND_INTERVALS,
    BAND_NAMES,
    BAND_SENTENCES,
    WORDS,
    Band,
    Basis,
    Frequency,
    Interval,
    Serious,
    interval_as_text,
    interval_from_text,
    read,
    sentence,
    words_differ,
)


def make_interval(written):
    """ "(0.1, 1]" or one share; on purpose not the parser under test."""
    if not written:
        return None
    if written[0] not in "[(":
        return Interval(Fraction(written), True, Fraction(written), True)
    low, high = written[1:-1].split(", ")
    return Interval(
        Fraction(low), written[0] == "[", Fraction(high), written[-1] == "]"
    )


class Row(NamedTuple):
    phrase: str
    shares: str = ""
    band: str = "not_stated"  # "several" where the interval touches more than one
    word: str = ""
    serious: str = "not_stated"
    differ: bool = False
    sentence: str = ""


OVER_TEN = "more than 1 in 10 people"
TEN_UP = "at least 1 in 10 people"
ONE_TO_TEN = "between 1 in 100 and 1 in 10 people"
TEN_DOWN = "1 in 10 people or fewer"
UNDER_TEN = "fewer than 1 in 10 people"
UNDER_ONE = "fewer than 1 in 100 people"
NOT_KNOWN = "the source says that the frequency is not known"
NOT_SEPARATED = ", or known only from reports; not separated"
NOT_CLEAR = "the source gives no single clear figure"


def calls(word):
    return f"the source calls this {word}; it gives no figure"


# fmt: off
WORD_AND_NUMBER = [
    Row("Common (>10%)", "(0.1, 1]", "very_common", "common", differ=True, sentence=OVER_TEN),
    Row("Common Side Effects (>10%):", "(0.1, 1]", "very_common", "common", differ=True, sentence=OVER_TEN),
    Row("**Common (>10 %):**", "(0.1, 1]", "very_common", "common", differ=True),
    Row("Common (&gt;10%)", "(0.1, 1]", "very_common", "common", differ=True),
    Row("Common (more than 10 percent)", "(0.1, 1]", "very_common", "common", differ=True),
    Row("Common side effects (occurring in more than 10% of patients) include:", "(0.1, 1]", "very_common", "common", differ=True, sentence=OVER_TEN),
    Row("Common side effects (may occur in more than 10% of patients)", "(0.1, 1]", "very_common", "common", differ=True),
    Row("Common (affecting more than 10% of users)", "(0.1, 1]", "very_common", "common", differ=True),
    Row("Common side effects (occurring in >10% of recipients)", "(0.1, 1]", "very_common", "common", differ=True),
    Row("Common (over 10 per cent of people)", "(0.1, 1]", "very_common", "common", differ=True),
    Row("Very common (>10%)", "(0.1, 1]", "very_common", "very common", sentence=OVER_TEN),
    Row("Most common (>10%)", "(0.1, 1]", "very_common", "most common"),
    Row("Frequent (>10%)", "(0.1, 1]", "very_common", "frequent"),
    Row("Common (1–10 %)", "[0.01, 0.1]", "common", "common", sentence=ONE_TO_TEN),
    Row("Common (1—10%)", "[0.01, 0.1]", "common", "common"),
    Row("Common (1 − 10 %)", "[0.01, 0.1]", "common", "common"),
    Row("Common (1 to 10%)", "[0.01, 0.1]", "common", "common"),
    Row("Common (1% to 10%)", "[0.01, 0.1]", "common", "common"),
    Row("Common (between 1% and 10%)", "[0.01, 0.1]", "common", "common"),
    Row("Common (from 1 to 10\u202f%)", "[0.01, 0.1]", "common", "common"),
    Row("Common 1-10%", "[0.01, 0.1]", "common", "common"),
    Row("Less common (1–10 %)", "[0.01, 0.1]", "common", "less common", differ=True, sentence=ONE_TO_TEN),
    Row("Less common side effects (occurring in 1-10% of patients)", "[0.01, 0.1]", "common", "less common", differ=True),
    Row("Less Common but Possible Side Effects (1-10%)", "[0.01, 0.1]", "common", "less common", differ=True),
    Row("Side effects occurring in 1-10% of patients can include", "[0.01, 0.1]", "common"),
    Row("Uncommon (1-10%)", "[0.01, 0.1]", "common", "uncommon", differ=True),
    Row("Common (≥10%)", "[0.1, 1]", "very_common", "common", differ=True, sentence=TEN_UP),
    Row("Common (≥1-10%)", "[0.01, 0.1]", "common", "common"),
    Row("Common (frequency ≥10% or 1-10%)", "[0.01, 1]", "several", "common", sentence="at least 1 in 100 people"),
    Row("Common (occurring in >1% of patients)", "(0.01, 1]", "several", "common", sentence="more than 1 in 100 people"),
    Row("Less common but serious (1-10% or less)", "[0, 0.1]", "several", "less common", "yes", sentence=TEN_DOWN),
    Row("Less common (occurring in 1-10% of patients or less frequently, but potentially serious)", "[0, 0.1]", "several", "less common", "yes"),
    Row("Less common, but serious (<10%)", "[0, 0.1)", "several", "less common", "yes", sentence=UNDER_TEN),
    Row("Less common (may occur in less than 10% of patients)", "[0, 0.1)", "several", "less common"),
    Row("Less Common but Serious Side Effects (<1%)", "[0, 0.01)", "several", "less common", "yes", sentence=UNDER_ONE),
    Row("Rare (affecting less than 1% of users)", "[0, 0.01)", "several", "rare", sentence=UNDER_ONE),
    Row("Rare (<0.01%)", "[0, 0.0001)", "very_rare", "rare", differ=True, sentence="fewer than 1 in 10,000 people"),
    Row("Rare (0.01-0.1%)", "[0.0001, 0.001]", "rare", "rare"),
    Row("Uncommon (0.1–1%)", "[0.001, 0.01]", "uncommon", "uncommon", sentence="between 1 in 1,000 and 1 in 100 people"),
    Row("Common (≥1/100 to <1/10)", "[0.01, 0.1)", "common", "common", sentence=ONE_TO_TEN),
    Row("common (&ge;1/100, &lt;1/10)", "[0.01, 0.1)", "common", "common"),
    Row("uncommon (≥ 1/1,000 to < 1/100)", "[0.001, 0.01)", "uncommon", "uncommon"),
    Row("Rare (>=1/10 000 to <1/1 000)", "[0.0001, 0.001)", "rare", "rare"),
    Row("Very rare (<1/10,000)", "[0, 0.0001)", "very_rare", "very rare"),
    Row("Very common (≥1/10)", "[0.1, 1]", "very_common", "very common"),
    Row("Very common: may affect more than 1 in 10 people", "(0.1, 1]", "very_common", "very common"),
    Row("Common: may affect up to 1 in 10 people", "[0, 0.1)", "several", "common", sentence=UNDER_TEN),
    Row("Occasional (2%)", "0.02", "common", "occasional", differ=True, sentence="2 in 100 people"),
    Row("Infrequent: 0.5%", "0.005", "uncommon", "infrequent", sentence="5 in 1,000 people"),
    Row("Very frequent (45%)", "0.45", "very_common", "very frequent", sentence="45 in 100 people"),
]

NUMBER_ONLY = [
    Row("(≥10 %)", "[0.1, 1]", "very_common", sentence=TEN_UP),
    Row("10 % or more", "[0.1, 1]", "very_common", sentence=TEN_UP),
    Row("10% of patients or more", "[0.1, 1]", "very_common"),
    Row("10%+", "[0.1, 1]", "very_common"),
    Row("at least 10% of patients", "[0.1, 1]", "very_common"),
    Row("no less than 10%", "[0.1, 1]", "very_common"),
    Row("1–10 % or less", "[0, 0.1]", "several", sentence=TEN_DOWN),
    Row("≤10 %", "[0, 0.1]", "several", sentence=TEN_DOWN),
    Row("&le; 10%", "[0, 0.1]", "several"),
    Row("no more than 10%", "[0, 0.1]", "several"),
    Row("at most 5%", "[0, 0.05]", "several", sentence="5 in 100 people or fewer"),
    Row("up to 10 %", "[0, 0.1)", "several", sentence=UNDER_TEN),
    Row("&lt;10%", "[0, 0.1)", "several"),
    Row("fewer than 1 in 10 people", "[0, 0.1)", "several", sentence=UNDER_TEN),
    Row("almost 10%", "[0, 0.1)", "several", sentence=UNDER_TEN),
    Row("> 1 %", "(0.01, 1]", "several", sentence="more than 1 in 100 people"),
    Row("< 1 %", "[0, 0.01)", "several", sentence=UNDER_ONE),
    Row("under 0.1%", "[0, 0.001)", "several", sentence="fewer than 1 in 1,000 people"),
    Row("2–10 %", "[0.02, 0.1]", "several", sentence="between 2 in 100 and 10 in 100 people"),
    Row("2 %–15 %", "[0.02, 0.15]", "several", sentence="between 2 in 100 and 15 in 100 people"),
    Row("0.1–5 %", "[0.001, 0.05]", "several", sentence="between 1 in 1,000 and 50 in 1,000 people"),
    Row("10-30% of patients", "[0.1, 0.3]", "very_common", sentence="between 10 in 100 and 30 in 100 people"),
    Row("0,5 – 0,9 %", "[0.005, 0.009]", "uncommon"),
    Row("0.33 %", "0.0033", "uncommon", sentence="33 in 10,000 people"),
    Row("1.5%", "0.015", "common", sentence="15 in 1,000 people"),
    Row("1/10", "0.1", "very_common", sentence="1 in 10 people"),
    Row("1⁄10", "0.1", "very_common"),
    Row("1 in 100", "0.01", "common", sentence="1 in 100 people"),
    Row("1 in every 100 patients", "0.01", "common"),
    Row("1 in 10\u00a0000 people", "0.0001", "rare", sentence="1 in 10,000 people"),
    Row("1 out of 100 patients", "0.01", "common", sentence="1 in 100 people"),
    Row("1 in 8 people", "1/8", "very_common", sentence="1 in 8 people"),
    Row("1 in 3 patients", "1/3", "very_common", sentence="1 in 3 people"),
    Row("one in ten people", "0.1", "very_common", sentence="1 in 10 people"),
    Row("one in a thousand patients", "0.001", "uncommon"),
    Row("ten percent of patients", "0.1", "very_common"),
    Row("affects 1 to 10 users in 1,000", "[0.001, 0.01]", "uncommon"),
    Row("affects less than 1 user in 10,000", "[0, 0.0001)", "very_rare"),
    Row("between 1 in 10 and 1 in 100 people", "[0.01, 0.1]", "common", sentence=ONE_TO_TEN),
    Row("2 per 1,000 patients", "0.002", "uncommon", sentence="2 in 1,000 people"),
    Row("3 of 47", "3/47", "common", sentence="3 of 47 people"),
    Row("3 out of 47 patients", "3/47", "common", sentence="3 of 47 people"),
    Row("Headache (3/47, 6.4%)", "3/47", "common", sentence="3 of 47 people"),
    Row("6.4% (3/47)", "3/47", "common", sentence="3 of 47 people"),
    Row("Headache (12%)", "0.12", "very_common", sentence="12 in 100 people"),
    Row("Headache: 12 %", "0.12", "very_common"),
    Row("Headache – 12%", "0.12", "very_common"),
    Row("headache in 12% of treated adult patients", "0.12", "very_common"),
    Row("incidence of 5%", "0.05", "common"),
    Row("grade 3-4 (5%)", "0.05", "common"),
    Row("more than 1 in 10 people (>10%)", "(0.1, 1]", "very_common"),
    Row("about 10% of patients", "0.1", "very_common", sentence="about 1 in 10 people"),
    Row("approx. 1 in 100", "0.01", "common", sentence="about 1 in 100 people"),
    Row("≥1% and <10%", "[0.01, 0.1)", "common"),
    Row("≥1 to <10%", "[0.01, 0.1)", "common"),
    Row("<10% to ≥1%", "[0.01, 0.1)", "common"),
    Row(">1 to ≤10 %", "(0.01, 0.1]", "common"),
    Row("5% vs 3% with placebo", "0.05", "common", sentence="5 in 100 people, compared with 3 in 100 on placebo"),
    Row("5% (placebo 3%)", "0.05", "common", sentence="5 in 100 people, compared with 3 in 100 on placebo"),
    Row("3% with placebo vs 5% with the drug", "0.05", "common"),
    Row("5% compared with 3% for placebo", "0.05", "common"),
    Row("5% in placebo-controlled trials", "0.05", "common"),
]

WORD_ONLY = [
    Row("Common", word="common", sentence=calls("common")),
    Row("Common side effects can include:", word="common", sentence=calls("common")),
    Row("Common side effects are generally mild and may include", word="common"),
    Row("Common side effects are generally mild and infrequent", word="common"),
    Row("Side effects can vary, but some common ones include", word="common"),
    Row("Less Common", word="less common", sentence=calls("less common")),
    Row("Less common but serious side effects", word="less common", serious="yes", sentence=calls("less common")),
    Row("Less common, but potentially serious, side effects may include", word="less common", serious="yes"),
    Row("Less common, but more serious side effects are possible, although rare", word="less common", serious="yes"),
    Row("Serious (but less common)", word="less common", serious="yes"),
    Row("Serious, though less common, side effects", word="less common", serious="yes"),
    Row("Rare but Serious", word="rare", serious="yes"),
    Row("Ulcers (rare but serious)", word="rare", serious="yes"),
    Row("Rarely", word="rare", sentence=calls("rare")),
    Row("in rare cases", word="rare"),
    Row("rare, but possible with prolonged use", word="rare"),
    Row("Very rarely:", word="very rare"),
    Row("although extremely rare", word="extremely rare"),
    Row("Very common", word="very common"),
    Row("The most common side effects include", word="most common"),
    Row("Frequent side effects", word="frequent"),
    Row("Less frequently reported", word="less frequent"),
    Row("Infrequent:", word="infrequent"),
    Row("Occasional", word="occasional"),
    Row("Uncommonly", word="uncommon"),
    Row("Serious side effects", serious="yes", sentence="no frequency given"),
    Row("Serious", serious="yes"),
    Row("Mild side effects", serious="no"),
    Row("Common, not serious", word="common", serious="no"),
    Row("Non-serious reactions", serious="no"),
    Row("usually not serious"),
    Row("No serious side effects"),
    Row("effects are generally mild"),
    Row("mild fever"),
    Row("Less serious side effects"),
    Row("from mild to serious"),
    Row("Severe reactions"),
    Row("Life-threatening reactions (rare)", word="rare"),
]

NOT_KNOWN_PHRASES = [
    Row("Frequency not known", band="not_known", sentence=NOT_KNOWN),
    Row("Not known", band="not_known"),
    Row("Not known (cannot be estimated from the available data)", band="not_known", sentence=NOT_KNOWN),
    Row("Unknown frequency", band="not_known"),
    Row("Other side effects (frequency not defined)", band="not_known"),
    Row("Rare Side Effects (Frequency not defined)", band="not_known", word="rare", sentence=f"{NOT_KNOWN}; it calls this rare"),
    Row("Common side effects (frequency not specified in available data)", band="not_known", word="common"),
    Row("Common side effects, though their frequency isn't precisely defined, can include", band="not_known", word="common"),
    Row("Common side effects, whose frequency is not always clearly defined", band="not_known", word="common"),
    Row("Common side effects, while not definitively quantified in frequency", band="not_known", word="common"),
    Row("Less common (frequency not defined or <1%)", band="not_known", word="less common"),
    Row("Incidence unknown", band="not_known"),
]

NOTHING_SAID = [
    Row("", sentence="no frequency given"),
    Row("Side effects", sentence="no frequency given"),
    Row("Side effects can vary in frequency and severity"),
    Row("150%", sentence=NOT_CLEAR),
    Row("10-1%", sentence=NOT_CLEAR),
    Row("Common (10% to 1%)", word="common", sentence="the source calls this common; it gives no single clear figure"),
    Row("5 of 3 patients"),
    Row("3 of 47 (9.4%)", sentence=NOT_CLEAR),
    Row("5% in adults, 10% in children", sentence=NOT_CLEAR),
    Row("5% vs 3%", sentence=NOT_CLEAR),
    Row(">10% or less"),
    Row("0%"),
    Row("within 24 hours"),
    Row("over 65 years"),
    Row("2 weeks"),
    Row("grade 3"),
    Row("grade 3/4"),
    Row("1 in 24 hours"),
    Row("1/2 tablet"),
    Row("5/10 mg"),
    Row("5/10/2020"),
    Row("24/7"),
    Row("5-in-1 vaccine"),
    Row("SPF of 30 or higher"),
    Row("high doses of B12"),
    Row("Hydrocortisone 1%"),
    Row("Dextrose 5% solution"),
    Row("Cream (1%)"),
    Row("concentrations typically range from 2% to 5%"),
    Row("10% of the dose"),
    Row("10% increase in patients"),
    Row("weight gain >7%"),
    Row("2 per 1,000 patient-years"),
    Row("1 in 10.000"),
    Row("-5%"),
    Row("1½%"),
    Row("does not occur in more than 10% of patients"),
    Row("Nasopharyngitis (common cold)"),
    Row("common cold symptoms"),
    Row("polyuria (frequent urination)"),
    Row("Frequent, watery stools"),
    Row("Guillain-Barré syndrome (a rare neurological disorder)"),
    Row("rare hereditary problems of galactose intolerance"),
    Row("not common"),
    Row("not uncommon"),
    Row("never frequent"),
    Row("commonly used"),
    Row("have little in common"),
    Row("dry cough (more common with ramipril)"),
    Row("less common than with older drugs"),
    Row("some common and some serious"),
    Row("some common and others less frequent"),
    Row("common, rare"),
]
# fmt: on

ROWS = [*WORD_AND_NUMBER, *NUMBER_ONLY, *WORD_ONLY, *NOT_KNOWN_PHRASES, *NOTHING_SAID]


@pytest.mark.parametrize("row", ROWS, ids=[row.phrase for row in ROWS])
def test_reads_what_the_phrase_says_and_no_more(row):
    reading = read(row.phrase)

    frequency = reading.frequency
    assert frequency.interval == make_interval(row.shares)
    assert (frequency.band or "several") == row.band
    assert frequency.word == row.word
    assert reading.serious == row.serious
    assert reading.word_and_number_differ is row.differ
    assert frequency.phrase == row.phrase
    if row.sentence:
        assert sentence(frequency) == row.sentence


def test_the_table_is_large_and_has_no_row_twice():
    phrases = [row.phrase for row in ROWS]

    assert len(set(phrases)) == len(phrases) > 200


MIXED = [
    ("<1 %, post-marketing and/or case reports", "", UNDER_ONE + NOT_SEPARATED),
    ("Rare (<1%, post-marketing reports)", "rare", UNDER_ONE + NOT_SEPARATED),
    (
        "Serious (less than 1%, often from post-marketing surveillance)",
        "",
        UNDER_ONE + NOT_SEPARATED,
    ),
    (
        "Less common (1-10% of patients or reported post-marketing)",
        "less common",
        ONE_TO_TEN + NOT_SEPARATED,
    ),
    (
        "Less frequent (post-marketing and/or case reports)",
        "less frequent",
        calls("less frequent"),
    ),
]


@pytest.mark.parametrize(("phrase", "word", "words"), MIXED)
def test_a_figure_mixed_with_reports_belongs_to_no_single_effect(phrase, word, words):
    frequency = read(phrase).frequency

    assert frequency.basis == Basis.MIXED
    assert frequency.interval is None
    assert frequency.word == word
    assert sentence(frequency) == words


@pytest.mark.parametrize(
    ("phrase", "basis"),
    [
        ("Reported post-marketing", Basis.POST_MARKETING),
        ("Postmarketing surveillance", Basis.POST_MARKETING),
        ("Case reports", Basis.CASE_REPORTS),
        ("1-10% in clinical trials", Basis.TRIAL),
        ("5% vs 3% with placebo", Basis.TRIAL),
        ("seen in preclinical studies", Basis.NOT_STATED),
        ("Common", Basis.NOT_STATED),
    ],
)
def test_the_basis_is_the_one_that_the_phrase_names(phrase, basis):
    assert read(phrase).frequency.basis == basis


@pytest.mark.parametrize(
    "phrase", ["3 of 47", "3 out of 47 patients", "3/47 (6.4%)", "6.4% (3 of 47)"]
)
def test_counts_are_kept(phrase):
    frequency = read(phrase).frequency

    assert (frequency.affected, frequency.total) == (3, 47)


def test_counts_outlive_their_own_percentage():
    frequency = read("6% (6 of 100)").frequency

    assert (frequency.affected, frequency.total) == (6, 100)


def test_two_alternatives_have_no_counts():
    frequency = read("5 of 10 or 50-60%").frequency

    assert frequency.interval == make_interval("[0.5, 0.6]")
    assert frequency.affected is None


def test_counts_stay_within_what_the_database_holds():
    frequency = read("5000000000 of 10000000000 people").frequency

    assert frequency.interval is frequency.affected is None


def test_nobody_of_a_few_is_not_very_rare():
    frequency = read("0 of 47 patients").frequency

    assert frequency.interval is None
    assert sentence(frequency) == "0 of 47 people"


@pytest.mark.parametrize("phrase", ["1 in 10", "1/10", "1 out of 10 people", ">3/47"])
def test_rates_are_not_counts(phrase):
    assert read(phrase).frequency.affected is None


@pytest.mark.parametrize(
    ("phrase", "rate"),
    [
        ("5% vs 3% with placebo", Fraction(3, 100)),
        ("3% with placebo vs 5% with the drug", Fraction(3, 100)),
        ("5% (placebo: 3%)", Fraction(3, 100)),
        ("5% vs 3% (placebo)", Fraction(3, 100)),
        ("5% vs <3% with placebo", None),
        ("5% vs 3% with warfarin", None),
        ("5-10% (placebo 2-4%)", None),
        ("5% in placebo-controlled trials", None),
    ],
)
def test_only_a_placebo_rate_is_a_comparator(phrase, rate):
    assert read(phrase).frequency.comparator == rate


def test_bands_without_an_interval():
    assert Frequency().bands == {Band.NOT_STATED}
    assert Frequency(is_not_known=True).band == Band.NOT_KNOWN
    assert Frequency(word="rare").band == Band.NOT_STATED


@pytest.mark.parametrize(
    ("shares", "bands"),
    [
        ("[0.01, 0.1]", "common"),
        ("(0.01, 0.1]", "common"),
        ("[0.001, 0.01]", "uncommon"),
        ("[0.0001, 0.001]", "rare"),
        ("[0.02, 0.1]", "common very_common"),
        ("[0.02, 0.1)", "common"),
        ("0.1", "very_common"),
        ("0.01", "common"),
        ("(0.1, 1]", "very_common"),
        ("[0, 0.01)", "uncommon rare very_rare"),
        ("[0, 0.01]", "common uncommon rare very_rare"),
        ("[0, 1]", "very_common common uncommon rare very_rare"),
        ("0", "very_rare"),
        ("1", "very_common"),
    ],
)
def test_an_interval_has_every_band_that_it_touches(shares, bands):
    assert make_interval(shares).bands == frozenset(bands.split())


@pytest.mark.parametrize("band", BAND_INTERVALS)
def test_picking_a_band_gives_that_band_and_its_sentence(band):
    frequency = Frequency(interval=BAND_INTERVALS[band])

    assert frequency.band == band
    assert sentence(frequency) == BAND_SENTENCES[band]


def test_every_band_has_a_name_and_a_sentence():
    assert set(BAND_NAMES) == set(BAND_SENTENCES) == set(Band)
    assert BAND_NAMES[Band.VERY_COMMON] == "very common"


@pytest.mark.parametrize(
    ("low", "low_closed", "high", "high_closed"),
    [
        (Fraction(1, 2), True, Fraction(1, 3), True),
        (Fraction(-1, 2), True, Fraction(1, 3), True),
        (Fraction(1, 2), True, Fraction(3, 2), True),
        (Fraction(1, 2), True, Fraction(1, 2), False),
        (Fraction(1, 10**9 + 1), True, Fraction(1, 2), True),
    ],
)
def test_impossible_intervals_are_refused(low, low_closed, high, high_closed):
    with pytest.raises(ValueError, match=r"\.$"):
        Interval(low, low_closed, high, high_closed)


@pytest.mark.parametrize(
    "fields",
    [
        {"word": "plentiful"},
        {"affected": 3},
        {"affected": 5, "total": 3},
        {"affected": 0, "total": 0},
        {"comparator": Fraction(3, 2)},
    ],
)
def test_impossible_frequencies_are_refused(fields):
    with pytest.raises(ValueError, match=r"\.$"):
        Frequency(**fields)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("1/100 to 1/10", "[0.01, 0.1]"),
        (">= 1%, < 10%", "[0.01, 0.1)"),
        ("≥1% <10%", ""),
        ("[0.01, 0.1)", "[0.01, 0.1)"),
        ("(1%; 10%]", "(0.01, 0.1]"),
        ("[1/100, 1/10)", "[0.01, 0.1)"),
        ("2-10 %", "[0.02, 0.1]"),
        (">10%", "(0.1, 1]"),
        ("1 in 100", "0.01"),
        ("3 of 47", "3/47"),
        ("3/47", "3/47"),
        ("0%", "0"),
        ("100%", "1"),
        ("0,5 %", "0.005"),
        ("  up to 1 in 10 people ", "[0, 0.1)"),
        ("10-1%", ""),
        ("150%", ""),
        ("", ""),
        ("   ", ""),
        ("common", ""),
        ("10", ""),
        ("2-10", ""),
        ("[0.1, 0.01]", ""),
        ("[0.1, 1.5]", ""),
        ("[1/0, 1/2]", ""),
        ("5 %, maybe", ""),
        ("1 in 0", ""),
        ("1/9999999999", ""),
        ("0.123456789%", ""),
    ],
)
def test_an_editor_can_type_an_interval(text, shares):
    if shares:
        assert interval_from_text(text) == make_interval(shares)
        return
    with pytest.raises(ValueError, match=r"^\".*\" [a-z].*\.$") as refusal:
        interval_from_text(text)
    assert f'"{text}"' in str(refusal.value)


@pytest.mark.parametrize(
    ("shares", "text"),
    [
        ("(0.1, 1]", ">10%"),
        ("[0.1, 1]", "≥10%"),
        ("[0, 0.01)", "<1%"),
        ("[0, 0.1]", "≤10%"),
        ("[0.01, 0.1]", "1% to 10%"),
        ("[0.01, 0.1)", "≥1%, <10%"),
        ("0.0033", "0.33%"),
        ("3/47", "3/47"),
        ("[1/3, 0.5]", "1/3 to 1/2"),
        ("[0, 1]", "0% to 100%"),
        ("(0, 1)", ">0%, <100%"),
    ],
)
def test_an_editor_sees_the_shortest_writing(shares, text):
    assert interval_as_text(make_interval(shares)) == text


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ("[0, 1]", "anything between none and all people"),
        ("0", "0 in 100 people"),
        ("1", "100 in 100 people"),
        ("[1/3, 0.5]", "between 1 in 3 and 50 in 100 people"),
        ("1/999999937", "fewer than 1 in 1,000,000 people"),
        ("[0, 1000000/3000001]", "fewer than 333,334 in 1,000,000 people"),
        ("0.123456789", "between 123,456 in 1,000,000 and 123,457 in 1,000,000 people"),
    ],
)
def test_unreadable_ends_move_outward_never_inward(shares, words):
    assert sentence(Frequency(interval=make_interval(shares))) == words


def test_an_edited_interval_is_not_called_approximate():
    frequency = Frequency(interval=make_interval("0.2"), phrase="about 10%")

    assert sentence(frequency) == "20 in 100 people"


def test_a_word_differs_only_where_no_value_fits():
    assert words_differ("common", make_interval("(0.1, 1]"))
    assert not words_differ("common", make_interval("(0.01, 1]"))
    assert not words_differ("common", None)
    assert not words_differ("", make_interval("(0.1, 1]"))


def test_the_words_are_written_as_published():
    assert {"very common", "less common", "occasional", "rare"} <= set(WORDS)
    for word in WORDS:
        assert read(word).frequency == Frequency(phrase=word, word=word)


# fmt: off
PIECES = st.sampled_from([
    "common", "less common", "rare", "(", ")", "<", ">", "≥", "≤", "1", "10", "0.1",
    "100", "1,000", "5", "47", "%", "–", "-", " to ", " in ", " of ", "/", " or less",
    " or more", " patients", "not ", "serious", "placebo ", " vs ", ", ", "about ",
    "up to ", "between ", " and ", "post-marketing", "frequency ", "known", "&gt;",
    "\u00a0", "one", "ten", " per ",
])
# fmt: on
PHRASES = st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join))
NUMBER = re.compile(
    r"[0-9]|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty"
    r"|thirty|forty|fifty",
    re.IGNORECASE,
)


@given(PHRASES)
@example("&#1114112;")
@example("&#xd800;\ud800")
@example("9" * 5000 + "%")
@example("1 in " + "9" * 5000)
@settings(max_examples=500, deadline=None)
def test_any_phrase_can_be_read_and_said(phrase):
    reading = read(phrase)

    frequency = reading.frequency
    assert frequency.phrase == phrase
    assert frequency.word in ("", *WORDS)
    assert isinstance(reading.serious, Serious)
    assert reading.word_and_number_differ == words_differ(
        frequency.word, frequency.interval
    )
    said = sentence(frequency)
    assert said
    assert "%" not in said


@given(PHRASES)
@settings(max_examples=500, deadline=None)
def test_no_number_comes_from_words(phrase):
    assume(not NUMBER.search(phrase))

    frequency = read(phrase).frequency

    assert frequency.interval is frequency.total is frequency.comparator is None
    assert frequency.band in (Band.NOT_KNOWN, Band.NOT_STATED)


SHARES = st.one_of(
    st.sampled_from([Fraction(0), Fraction(1), *(Fraction(1, 10**n) for n in (1, 2))]),
    st.decimals(0, 1, places=9).map(Fraction),
    st.fractions(0, 1, max_denominator=10**9),
    st.fractions(0, 1, max_denominator=50),
)


@st.composite
def intervals(draw):
    low, high = sorted((draw(SHARES), draw(SHARES)))
    closed = low == high
    return Interval(
        low, closed or draw(st.booleans()), high, closed or draw(st.booleans())
    )


@given(intervals())
@settings(max_examples=300)
def test_what_the_form_shows_can_be_typed_again(interval):
    assert interval_from_text(interval_as_text(interval)) == interval


@given(intervals())
def test_what_the_form_shows_reads_alike_in_a_source(interval):
    assume(interval.high > 0)

    assert read(f"({interval_as_text(interval)} of people)").frequency.interval in (
        interval,
        None,
    )


def holds(interval, share):
    above = share > interval.low or (interval.low_closed and share == interval.low)
    below = share < interval.high or (interval.high_closed and share == interval.high)
    return above and below


@given(intervals(), SHARES)
@settings(max_examples=300)
def test_a_value_of_an_interval_lies_in_one_of_its_bands(interval, share):
    assume(holds(interval, share))

    (home,) = (band for band, whole in BAND_INTERVALS.items() if holds(whole, share))

    assert interval.bands
    # The shared end of a band that is written with both ends closed.
    assert home in interval.bands or (share == interval.high and share in TOPS)


TOPS = {Fraction(1, 10), Fraction(1, 100), Fraction(1, 1000)}
SAID_SHARE = re.compile(r"([0-9,]+) in ([0-9,]+)")


@given(intervals())
@settings(max_examples=300)
def test_a_sentence_is_never_narrower_than_its_interval(interval):
    said = sentence(Frequency(interval=interval))

    shares = [
        Fraction(int(some.replace(",", "")), int(total.replace(",", "")))
        for some, total in SAID_SHARE.findall(said)
    ]
    if said.startswith(("at least", "more than")):
        assert shares[0] <= interval.low
        assert said.startswith("at least") <= interval.low_closed
    elif said.startswith("between"):
        assert shares[0] <= interval.low
        assert interval.high <= shares[1]
    elif "fewer" in said:
        assert interval.high <= shares[0]
        assert said.startswith("fewer than") or interval.high_closed
    elif shares:
        assert shares == [interval.low]
        assert interval.low == interval.high
    else:
        assert said == "anything between none and all people"


LONG = (
    [
        "1-",
        "5%",
        "5% placebo ",
        "1 000 ",
        "1,000,",
        "9",
        "9.",
        "(",
        "&",
        "&#1",
        "\u00a0",
    ]
    + ["common ", "frequency ", "not ", "frequency not ", "more than ", "clinical "]
    + ["in trial", "in a ", "a'", " with", "5% with the ", "<", "between ", "serious "]
    + ["1 in ", "or less ", "report of ", "unknown ", "\n", "- ", "1/", "x-"]
)


@pytest.mark.parametrize("piece", LONG)
def test_four_times_the_text_takes_four_times_the_calls(piece):
    text = piece * (1_000 // len(piece))

    calls_made = _calls_to_read(text * 4)

    assert calls_made < 5 * _calls_to_read(text)


@pytest.mark.parametrize("piece", LONG)
def test_no_pattern_searches_a_long_text_over_and_over(piece):
    text = piece * (2_000 // len(piece))

    short = min(_seconds_to_read(text) for _ in range(3))
    long = min(_seconds_to_read(text * 16) for _ in range(2))

    # Sixteen times the text: quadratic time would make it 256 times.
    assert long < 80 * short + 0.1


def test_a_phrase_of_a_megabyte_is_read():
    phrase = "Common (>10%), not known, serious 1-10% of " * 24_000

    reading = read(phrase)

    assert len(phrase) > 1_000_000
    assert reading.frequency.phrase is phrase
    assert reading.frequency.interval is None


def _calls_to_read(text):
    calls_made = 0

    def count(frame, event, argument):
        nonlocal calls_made
        calls_made += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        read(text)
    finally:
        sys.setprofile(before)
    return calls_made


def _seconds_to_read(text):
    start = time.process_time()
    read(text)
    return time.process_time() - start


@pytest.mark.parametrize("text", ["about 5%", "approximately 1 in 100", "around 2 %"])
def test_an_approximate_figure_is_not_taken_as_exact(text):
    with pytest.raises(ValueError, match="several ways"):
        interval_from_text(text)
