import json

from monographs.importing.documents import parse
from monographs.importing.documents.contract import contract_line

PAGE = """# Examplazole
### Generic Name
Examplazole (EXZ)
### Side Effects
**Common side effects (>10%):**

* Nausea

**Nervous system:** headache
### FAQs
* **Q: Is it safe?** A: Ask first.

Read the label.

**Disclaimer:** No advice.

**Note:** This is AI-generated.
"""


def line(text, path="e/examplazole.md"):
    return json.loads(contract_line(parse(text.encode(), path)))


def test_a_document_becomes_one_line_of_json():
    assert "\n" not in contract_line(parse(PAGE.encode(), "e/examplazole.md"))


def test_the_line_says_what_was_read():
    found = line(PAGE)

    assert found["source"] == "e/examplazole.md"
    assert found["title"] == "Examplazole"
    assert found["generic_name"] == "Examplazole (EXZ)"
    assert found["components"] == ["Examplazole"]
    assert found["disclaimer"] == "No advice."
    assert found["notes"] == ["This is AI-generated."]
    assert found["faqs"] == [{"question": "Is it safe?", "answer": "Ask first."}]


def test_side_effects_carry_the_class_that_the_document_states():
    first, second = line(PAGE)["side_effects"]

    assert first == {
        "name": "Nausea",
        "frequency": "very_common",
        "frequency_text": "Common side effects (>10%)",
        "serious": False,
        "group": None,
    }
    assert (second["frequency"], second["group"]) == ("not_known", "Nervous system")


def test_sections_hold_their_text_as_it_stood():
    found = {section["kind"]: section["body"] for section in line(PAGE)["sections"]}

    assert "* Nausea" in found["side_effects"]
    assert found["faqs"].endswith("A: Ask first.\n\nRead the label.")


def test_a_refused_document_still_gets_its_line():
    found = json.loads(contract_line(parse(b"a\0b", "e/examplazole.md")))

    assert (found["status"], found["flags"]) == ("rejected", ["unreadable"])
    assert found["sections"] == []
    assert found["title"] is None


def test_a_title_is_cut_into_components():
    assert line("# Foozole + Barzole\n")["components"] == ["Foozole", "Barzole"]
