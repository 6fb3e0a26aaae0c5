from fractions import Fraction

from monographs.frequency import Basis, Serious
from tests.importing.documents.side_effects.reading import classes, read


def phrases(text: str, **known) -> dict[str, str]:
    return {row.name: row.frequency.phrase for row in read(text, **known).rows}


def serious(text: str) -> dict[str, Serious]:
    return {row.name: row.serious for row in read(text).rows}


def test_a_label_says_it_for_its_list():
    row = read("**Less common side effects (1–10%):**\n\n* Cough\n").rows[0]

    assert row.frequency.phrase == "Less common side effects (1–10%)"
    assert row.frequency.word == "less common"
    assert row.frequency.interval is not None
    assert row.frequency.interval.low == Fraction(1, 100)


def test_a_lead_in_says_it_for_its_list():
    found = phrases("Some say so. Common ones, though mild, include:\n\n* Cough\n")

    assert found == {"Cough": "Common ones, though mild, include"}


def test_a_lead_in_counts_with_the_sentence_before_it():
    text = "Rare but serious effects are possible. These include:\n\n* Seizures\n"

    row = read(text).rows[0]

    assert row.frequency.word == "rare"
    assert row.serious is Serious.YES
    assert row.frequency.phrase == (
        "Rare but serious effects are possible. These include"
    )


def test_a_lead_in_counts_with_the_label_before_it():
    text = "**Common side effects:** Not all get them. These include:\n\n* Cough\n"

    found = read(text)

    assert found.rows[0].frequency.phrase == (
        "Common side effects: Not all get them. These include"
    )
    assert found.rest == ""


def test_words_do_not_carry_over_from_one_list_to_the_next():
    text = "Common side effects:\n\n* Cough\n\nTell a nurse of:\n\n* Fever\n"

    assert classes(text) == {"Cough": "common", "Fever": "not_known"}


def test_what_to_look_out_for_is_an_effect_without_a_frequency():
    text = "Rare effects exist.\n\nSeek help at once for:\n\n* Fainting\n"

    assert classes(text) == {"Fainting": "not_known"}


def test_words_do_not_carry_over_prose():
    text = "**Rare:**\n\n* Cough\n\nMost pass.\n\n* Fever\n"

    assert classes(text) == {"Cough": "rare", "Fever": "not_known"}


def test_a_remark_below_a_label_does_not_take_it_away():
    text = "**Rare:**\n\nMost pass by themselves.\n\n* Cough\n"

    assert classes(text) == {"Cough": "rare"}


def test_an_items_own_words_beat_its_groups():
    text = """\
        **Common:**

        * Vomiting (rare)
        * Headache (12%)
        * Rash: Less common but possible.
        * Cough
        """

    assert classes(text) == {
        "Vomiting": "rare",
        "Headache": "very_common",
        "Rash": "uncommon",
        "Cough": "common",
    }
    assert phrases(text)["Vomiting"] == "rare"


def test_words_about_the_effect_say_nothing_of_how_often():
    text = "**Rare:**\n\n* Stuffy nose (common cold)\n* Polyuria (frequent urination)\n"

    assert set(classes(text).values()) == {"rare"}


def test_an_adverb_speaks_for_what_follows_in_its_sentence():
    text = "* **Skin:** Redness, itching. Rarely, blisters, scars.\n"

    assert classes(text) == {
        "Redness": "not_known",
        "itching": "not_known",
        "blisters": "rare",
        "scars": "rare",
    }


def test_serious_is_read_from_label_lead_in_and_item_only():
    text = """\
        **Less common but serious:**

        * Coma

        More serious effects include:

        * Bleeding

        **Rare:**

        * Death
        * Ulcers (rare but serious)
        """

    assert serious(text) == {
        "Coma": Serious.YES,
        "Bleeding": Serious.YES,
        "Death": Serious.NOT_STATED,
        "Ulcers": Serious.YES,
    }


def test_less_severe_ones_among_serious_ones_are_not_serious():
    text = """\
        There were serious effects, including:

        * Heart failure
        * Other, less severe effects: hiccups, thirst
        """

    assert serious(text) == {
        "Heart failure": Serious.YES,
        "hiccups": Serious.NOT_STATED,
        "thirst": Serious.NOT_STATED,
    }


def test_the_heading_says_it_for_the_whole_section():
    found = classes("* Cough\n", heading="Rare Side Effects")

    assert found == {"Cough": "rare"}


def test_post_marketing_is_kept_as_the_basis():
    row = read("**Post-marketing reports:** drooping eyelids, cough\n").rows[0]

    assert row.frequency.basis is Basis.POST_MARKETING
    assert row.frequency.phrase == "Post-marketing reports"


def test_nothing_said_is_an_empty_phrase():
    found = phrases("Side effects may include:\n\n* Cough\n")

    assert found == {"Cough": ""}
