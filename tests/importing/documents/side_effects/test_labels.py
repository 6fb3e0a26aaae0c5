import pytest

from tests.importing.documents.side_effects.reading import groups, names

COMBINATION = ("Examplazole + Demopril", "Examplazole", "Demopril")


def test_a_body_system_is_a_group_of_the_whole_product():
    found = groups("* Nervous system: tremor, vertigo\n* Skin: rash, hives\n")

    assert found == {
        "tremor": ("Nervous system", "product", ""),
        "vertigo": ("Nervous system", "product", ""),
        "rash": ("Skin", "product", ""),
        "hives": ("Skin", "product", ""),
    }


def test_a_complaint_of_a_system_with_its_explanation_is_an_effect():
    found = groups("* Gastrointestinal upset: This can be unpleasant.\n")

    assert found == {"Gastrointestinal upset": ("", "product", "")}


@pytest.mark.parametrize(
    "label",
    [
        "**Demopril:**",
        "*Demopril-related:*",
        "From Demopril:",
        "**Demopril (tablets):**",
    ],
)
def test_a_component_is_a_group_with_its_scope(label):
    found = groups(f"* {label} cough, dizziness\n", medicines=COMBINATION)

    group = label.strip("*").rstrip(":*")
    assert found["cough"] == (group, "component", "Demopril")


def test_an_unknown_label_among_components_is_a_component():
    text = """\
        * **Examplazole:** nausea, cough
        * **EXA-5:** hiccups, thirst
        * **Skin irritation:** redness, burning
        """

    found = groups(text, medicines=COMBINATION)

    assert found["hiccups"] == ("EXA-5", "component", "EXA-5")
    assert found["Skin irritation"] == ("", "product", "")


def test_a_lead_in_about_components_tells_that_labels_are_components():
    found = groups("Each component can cause:\n\n* **Zincate:** nausea, cough\n")

    assert found["nausea"] == ("Zincate", "component", "Zincate")


def test_a_component_stands_above_the_words_of_how_often():
    text = """\
        **Examplazole:**

        **Common:**

        * Nausea

        **Rare:**

        * Hives

        **Demopril:**

        * Cough
        """

    found = groups(text, medicines=COMBINATION)

    assert [found[name][2] for name in ("Nausea", "Hives", "Cough")] == [
        "Examplazole",
        "Examplazole",
        "Demopril",
    ]


def test_words_of_how_often_behind_a_finished_component_are_about_both():
    text = """\
        **Demopril:**

        * Cough

        **Serious side effects (both):**

        * Swelling
        """

    found = groups(text, medicines=COMBINATION)

    assert found["Swelling"] == ("", "product", "")


def test_the_component_may_stand_in_brackets():
    text = "**Common side effects (Demopril):**\n\n* Cough\n"

    found = groups(text, medicines=COMBINATION)

    assert found == {"Cough": ("Demopril", "component", "Demopril")}


def test_a_lead_in_may_speak_of_one_component():
    text = "Side effects of Demopril may include:\n\n* Cough\n"

    found = groups(text, medicines=COMBINATION)

    assert found == {"Cough": ("Demopril", "component", "Demopril")}


def test_a_lead_in_about_both_components_is_about_the_product():
    text = "Side effects of Examplazole and Demopril include:\n\n* Cough\n"

    found = groups(text, medicines=COMBINATION)

    assert found == {"Cough": ("", "product", "")}


def test_the_only_medicine_is_no_component():
    text = "Side effects of Examplazole may include:\n\n* Cough\n"

    found = groups(text, heading="Examplazole Side Effects", medicines=("Examplazole",))

    assert found == {"Cough": ("", "product", "")}


def test_the_heading_may_name_a_component():
    found = groups(
        "* Cough\n", heading="Side Effects (Demopril)", medicines=COMBINATION
    )

    assert found == {"Cough": ("Demopril", "component", "Demopril")}


@pytest.mark.parametrize(
    ("label", "scope"),
    [
        ("Oral", "route"),
        ("Topical use", "route"),
        ("Intravenous administration", "route"),
        ("High doses", "dose"),
        ("High doses of Examplazole", "dose"),
        ("In children", "population"),
        ("Elderly patients", "population"),
    ],
)
def test_routes_doses_and_people_are_scopes(label, scope):
    found = groups(f"* **{label}:** nausea, cough\n", medicines=COMBINATION)

    assert found["nausea"] == (label, scope, label)


def test_other_effects_are_a_group_among_systems():
    found = groups("* Skin: rash, hives\n* Other: fever, chills\n")

    assert found["fever"] == ("Other", "product", "")


def test_an_allergy_with_its_signs_is_an_effect():
    assert names("* **Allergic reactions:** rash, itching\n") == ["Allergic reactions"]


def test_a_system_within_a_component_keeps_both():
    text = "**Demopril:**\n\n* Nervous system: tremor, vertigo\n"

    found = groups(text, medicines=COMBINATION)

    assert found["tremor"] == ("Nervous system", "component", "Demopril")
