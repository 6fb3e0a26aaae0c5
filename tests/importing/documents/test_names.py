import pytest

from monographs.importing.documents.draft import SectionText
from monographs.importing.documents.names import generic_name, read_names


def section(text, kind="generic_name", heading="Generic Name"):
    return SectionText(kind, heading, text, first=8, heading_line=7)


def names(text, title="Examplazole", **options):
    found = read_names([section(text, **options)], title).names
    return [(name.kind, name.text) for name in found]


def test_the_generic_name_is_the_first_paragraph():
    text = "Examplazole\nhydrochloride\n\nA combination."

    assert generic_name([section(text)]) == "Examplazole hydrochloride"


def test_there_is_none_without_its_section():
    assert generic_name([section("text", kind="usage")]) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Examplazole", []),
        ("Examplazole hydrochloride", [("generic", "Examplazole hydrochloride")]),
        ("Examplazole (EXZ)", [("abbreviation", "EXZ")]),
        ("Examplazole (2-EX)", [("abbreviation", "2-EX")]),
        ("Examplazole (also known as exazole)", [("synonym", "exazole")]),
        (
            "Examplazole (also known as exazole or exol)",
            [("synonym", "exazole"), ("synonym", "exol")],
        ),
        (
            "Examplazole sodium (EXZ)",
            [("generic", "Examplazole sodium"), ("abbreviation", "EXZ")],
        ),
    ],
)
def test_other_names_are_taken_where_they_are_plainly_stated(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Examplazole (injection)",
        "Examplazole (there is no single generic name.)",
        "There is no generic name for this. It is a mixture.",
        "Examplazole (Human) (EXZ)",
    ],
)
def test_nothing_is_guessed_from_parentheses_and_sentences(text):
    assert names(text) == []


def test_of_a_combination_no_name_is_taken():
    assert names("Foozole (FZ)", title="Foozole + Barzole") == []


@pytest.mark.parametrize(
    "text",
    ["* Foozol\n* Barzol (Acme)", "Foozol, Barzol, and others.", "Foozol\nBarzol"],
)
def test_bare_names_below_a_heading_of_brand_names_are_brands(text):
    found = names(text, kind="other", heading="Popular Brand Names (India)")

    assert found == [("brand", "Foozol"), ("brand", "Barzol")]


def test_brand_names_may_stand_behind_a_label():
    text = "Examplazole\n\n* **Brand Names:** Foozol, Barzol"

    assert names(text) == [("brand", "Foozol"), ("brand", "Barzol")]


def test_a_sentence_about_brand_names_names_none():
    text = "Brand names vary, and no list is complete. Ask a pharmacist."

    assert names(text, kind="other", heading="Brand Names") == []


@pytest.mark.parametrize(
    "label", ["**Drug Class:**", "Class:", "* **Therapeutic class**:"]
)
def test_a_class_is_taken_where_a_label_states_it(label):
    found = read_names([section(f"{label} Proton pump inhibitor")], "Examplazole")

    assert [(c.name, c.lines.first) for c in found.classes] == [
        ("Proton pump inhibitor", 8)
    ]


def test_no_class_is_taken_from_a_sentence():
    text = "Examplazole belongs to the class: medicines that lower acid in the stomach."

    assert read_names([section(text, kind="usage")], "Examplazole").classes == ()
