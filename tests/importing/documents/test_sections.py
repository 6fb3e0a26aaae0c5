import pytest

from monographs.importing.documents.blocks import read_lines
from monographs.importing.documents.sections import cut

MEDICINES = {"foozole", "barzole"}


def sections(text):
    found = cut(read_lines(text.split("\n"), first=1), MEDICINES)
    return [(part.kind, part.heading, part.text) for part in found.sections]


def kinds(text):
    return [kind for kind, _, _ in sections(text)]


def dialect(text):
    return cut(read_lines(text.split("\n"), first=1), MEDICINES).dialect


def test_headings_cut_a_document():
    text = "### Generic Name\nFoozole\n\n### Usage:\n\nFor pain.\n\n* One\n\n---\n"

    assert dialect(text) == "headed"
    assert sections(text) == [
        ("generic_name", "Generic Name", "Foozole"),
        ("usage", "Usage", "For pain.\n\n* One"),
    ]


def test_a_heading_may_carry_its_text():
    text = "### Usage: For pain.\nAnd more.\n### Generic Name: Foozole"

    assert sections(text) == [
        ("usage", "Usage", "For pain.\nAnd more."),
        ("generic_name", "Generic Name", "Foozole"),
    ]


def test_bold_labels_cut_a_document_without_headings():
    text = "**Usage:** For pain.\n**Side Effects:**\n\n* **Common:** nausea\n"

    assert dialect(text) == "labelled"
    assert sections(text) == [
        ("usage", "Usage", "For pain."),
        ("side_effects", "Side Effects", "* **Common:** nausea"),
    ]


def test_plain_labels_cut_a_document_that_has_neither():
    text = "Usage: For pain.\n\nSide Effects:\nNausea: often.\n\nFAQS\nNone."

    assert dialect(text) == "plain"
    assert sections(text) == [
        ("usage", "Usage", "For pain."),
        ("side_effects", "Side Effects", "Nausea: often."),
        ("faqs", "FAQS", "None."),
    ]


def test_labelled_items_cut_a_document_that_is_one_list():
    text = (
        "* **Generic Name:** Foozole\n* **Usage:** For pain.\n* **Side Effects:**\n"
        "    * Nausea"
    )

    assert sections(text) == [
        ("generic_name", "Generic Name", "Foozole"),
        ("usage", "Usage", "For pain."),
        ("side_effects", "Side Effects", "    * Nausea"),
    ]


def test_a_label_inside_a_section_of_a_headed_document_cuts_nothing():
    text = "### Usage\na\n### Dosage\n**Usage:** b\n\n**Adults:** c"

    assert kinds(text) == ["usage", "dosage"]


def test_a_label_of_a_kind_that_no_heading_names_cuts_a_headed_document():
    text = "### Usage\na\n### Dosage\nb\n\n**FAQs:**\n\nc"

    assert dialect(text) == "mixed"
    assert kinds(text) == ["usage", "dosage", "faqs"]


def test_labels_below_a_medicines_name_cut_a_headed_document():
    text = (
        "### Generic Name: Foozole + Barzole\n\n### Foozole\n\n**Usage:** a\n\n"
        "**Dosage:** b\n\n### Barzole\n\n**Usage:** c\n\n**Dosage:** d\n\n### FAQs\ne"
    )

    assert kinds(text) == [
        *("generic_name", "other", "usage", "dosage"),
        *("other", "usage", "dosage", "faqs"),
    ]


def test_bold_names_stand_above_the_sections_of_a_medicine():
    text = (
        "None has both.\n\n**1. Foozole:**\n\n**Usage:** a\n\n**Side Effects:** b\n\n"
        "**2. Barzole:**\n\n**Usage:** c\n\n**Side Effects:** d"
    )

    assert sections(text)[:3] == [
        ("other", "", "None has both."),
        ("other", "1. Foozole", ""),
        ("usage", "Usage", "a"),
    ]
    assert ("other", "2. Barzole", "") in sections(text)


def test_a_labelled_sentence_about_a_medicine_is_no_name():
    text = "### Usage\n**Foozole:** for pain.\n\n### Dosage\n**Barzole is strong.**\n"

    assert kinds(text) == ["usage", "dosage"]


def test_medicines_that_are_lists_are_kept_whole_below_their_names():
    block = "* **Generic Name:** x\n* **Usage:** y\n* **Side Effects:** z\n\n"
    text = f"**Foozole:**\n\n{block}**Barzole:** strong\n\n{block}**FAQs:**\n\nq"

    assert sections(text) == [
        ("other", "Foozole", block.strip()),
        ("other", "Barzole", f"strong\n\n{block.strip()}"),
        ("faqs", "FAQs", "q"),
    ]


def test_a_qualified_label_of_the_same_kind_stays_in_its_section():
    text = "**Dosage:** a\n\n**Dosage (adults):** b\n\n**Usage:** c"

    assert kinds(text) == ["dosage", "usage"]


def test_a_label_that_names_another_medicine_starts_a_section():
    text = "**Usage (Foozole):** a\n\n**Usage (Barzole):** b\n\n**Dosage:** c"

    assert kinds(text) == ["usage", "usage", "dosage"]


def test_the_name_of_a_medicine_among_the_questions_cuts_nothing():
    text = "**Usage:** a\n\n**FAQs (of both):**\n\n**Foozole FAQs:**\n\n* q"

    assert kinds(text) == ["usage", "faqs"]


@pytest.mark.parametrize("start", ["### Dosage", "**Dosage:**"])
def test_deeper_headings_stay_inside_their_section(start):
    text = f"{start}\na\n\n#### Adults\nb\n\n#### Dosage in children\nc"

    assert kinds(text) == ["dosage"]


def test_a_deeper_heading_that_is_a_kinds_name_starts_a_section():
    text = "## Usage\na\n### Precautions\nb\n## Dosage\nc"

    assert kinds(text) == ["usage", "precautions", "dosage"]


def test_headings_that_are_no_kind_start_sections_of_kind_other():
    text = "### Usage\na\n### Interactions\nb\n### Popular Brand Names (India)\nc"

    assert sections(text)[1:] == [
        ("other", "Interactions", "b"),
        ("other", "Popular Brand Names (India)", "c"),
    ]


@pytest.mark.parametrize("tail", ["* **", "**", "---", "* ", "```"])
def test_marks_at_the_end_are_no_text(tail):
    text = f"### Usage\na\n### Dosage\nb\n\n{tail}"

    assert sections(text)[-1] == ("dosage", "Dosage", "b")


def test_sections_know_the_lines_of_the_file():
    lines = read_lines(["### Usage", "", "a", "", "**FAQs:** b", "c", ""], first=10)

    found = cut(lines, MEDICINES).sections

    assert [(s.heading_line, s.first, s.line(s.text.count("\n"))) for s in found] == [
        (10, 12, 12),
        (14, 14, 15),
    ]
