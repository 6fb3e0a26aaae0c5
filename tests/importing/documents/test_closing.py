import pytest

from monographs.importing.documents.blocks import read_lines
from monographs.importing.documents.sections import cut

PAGE = "### Usage\nFor pain.\n\n### FAQs\n\n* **Q: Safe?** A: Yes.\n"
INFORMATION = "This information is for general knowledge and is no medical advice."
ORIGIN = "This information is AI-generated and may be wrong."


def closings(text):
    found = cut(read_lines(text.split("\n"), first=1), set()).sections
    return [(s.kind, s.heading, s.text) for s in found if s.kind not in KINDS]


KINDS = {"usage", "dosage", "faqs"}


@pytest.mark.parametrize(
    ("written", "heading"),
    [
        ("**Disclaimer:** Ask first.", "Disclaimer"),
        ("**Important Disclaimer:** Ask first.", "Important Disclaimer"),
        ("*Disclaimer: Ask first.*", "Disclaimer"),
        ("**Disclaimer: Ask first.**", "Disclaimer"),
        ("Disclaimer: Ask first.", "Disclaimer"),
        ("> **Disclaimer:** Ask first.", "Disclaimer"),
        ("* **Disclaimer:** Ask first.", "Disclaimer"),
        ("### Disclaimer\n\nAsk first.", "Disclaimer"),
        ("### Disclaimer: Ask first.", "Disclaimer"),
    ],
)
@pytest.mark.parametrize("gap", ["", "\n", "\n---\n\n"], ids=["none", "blank", "rule"])
def test_a_labelled_disclaimer_is_kept_apart(written, heading, gap):
    assert closings(PAGE + gap + written) == [("disclaimer", heading, "Ask first.")]


@pytest.mark.parametrize(
    "paragraph",
    [INFORMATION, f"*{INFORMATION}*", f"**{INFORMATION}**", f"**Note:** {INFORMATION}"],
)
def test_a_disclaimer_without_its_label_is_kept_apart_as_written(paragraph):
    assert closings(f"{PAGE}\n{paragraph}\n") == [("disclaimer", "", paragraph)]


@pytest.mark.parametrize("label", ["**Note:** ", "*Note:* ", "Note: ", "### Note\n\n"])
def test_a_note_about_the_texts_origin_is_kept_apart(label):
    assert closings(f"{PAGE}\n{label}{ORIGIN}") == [("note", "Note", ORIGIN)]


def test_a_note_about_the_origin_needs_no_label():
    text = f"{PAGE}\n**Disclaimer:** Ask first.\n\n---\n\n*{ORIGIN}*"

    assert closings(text) == [
        ("disclaimer", "Disclaimer", "Ask first."),
        ("note", "", f"*{ORIGIN}*"),
    ]


def test_a_disclaimer_before_the_sections_ends_at_the_first():
    assert closings(f"**Disclaimer:** Ask first.\n\n{PAGE}") == [
        ("disclaimer", "Disclaimer", "Ask first.")
    ]


@pytest.mark.parametrize(
    "paragraph",
    [
        "**Note:** This list is not complete.",
        "**Important Note:** Never double a dose.",
        "Information about storage is on the label.",
        "Ask for medical advice first.",
    ],
)
def test_a_note_about_the_medicine_stays_in_its_section(paragraph):
    assert closings(f"### Usage\nFor pain.\n\n{paragraph}\n\n{PAGE}") == []
    assert closings(f"{PAGE}\n{paragraph}") == []


def test_a_section_that_is_nothing_but_a_disclaimer_keeps_its_text():
    text = f"### Usage\nFor pain.\n\n### FAQs\n\n{INFORMATION}"

    assert closings(text) == []
