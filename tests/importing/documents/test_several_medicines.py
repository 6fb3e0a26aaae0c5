import pytest

from monographs.importing.documents import parse
from monographs.importing.documents.several_medicines import medicine_in

TEXT = (
    "It is used for pain of many kinds, in adults and in older children alike, for as "
    "long as the pain lasts, and for nothing else but pain."
)


def parsed(text, title="Foozole + Barzole"):
    return parse(f"# {title}\n\n{text}".encode(), "f/foozole-barzole.md")


def flags(text, **options):
    codes = parsed(text, **options).flags
    return [c for c in codes if c.startswith(("multi", "duplicate"))]


@pytest.mark.parametrize(
    "text",
    [
        f"### Usage (Foozole)\n{TEXT}\n### Usage (Barzole)\n{TEXT}\n### Dosage\n{TEXT}",
        f"### Foozole Usage\n{TEXT}\n### Barzole Usage\n{TEXT}\n### Dosage\n{TEXT}",
        f"### Foozole\n**Usage:** {TEXT}\n**Dosage:** x\n"
        f"### Barzole\n**Usage:** {TEXT}\n**Dosage:** y",
        f"**1. Foozole:**\n\n**Usage:** {TEXT}\n\n**2. Barzole:**\n\n**Usage:** {TEXT}",
        f"**Generic Name:** Foo\n\n**Usage:** {TEXT}\n\n"
        f"**Generic Name:** Bar\n\n**Usage:** {TEXT}",
    ],
    ids=["qualified", "named", "headings", "numbered", "generic names"],
)
def test_a_document_about_several_medicines_is_flagged(text):
    assert flags(text) == ["multi_component"]


def test_so_is_one_that_lists_the_parts_of_each():
    block = f"* **Generic Name:** x\n* **Usage:** {TEXT}\n* **Side Effects:** few.\n"
    text = (
        f"**Foozole:**\n\n{block}\n**Barzole:**\n\n{block}\n**FAQs:**\n\n{TEXT} {TEXT}"
    )

    assert flags(text) == ["multi_component"]


def test_a_section_that_one_medicine_has_twice_is_named():
    text = f"### Generic Name\nFoo\n### Usage\n{TEXT}\n### How Foozole Works\n{TEXT}\n"

    assert flags(text + f"### Usage\n{TEXT}", title="Foozole") == [
        "duplicate_section:usage"
    ]


@pytest.mark.parametrize(
    ("heading", "medicine"),
    [
        ("Side Effects (Foozole)", "Foozole"),
        ("Barzole hydrochloride", "Barzole acid"),
        ("Side Effects (Foozole and Barzole acid)", ""),
        ("Side Effects", ""),
    ],
)
def test_a_heading_names_one_medicine_of_several(heading, medicine):
    assert medicine_in(heading, ["Foozole", "Barzole acid"]) == medicine


def test_side_effects_below_a_medicines_name_are_of_that_component():
    text = (
        f"### Foozole\n\n**Usage:** {TEXT}\n\n**Side Effects:**\n\n* Nausea\n\n"
        f"### Barzole\n\n**Usage:** {TEXT}\n\n**Side Effects:**\n\n* Rash"
    )

    rows = parsed(text).draft.side_effects

    assert [(row.name, row.scope, row.scope_name) for row in rows] == [
        ("Nausea", "component", "Foozole"),
        ("Rash", "component", "Barzole"),
    ]
