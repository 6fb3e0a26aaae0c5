import pytest

from tests.checks.documents import (
    drug,
    finds,
    found_by,
    question,
    section,
    sentence_found_by,
)

USUAL = section("Take 10 to 20 mg once a day.", "dosage")


@pytest.mark.parametrize(
    "text",
    [
        "Inject 10 U at night.",
        "Take 5.0 mg.",
        "Take .5 mg.",
        "Take 20 gm.",
        "Take 2 grains.",
        "One tablet of 500 g twice daily.",
    ],
)
def test_units_that_have_been_misread_are_found(text):
    assert finds("dose_unit", text, "dosage")


@pytest.mark.parametrize(
    "text",
    [
        "Take 10 mg.",
        "Take 0.5 mg or 1,000 mg.",
        "Inject 10 units.",
        "Rub in 1.05 mg.",
        "A tube of 50 g lasts a month.",
        "Creatinine below 1.5 mg/dL.",
    ],
)
def test_usual_units_are_left_alone(text):
    assert not finds("dose_unit", text, "dosage")


def test_a_ten_fold_dose_elsewhere_is_found():
    document = drug(USUAL, question("How much?", "The usual dose is 200 mg a day."))

    message = sentence_found_by("dose_jump", document)

    assert "200 mg here, 10 to 20 mg in the dosage section" in message


def test_micrograms_for_milligrams_are_found():
    assert found_by("dose_jump", drug(USUAL, section("Take 10 mcg daily.", "usage")))


@pytest.mark.parametrize(
    "text",
    [
        "The maximum dose is 40 mg.",  # near a usual one
        "A dose of 55 mg was tried.",  # no slipped point
        "The dose is 200 mg/kg.",  # another measure
        "Tablets hold 100 mg/5 mL.",
        "A level of 200 mg was found in lakes.",  # no dose
    ],
)
def test_other_amounts_are_no_jumps(text):
    assert not found_by("dose_jump", drug(USUAL, section(text)))


def test_the_parts_of_a_combination_have_doses_of_their_own():
    document = drug(
        USUAL, section("Take 200 mg daily."), title="Examplazole + Samplidone"
    )

    assert not found_by("dose_jump", document)
