import pytest

from monographs.importing.documents.kinds import kind_of_heading, kind_of_label

MEDICINES = {"foozole", "barzole"}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Generic Names", "generic_name"),
        ("Uses & Indications", "usage"),
        ("Uses &amp; Indications", "usage"),
        ("Dosage and Administration", "dosage"),
        ("Side-Effects", "side_effects"),
        ("Side\N{NO-BREAK SPACE}Effects", "side_effects"),
        ("ADVERSE REACTIONS", "side_effects"),
        ("How Does It Work?", "how_it_works"),
        ("How Foozole Works", "how_it_works"),
        ("Warnings and Precautions", "precautions"),
        ("Contraindications", "precautions"),
        ("FAQs", "faqs"),
        ("3. Frequently Asked Questions (FAQs)", "faqs"),
    ],
)
def test_headings_are_known_by_their_usual_names(heading, kind):
    assert kind_of_heading(heading) == kind


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Side Effects (Foozole)", "side_effects"),
        ("Foozole Usage", "usage"),
        ("Foozole (Barzole) Usage", "usage"),
        ("Usage (Individual Components)", "usage"),
        ("FAQs Regarding Foozole and Alcohol", "faqs"),
        ("Common Side Effects", "side_effects"),
    ],
)
def test_a_qualified_heading_has_the_kind_of_its_words(heading, kind):
    assert kind_of_heading(heading) == kind


@pytest.mark.parametrize(
    "heading",
    [
        "Foozole",
        "Combined Use of Foozole and Barzole",
        "Popular Brand Names (India)",
        "Interactions",
        "Dosage, Side Effects, and FAQs",
        "Side Effects and Precautions",
        "",
    ],
)
def test_names_and_several_kinds_at_once_are_other(heading):
    assert kind_of_heading(heading) == "other"


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Side Effects", "side_effects"),
        ("FAQs (Hypothetical)", "faqs"),
        ("Foozole Usage", "usage"),
        ("Side Effects of Foozole", "side_effects"),
    ],
)
def test_a_label_is_a_kind_with_a_medicine_or_parentheses(label, kind):
    assert kind_of_label(label, medicines=MEDICINES) == kind


@pytest.mark.parametrize(
    "label",
    [
        "Common Side Effects",
        "Dosage Adjustments",
        "Adults",
        "Contraindications",
        "Important Note",
        "Side Effects in Children",
        "Pediatric Dosage",
    ],
)
def test_a_label_inside_a_section_names_no_kind(label):
    assert kind_of_label(label, medicines=MEDICINES) == "other"
