"""How the demo's people edit a page that came in."""

from uuid import uuid4

import pytest

from monographs.content import Document, DocumentComponent, DocumentSection
from monographs.management.demo.story import Version, edited

KEY = uuid4()
DOCUMENT = Document(
    key=uuid4(),
    kind="drug",
    title="Examplazole",
    slug="examplazole",
    sections=(
        DocumentSection(
            key=KEY, kind="usage", heading="Usage", body="Old.", origin="import"
        ),
        DocumentSection(
            key=uuid4(), kind="other", heading="Brand names", body="Samplex"
        ),
    ),
    components=(DocumentComponent(key=uuid4(), name="Samplidone", drug_key=None),),
)


def test_a_section_gets_new_words_and_stays_the_same_row():
    after = edited(DOCUMENT, Version(sections={"usage": "New."}), {})

    row = after.sections[0]
    assert (row.key, row.origin, row.body) == (KEY, "import", "New.")


def test_what_a_row_says_already_is_removed():
    after = edited(DOCUMENT, Version(without=("Brand names",)), {})

    assert [row.heading for row in after.sections] == ["Usage"]


def test_names_and_numbered_citations_are_added():
    version = Version(
        names={"brand": ["Samplex"]},
        citations=(
            {"text": "Examples", "url": "https://example.org/"},
            {"text": "More"},
        ),
    )

    after = edited(DOCUMENT, version, {})

    assert [(row.kind, row.text) for row in after.names] == [("brand", "Samplex")]
    assert [(row.number, row.text, row.url) for row in after.citations] == [
        (1, "Examples", "https://example.org/"),
        (2, "More", ""),
    ]


def test_a_component_is_linked_to_its_drug():
    drug = uuid4()
    version = Version(components={"Samplidone": "samplidone"})

    after = edited(DOCUMENT, version, {"samplidone": drug})

    assert [row.drug_key for row in after.components] == [drug]


@pytest.mark.parametrize(
    "version",
    [
        Version(sections={"dosage": "New."}),
        Version(without=("Warnings",)),
        Version(components={"Otherin": "otherin"}),
    ],
)
def test_an_edit_of_what_is_not_there_is_refused(version):
    with pytest.raises(ValueError, match="examplazole has no"):
        edited(DOCUMENT, version, {})


def test_no_edit_changes_nothing():
    assert edited(DOCUMENT, Version(), {}) == DOCUMENT
