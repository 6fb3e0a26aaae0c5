from tests.importing.documents.side_effects.reading import names, read


def test_each_bullet_is_an_effect():
    found = names("""\
        Possible side effects:

        * Headache
        * Dry mouth.
        - Rash
        1. Fever
        """)

    assert found == ["Headache", "Dry mouth", "Rash", "Fever"]


def test_the_wording_keeps_what_the_name_leaves_out():
    read_back = read("* **Rash (itchy)** – tell a nurse. It fades.\n")

    row = read_back.rows[0]
    assert row.name == "Rash"
    assert row.wording == "Rash (itchy) – tell a nurse. It fades"
    assert read_back.rest == ""


def test_a_name_keeps_brackets_that_stand_inside_it():
    found = names("* High blood urea (BUN) levels (in tests)\n* Infection(s)\n")

    assert found == ["High blood urea (BUN) levels", "Infection(s)"]


def test_a_comma_list_behind_a_label_is_cut():
    found = names("* **Common:** nausea, vomiting; and a stuffy nose.\n")

    assert found == ["nausea", "vomiting", "a stuffy nose"]


def test_commas_in_brackets_cut_nothing():
    found = names("* **Common:** allergy (rash, hives, itching), cough\n")

    assert found == ["allergy", "cough"]


def test_an_open_bracket_hides_nothing():
    found = names("* **Common:** allergy (rash, cough, fever\n")

    assert found == ["allergy (rash", "cough", "fever"]


def test_parts_of_the_body_stay_with_their_effect():
    found = names("* **Common:** tingling of the hands, arms, or neck, fever\n")

    assert found == ["tingling of the hands, arms, or neck", "fever"]


def test_adjectives_stay_with_their_noun():
    found = names("* **Common:** black, tarry stools, cough\n")

    assert found == ["black, tarry stools", "cough"]


def test_the_last_two_of_a_list_need_no_comma():
    found = names("* **Skin:** hives (itchy), rash and blisters.\n")

    assert found == ["hives", "rash", "blisters"]


def test_two_halves_of_one_effect_stay_together():
    found = names("* **Common:** cough, cold hands and feet\n")

    assert found == ["cough", "cold hands and feet"]


def test_adjectives_in_a_row_name_one_effect():
    assert names("* Fungal, dental, and topical infections\n") == [
        "Fungal, dental, and topical infections"
    ]


def test_a_bullet_with_several_effects_is_cut():
    assert names("* Headache, vertigo, tremor\n") == ["Headache", "vertigo", "tremor"]


def test_a_bullet_with_alternatives_is_one_effect():
    found = names("* Soreness, heat, or a lump at the injection site\n")

    assert found == ["Soreness, heat, or a lump at the injection site"]


def test_a_bullet_with_several_measurements_is_one_effect():
    found = names("* Decreased levels of calcium, zinc, and iron\n")

    assert found == ["Decreased levels of calcium, zinc, and iron"]


def test_an_explained_effect_is_named_by_its_label():
    row = read("* **Nausea:** often passes after a week\n").rows[0]

    assert (row.name, row.wording) == ("Nausea", "Nausea: often passes after a week")


def test_an_effect_with_nothing_behind_its_colon_is_an_effect():
    assert names("* **Headache:**\n* **Fatigue:**\n") == ["Headache", "Fatigue"]


def test_a_nested_list_stands_under_its_item():
    found = read("""\
        * **Common:**
            * Nausea
            * Cough
        * Serious:
            * Seizures
        """)

    rows = [(row.name, row.frequency.word, row.serious) for row in found.rows]
    assert rows == [
        ("Nausea", "common", "not_stated"),
        ("Cough", "common", "not_stated"),
        ("Seizures", "", "yes"),
    ]


def test_an_effect_above_remarks_is_an_effect():
    found = names("* Drowsiness\n    * This is usually mild.\n")

    assert found == ["Drowsiness"]


def test_bullets_of_word_processors_are_bullets():
    assert names("Common:\n\n• Nausea\n• Cough\n") == ["Nausea", "Cough"]


def test_rows_know_their_lines_in_the_file():
    found = read("Possible:\n\n* Nausea\n* Rash that\n  itches\n")

    lines = [(row.lines.first, row.lines.last) for row in found.rows]
    assert lines == [(12, 12), (13, 14)]


def test_labels_are_no_names():
    found = names("""\
        **Common side effects**

        * **Common:**
        * Serious side effects
        * Other
        * Nausea
        """)

    assert found == ["Nausea"]


def test_advice_and_reassurance_are_no_names():
    found = names("""\
        * Seek medical attention at once
        * Generally well tolerated
        * No known side effects
        * Stop taking it
        * Consult your doctor
        * **Note:** nausea, vomiting
        """)

    assert found == []


def test_a_list_below_a_note_holds_no_effects():
    text = "**Important note:**\n\n* Nausea tablets may help\n* Fresh air\n"

    found = read(text)

    assert found.rows == ()
    assert "Fresh air" in found.rest
