import pytest

from monographs.importing.documents.draft import SectionText
from monographs.importing.documents.truncation import find_truncation


def found_in(text, kind="faqs", note=False):
    sections = [SectionText(kind, "Heading", text, first=20, heading_line=19)]
    if note:
        sections.append(SectionText("note", "Note", "AI-generated", 30, 30))
    return find_truncation(sections)


@pytest.mark.parametrize("note", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "Ask your doctor.\nAlways ask your doctor or pharmacist before",
        "* **Q: Is it safe?** A: It is safe for most of the",
        "It blocks certain enzymes,",
        "",
    ],
)
def test_text_that_stops_in_mid_sentence_is_found(text, note):
    issue = found_in(text, note=note)

    assert issue.code == "truncated"


@pytest.mark.parametrize(
    "text",
    [
        "Ask your doctor.",
        "Ask your doctor.**",
        'They call it "safe."',
        "Is it safe for older people and for children?",
        "See below (never alone).",
        "Thank you",
    ],
)
def test_text_that_ends_is_not(text):
    assert found_in(text) is None


def test_items_need_no_stop():
    text = "* Nausea\n* Swelling of the face, lips, or tongue"

    assert found_in(text, kind="side_effects") is None


def test_the_line_is_named():
    assert found_in("Ends.\n\nIt stops in the middle of a").line == 22
