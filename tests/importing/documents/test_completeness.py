from monographs.importing.documents.completeness import find_missing, find_unplaced
from monographs.importing.documents.draft import SectionText


def section(kind, text="text", heading="Heading"):
    return SectionText(kind, heading, text, first=5, heading_line=4)


EARLY = [
    section(kind)
    for kind in ("generic_name", "usage", "side_effects", "how_it_works", "faqs")
]


def test_each_usual_section_that_is_absent_is_named():
    found = list(find_missing(EARLY, "headed"))

    assert [issue.code for issue in found] == [
        "missing_section:dosage",
        "missing_section:precautions",
    ]
    assert {issue.severity for issue in found} == {"warning"}


def test_an_empty_section_is_absent():
    sections = [*EARLY, section("dosage", ""), section("precautions")]

    assert [i.code for i in find_missing(sections, "headed")] == [
        "missing_section:dosage"
    ]


def test_labelled_documents_never_had_dosage_and_precautions():
    assert {issue.severity for issue in find_missing(EARLY, "labelled")} == {"hint"}


def test_text_of_no_usual_section_is_quoted_in_a_hint():
    found = list(find_unplaced([section("other", "a\nb"), section("other", "")]))

    assert [(i.code, i.line, i.found) for i in found] == [
        ("unplaced_text", 5, "Heading a b")
    ]
