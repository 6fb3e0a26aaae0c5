"""Two sources about one drug: what is about the same, and how it differs."""

import pytest
from hypothesis import given

from monographs.content.competing import Difference, Kind, side_by_side
from monographs.content.competing.dose_figures import dose_figures
from monographs.content.competing.stance import opening, verdict
from tests.content.competing_documents import (
    COMMON,
    RARE,
    document,
    effect,
    faq,
    section,
)
from tests.content.documents import documents


def kinds(here, there):
    """Of each difference; a row alone is a document."""
    result = side_by_side(document(*here), document(*there))
    return [kind for pair in result.differences for kind in pair.kinds]


def one(here, there):
    return kinds([here], [there])


# --- Which row is about the same as which ---------------------------------------------


@given(documents())
def test_a_document_differs_in_nothing_from_itself(text):
    result = side_by_side(text, text)

    assert result.differences == ()
    rows = [row for row in text.rows() if row not in text.disagreements]
    assert len(result.same) == len(rows) + len(text.disagreements)


@given(documents(), documents())
def test_every_row_of_both_stands_in_exactly_one_pair(here, there):
    result = side_by_side(here, there)

    pairs = [*result.differences, *result.same]
    ours = [pair.here.key for pair in pairs if pair.here]
    theirs = [pair.there.key for pair in pairs if pair.there]
    notes = () if there.disagreements else here.disagreements
    assert sorted(ours) == sorted(row.key for row in here.rows() if row not in notes)
    assert sorted(theirs) == sorted(row.key for row in there.rows())


def test_sections_are_aligned_by_kind_and_heading():
    here = [section("A.", heading="Usage"), section("B.", heading="In children")]
    there = [section("C.", heading="In children:"), section("A.", heading="Usage")]

    result = side_by_side(document(*here), document(*there))

    assert [(pair.here.body, pair.there.body) for pair in result.differences] == [
        ("B.", "C.")
    ]
    assert [pair.here.body for pair in result.same] == ["A."]


def test_sections_of_one_kind_with_other_headings_are_the_same_but_others_are_not():
    assert one(section("A.", heading="Usage"), section("B.", heading="Uses")) == [
        Kind.WORDING
    ]
    assert one(
        section("A.", kind="other", heading="History"),
        section("B.", kind="other", heading="Storage"),
    ) == [Kind.ONLY_THERE, Kind.ONLY_HERE]


def test_spaces_and_line_ends_are_no_difference():
    assert one(section("One  a\nday."), section("One a day.")) == []


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("May I drive?", "may I drive"),
        ("Can I drink alcohol while taking Examplazole?", "Can I drink alcohol?"),
        ("Is Examplazole habit-forming?", "Is this medication addictive?"),
        ("Can I stop taking it suddenly?", "Can I stop Examplazole abruptly?"),
    ],
)
def test_questions_in_other_words_are_the_same_question(ours, theirs):
    assert one(faq(ours, "Yes."), faq(theirs, "No.")) == [Kind.YES_NO]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("May I drive?", "May I swim?"),
        ("Is alcohol safe?", "Is alcohol dangerous?"),
        ("What is it?", "Who are you?"),
    ],
)
def test_other_questions_stay_apart(ours, theirs):
    assert one(faq(ours, "Yes."), faq(theirs, "No.")) == [
        Kind.ONLY_THERE,
        Kind.ONLY_HERE,
    ]


def test_an_effect_that_is_listed_twice_meets_the_row_that_says_the_same():
    here = [effect("Nausea", COMMON), effect("Nausea", RARE)]
    there = [effect("Nausea", RARE)]

    result = side_by_side(document(*here), document(*there))

    [difference] = result.differences
    assert (difference.here.frequency, difference.there) == (COMMON, None)


def test_effects_of_a_component_and_of_the_product_meet_only_where_nothing_is_closer():
    part = {"scope": "component", "scope_name": "Samplidone"}
    here = [effect("Nausea", RARE), effect("Nausea", COMMON, **part)]
    there = [effect("Nausea", RARE, **part), effect("Nausea", COMMON)]

    result = side_by_side(document(*here), document(*there))

    assert [
        (pair.here.scope, pair.there.scope, pair.kinds) for pair in result.differences
    ] == [
        ("product", "product", (Kind.FREQUENCY,)),
        ("component", "component", (Kind.FREQUENCY,)),
    ]


def test_contradictions_come_first():
    here = [
        section("Words."),
        effect("Nausea", COMMON),
        effect("Rash", serious="no"),
        faq("May I drive?", "Yes."),
        section("5 mg a day.", kind="dosage"),
    ]
    there = [
        section("Other words."),
        effect("Nausea", RARE),
        effect("Rash", serious="yes"),
        faq("May I drive?", "No."),
        section("50 mg a day.", kind="dosage"),
    ]

    assert kinds(here, there) == [
        Kind.YES_NO,
        Kind.DOSE,
        Kind.SERIOUSNESS,
        Kind.FREQUENCY,
        Kind.WORDING,
    ]


# --- Effects --------------------------------------------------------------------------


def test_an_effect_may_differ_in_two_ways():
    here, there = effect("Rash", COMMON, serious="no"), effect("Rash", RARE)

    assert one(here, there) == [Kind.SERIOUSNESS, Kind.FREQUENCY]


def test_another_heading_over_the_same_figure_is_wording():
    assert one(effect("Rash", group="Common"), effect("Rash", group="Often")) == [
        Kind.WORDING
    ]


# --- Yes against no -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Yes, with care.", True),
        ("**Yes.**", True),
        ("No. It is not.", False),
        ("Do not drive.", False),
        ("You should not drive after taking it.", False),
        ("It is not recommended.", False),
        ("You can drive.", True),
        ("It is generally safe.", True),
        ("You may not drive.", False),
        ("Nobody knows.", None),
        ("Notice how you feel.", None),
        ("Yesterday it rained.", None),
        ("Wait and see.", None),
        ("", None),
    ],
)
def test_what_an_answer_says(text, answer):
    assert verdict(text) is answer


def test_only_the_first_word_opens():
    assert opening("It depends. No.") is None


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("Yes.", "No."),
        ("Yes, you may.", "It is not advised."),
        ("You can drink a little.", "Avoid alcohol."),
    ],
)
def test_answers_that_contradict(ours, theirs):
    assert one(faq("May I?", ours), faq("May I?", theirs)) == [Kind.YES_NO]
    assert one(faq("May I?", theirs), faq("May I?", ours)) == [Kind.YES_NO]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [("Yes.", "Yes, with care."), ("Wait and see.", "No."), ("No.", "Never.")],
)
def test_answers_that_only_differ(ours, theirs):
    assert one(faq("May I?", ours), faq("May I?", theirs)) == [Kind.WORDING]


def test_sections_that_allow_and_forbid_the_same_contradict():
    here = section("You may drink alcohol with Examplazole.", kind="precautions")
    there = section(
        "Store it well.\n\n* You must not drink alcohol with Examplazole.",
        kind="precautions",
    )
    elsewhere = section("You must not drive a bus.", kind="precautions")

    assert one(here, there) == [Kind.YES_NO]
    assert one(here, elsewhere) == [Kind.WORDING]


# --- Doses ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("5 mg", "5mg"),
        ("1 g", "1,000 mg"),
        ("0.5 mg", "500 micrograms"),
        ("500 mcg", "500 µg"),
        ("5 to 10 mg", "5–10 mg"),
        ("5 mg to 10 mg", "5 - 10 mg"),
        ("twice a day", "two times a day"),
        ("one tablet", "1 tablet"),
        ("10 mg/kg", "10 mg / kg"),
    ],
)
def test_doses_that_are_the_same(ours, theirs):
    assert dose_figures(ours) == dose_figures(theirs) != frozenset()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("5 mg", "50 mg"),
        ("5 mg", "5 g"),
        ("5 mg", "5 mg/kg"),
        ("once a day", "twice a day"),
        ("1.5 mg", "15 mg"),
        ("5 mg", "5 to 10 mg"),
    ],
)
def test_doses_that_differ(ours, theirs):
    assert dose_figures(ours) != dose_figures(theirs)
    here, there = section(ours, kind="dosage"), section(theirs, kind="dosage")
    assert one(here, there) == [Kind.DOSE]


def test_numbers_without_a_unit_are_no_doses():
    assert dose_figures("In 2020, 300 of 400 people said so; see page 5.") == set()


def test_elsewhere_a_text_that_only_says_more_differs_in_wording():
    here, there = section("10 mg tablets."), section("Tablets of 10 mg and 20 mg.")

    assert one(here, there) == [Kind.WORDING]
    assert one(section("10 mg tablets."), section("20 mg tablets.")) == [Kind.DOSE]


@pytest.mark.parametrize("kind", Kind)
def test_what_could_harm_a_reader_is_always_chosen(kind):
    row = faq("May I?", "Yes.")

    difference = Difference("faqs", row, row, (kind, Kind.WORDING))

    assert difference.is_always_chosen == (
        kind in {Kind.YES_NO, Kind.DOSE, Kind.SERIOUSNESS, Kind.FREQUENCY}
    )
