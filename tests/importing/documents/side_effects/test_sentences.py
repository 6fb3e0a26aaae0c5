import pytest

from monographs.frequency import Serious
from tests.importing.documents.side_effects.reading import groups, names, read


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Common side effects include thirst, hiccups, and cough.", 3),
        ("Side effects include, but are not limited to, thirst and cough.", 2),
        ("Less common effects are possible, including thirst.", 1),
        ("It may cause hiccups or thirst in some people.", 1),
        ("Some people may experience mild hiccups.", 1),
        ("Rarely, hiccups can occur.", 1),
        ("Hiccups, although rare, have been reported.", 1),
        ("Serious side effects such as seizures are possible.", 1),
        ("Generally well tolerated, but hiccups are possible.", 1),
    ],
)
def test_sentences_name_effects(sentence, expected):
    found = read(sentence)

    assert len(found.rows) == expected
    assert all(row.is_from_sentence for row in found.rows)
    assert found.rest == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Side effects are rare.",
        "More serious side effects may occur.",
        "Seek help if you notice hiccups, fever, or cough.",
        "Examplazole is generally considered safe.",
        "The risk depends on many things, including the dose.",
        "High doses can be toxic.",
        "Regular blood tests are essential.",
        "Interactions with other medicines are possible.",
        "This list is not exhaustive.",
        "Have you had hiccups?",
    ],
)
def test_sentences_without_effects_name_none(sentence):
    assert names(sentence, medicines=("Examplazole",)) == []


def test_a_sentence_says_how_often_and_how_serious():
    text = "Rare but serious side effects may include seizures and coma."

    rows = read(text).rows

    assert [row.name for row in rows] == ["seizures", "coma"]
    assert {row.frequency.word for row in rows} == {"rare"}
    assert {row.serious for row in rows} == {Serious.YES}
    assert rows[0].frequency.phrase == "Rare but serious side effects may include"


def test_a_sentence_that_points_back_counts_with_the_one_before():
    text = "Less common but serious effects exist. These can include seizures."

    row = read(text).rows[0]

    assert row.frequency.phrase == "Less common but serious effects exist"
    assert row.frequency.word == "less common"


def test_a_label_that_has_its_list_says_nothing_of_the_next_paragraph():
    text = "**Common:**\n\n* Cough\n\nIt can also cause thirst.\n"

    assert [row.frequency.word for row in read(text).rows] == ["common", ""]


def test_the_symptoms_of_an_effect_are_no_further_effects():
    text = "Severe allergy can occur. Symptoms may include hives and fever."

    assert names(text) == ["Severe allergy"]


def test_a_shared_adjective_keeps_a_pair_together():
    text = "Side effects include increased thirst and appetite."

    assert names(text) == ["increased thirst and appetite"]


def test_what_is_added_for_explanation_is_no_effect():
    text = "Brugada syndrome, a heart condition, is also possible."

    assert names(text) == ["Brugada syndrome"]


def test_a_sentence_may_speak_of_one_component():
    found = groups(
        "* **Other:** fever, chills. Demopril can cause cough.\n",
        medicines=("Examplazole + Demopril", "Examplazole", "Demopril"),
    )

    assert found["cough"] == ("Demopril", "component", "Demopril")
    assert found["fever"] == ("Other", "product", "")


def test_an_item_that_is_a_sentence_stays_in_the_text():
    found = read("* Some people may experience hiccups.\n* Cough\n")

    assert [(row.name, row.is_from_sentence) for row in found.rows] == [
        ("hiccups", True),
        ("Cough", False),
    ]
    assert found.rest == "* Some people may experience hiccups."
