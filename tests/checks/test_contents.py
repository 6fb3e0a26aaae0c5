"""What a page lacks, says twice, or says in two ways."""

from dataclasses import replace

import pytest

from tests.checks.documents import (
    citation,
    comparison,
    drug,
    finds,
    found_by,
    name,
    question,
    section,
    sentence_found_by,
    side_effect,
)

SECTIONS = [
    section("For examples.", "usage"),
    section("One a day.", "dosage"),
    section("It binds.", "how_it_works"),
    section("Not with grapefruit.", "precautions"),
    section("Some may occur.", "side_effects"),
]


def test_each_missing_section_is_named():
    found = found_by("missing_section", drug(*SECTIONS[:3], side_effect()))

    assert [one.place for one in found] == ["Precautions"]
    assert not found_by("missing_section", drug(*SECTIONS))


def test_a_comparison_needs_its_table():
    assert found_by("missing_section", comparison())[0].place == "Feature table"
    assert not found_by("missing_section", comparison(cell="Daily"))


def test_an_article_states_author_and_interests():
    silent = comparison(cell="Daily")
    half = replace(silent, author="Dr. Example")

    [both] = found_by("authorship_missing", silent)
    [one] = found_by("authorship_missing", half)

    assert both.severity == "warning"
    assert "its author and interests" in both.message
    assert "its interests," in one.message
    assert both.digest != one.digest
    assert not found_by("authorship_missing", replace(half, interests="None declared"))
    assert not found_by("authorship_missing", drug())


def test_what_nobody_sees_states_nothing():
    blank = replace(comparison(cell="Daily"), author="\u2800", interests="\u3164")

    [found] = found_by("authorship_missing", blank)

    assert "its author and interests" in found.message


def test_empty_sections_and_answers_are_found():
    document = drug(section(" ", "precautions"), question("Why?", ""))

    found = found_by("empty_section", document)

    assert [one.place for one in found] == ["Precautions", "Question 1, “Why?”"]


def test_a_heading_above_rows_is_not_empty():
    assert not found_by(
        "empty_section", drug(section("", "side_effects"), side_effect())
    )


def test_the_heading_of_a_component_may_stand_alone():
    document = drug(
        section("", "other", "Samplidone"),
        title="Examplazole + Samplidone",
        components=["Examplazole", "Samplidone"],
    )

    assert not found_by("empty_section", document)


def test_a_page_that_says_nothing_of_a_medicine_is_none():
    assert found_by("not_a_medicine", drug(section("A poem.", "other")))
    assert not found_by("missing_section", drug(section("A poem.", "other")))
    assert not found_by("not_a_medicine", drug(section("For examples.")))


def test_a_page_that_denies_being_about_a_medicine_is_found():
    assert finds("said_not_a_medicine", "Examplazole is not a medicine but a solvent.")
    assert not finds("said_not_a_medicine", "Examplazole is not a medicine for colds.")
    assert not finds("said_not_a_medicine", "Water is not a medicine.")


def test_a_combination_speaks_of_each_of_its_drugs():
    parts = ["Examplazole", "Samplidone hydrochloride"]
    silent = drug(
        section("Examplazole helps."), title=" + ".join(parts), components=parts
    )
    speaking = drug(
        section("Examplazole helps; samplidone too."),
        title=" + ".join(parts),
        components=parts,
    )

    assert "Samplidone" in sentence_found_by("component_missing", silent)
    assert not found_by("component_missing", speaking)


def test_a_name_may_be_spelt_apart():
    parts = ["Examplazole", "Hydroxysamplidonacetate"]
    document = drug(
        section("Examplazole and hydroxy samplidonacetate."),
        title=" + ".join(parts),
        components=parts,
    )

    assert not found_by("component_missing", document)


def test_a_combination_without_components_is_found():
    document = drug(
        section("Examplazole and samplidone."), title="Examplazole + Samplidone"
    )

    assert "none is listed" in sentence_found_by("component_missing", document)


def test_words_and_numbers_that_differ_are_told_once_for_all_their_effects():
    document = drug(
        side_effect("rare (5%)"),
        side_effect("rare (5%)", "headache"),
        side_effect("common (5%)", "rash"),
    )

    message = sentence_found_by("word_and_number_differ", document)

    assert "nausea, headache: called “rare”, and the number says 5%" in message


def test_the_same_effect_twice_is_found():
    document = drug(side_effect("common"), side_effect("rare"))

    assert "nausea, common" in sentence_found_by("effect_twice", document)


def test_an_effect_of_each_component_is_not_twice():
    document = drug(
        side_effect(scope="component", scope_name="Examplazole"),
        side_effect(scope="component", scope_name="Samplidone"),
    )

    assert not found_by("effect_twice", document)


def test_numbers_without_a_basis_are_a_hint():
    bare, counted = side_effect("5%"), side_effect("in trials, 5% of patients")

    [found] = found_by("frequency_without_basis", drug(bare, counted))

    assert found.severity == "hint"
    assert found.row_key == bare.key


def test_citations_and_their_numbers_belong_together():
    document = drug(section("Shown [1, 3-4]."), citation(1), citation(2), citation(3))

    assert "[4]" in sentence_found_by("citation_not_listed", document)
    assert "[2]" in sentence_found_by("citation_not_used", document)


def test_other_brackets_are_no_citations():
    assert not finds("citation_not_listed", "See [3](https://example.org), [a], [1.5].")


@pytest.mark.parametrize(
    "body",
    [
        "This is not medical advice.",
        "It should not be considered a substitute for professional medical advice.",
        "It does not constitute medical advice.",
    ],
)
def test_a_disclaimer_may_stand_anywhere(body):
    assert not finds("disclaimer_missing", body, "note")


def test_a_page_without_a_disclaimer_is_found():
    assert finds("disclaimer_missing", "For examples.")


def test_unexplained_abbreviations_are_one_hint():
    text = "ABC helps. The XYZ enzyme (XYZ) and QRS (a part of the heartbeat). HIV."

    message = sentence_found_by("abbreviation", drug(section(text)))

    assert "Not explained: ABC." in message


def test_shouting_and_own_names_are_no_abbreviations():
    document = drug(section("DO NOT TAKE MORE. EXZ helps."), name("EXZ"))

    assert not found_by("abbreviation", document)
