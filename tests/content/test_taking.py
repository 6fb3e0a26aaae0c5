"""What becomes of a working copy when rows are taken from another source."""

from dataclasses import replace

import pytest

from monographs.content.competing import (
    Choice,
    choices_for,
    miscited,
    side_by_side,
    take,
)
from tests.content.competing_documents import (
    COMMON,
    RARE,
    citation,
    document,
    effect,
    faq,
    section,
)


def taken(here, there, **chosen):
    """`chosen` names differences by a word of theirs, or of ours."""
    here, there = document(*here), document(*there)
    compared = side_by_side(here, there)
    choices = {
        difference.id: choice
        for difference in compared.differences
        for word, choice in chosen.items()
        if word in str(difference.there or difference.here)
    }
    assert len(choices) == len(chosen)
    return take(here, there, compared, choices)


def test_without_a_choice_nothing_changes():
    here, there = document(section("A.")), document(section("B."))

    result = take(here, there, side_by_side(here, there), {})

    assert result.document == here
    assert result.rows == {}


def test_theirs_in_place_of_ours_keeps_our_key():
    ours, theirs = section("A."), section("Theirs.")

    result = taken([ours], [theirs], Theirs=Choice.THEIRS)

    assert result.document.sections == (replace(theirs, key=ours.key),)
    assert list(result.rows) == [ours.key]


def test_keeping_both_adds_theirs_behind_ours_with_a_key_of_its_own():
    ours = [effect("Nausea", COMMON), effect("Rash")]
    theirs = effect("Nausea", RARE, wording="Theirs")

    result = taken(ours, [theirs], Theirs=Choice.BOTH)

    first, second, third = result.document.side_effects
    assert (first, third) == (ours[0], ours[1])
    assert replace(second, key=theirs.key) == theirs
    assert second.key not in {first.key, theirs.key}
    assert result.twice == [second.key]


def test_dropping_both_leaves_neither():
    rows = [faq("May I drive?", "Ours."), faq("May I sail?", "Yes.")]

    result = taken(rows, [faq("May I drive?", "Theirs.")], Theirs=Choice.NEITHER)

    assert result.document.faqs == (rows[1],)
    assert result.rows == {}


def test_a_row_that_only_we_have_can_go():
    result = taken([effect("Nausea"), effect("Rash")], [], Rash=Choice.NEITHER)

    assert [row.effect for row in result.document.side_effects] == ["Nausea"]


def test_a_row_that_only_they_have_is_left_out_unless_it_is_taken():
    here = [effect("Nausea"), effect("Rash")]
    there = [
        effect("First"),
        effect("Nausea"),
        effect("Middle"),
        effect("Rash"),
        effect("Last"),
        effect("Unwanted"),
    ]

    result = taken(
        here, there, First=Choice.THEIRS, Middle=Choice.THEIRS, Last=Choice.THEIRS
    )

    assert [row.effect for row in result.document.side_effects] == [
        "First",
        "Nausea",
        "Middle",
        "Rash",
        "Last",
    ]


def test_each_difference_offers_what_makes_sense():
    here = [effect("Nausea", COMMON), effect("Rash")]
    there = [effect("Nausea", RARE), effect("Itch")]

    offers = {
        str((difference.there or difference.here).effect): choices_for(difference)
        for difference in side_by_side(document(*here), document(*there)).differences
    }

    assert offers == {
        "Nausea": tuple(Choice),
        "Rash": (Choice.OURS, Choice.NEITHER),
        "Itch": (Choice.OURS, Choice.THEIRS),
    }


def test_a_reference_that_is_taken_gets_a_free_number():
    here = [citation(1, "Ours"), citation(3, "Also ours")]

    result = taken(here, [citation(1, "Theirs")], Theirs=Choice.THEIRS)

    assert sorted((row.number, row.text) for row in result.document.citations) == [
        (1, "Ours"),
        (3, "Also ours"),
        (4, "Theirs"),
    ]


@pytest.mark.parametrize("ours", [[citation(1, "Ours")], []])
def test_a_text_whose_reference_would_be_another_is_named(ours):
    there = [section("Theirs [1].", heading="Usage"), citation(1, "Examples, 2020")]

    result = taken([section("A."), *ours], there, Theirs=Choice.THEIRS)

    assert miscited(result, document(*there)) == ['"Usage" cites [1]']


def test_a_text_that_comes_with_its_reference_is_fine():
    there = [section("Theirs [1]."), citation(1, "Examples, 2020")]

    result = taken([section("A.")], there, Theirs=Choice.THEIRS, Examples=Choice.THEIRS)

    assert miscited(result, document(*there)) == []
