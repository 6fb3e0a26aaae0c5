"""What the sample documents became: every shape of a page is there to be seen."""

import re

import pytest
from django.db import transaction

from monographs.content import loads, read_working_copy
from monographs.frequency import Band, Basis, Serious
from monographs.management.demo import load_formulary, make_people
from monographs.management.demo.documents import FOLDER
from monographs.management.demo.story import read_story
from monographs.models import Monograph, Publication, SideEffect

STORY = read_story(FOLDER)
COMPARISON = "everyday-painkillers-compared"
REVIEWED_DRUGS = sorted(set(STORY) - {COMPARISON})


@pytest.fixture(scope="module")
def pages(django_db_setup, django_db_blocker):
    """All drafts and all live texts by address, read once: no test changes them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_formulary(make_people())
        drafts = {
            each.slug: read_working_copy(each) for each in Monograph.objects.all()
        }
        live = {
            publication.slug: loads(publication.revision.content)
            for publication in Publication.objects.select_related("revision")
        }
        transaction.set_rollback(True)
    return drafts, live


@pytest.fixture
def drafts(pages):
    return pages[0]


@pytest.fixture
def live(pages):
    return pages[1]


def test_the_formulary_is_large_enough_to_click_around_in(drafts):
    assert len(REVIEWED_DRUGS) >= 10
    assert [
        slug for slug, document in drafts.items() if document.kind == "comparison"
    ] == [COMPARISON]


@pytest.mark.parametrize("slug", REVIEWED_DRUGS)
def test_a_drug_has_all_that_a_page_needs(drafts, slug):
    document = drafts[slug]
    kinds = {section.kind for section in document.sections}

    assert {"usage", "dosage", "precautions", "disclaimer"} < kinds
    assert {"generic_name", "side_effects", "how_it_works"} < kinds
    assert 8 <= len(document.side_effects) <= 30
    assert 4 <= len(document.faqs) <= 6
    assert document.classes


def test_every_page_came_in_as_a_document(drafts):
    for slug, document in drafts.items():
        rows = list(document.rows())
        imported = [row for row in rows if row.origin == "import"]
        assert all(row.source and row.line_from for row in imported), slug
        assert len(imported) > len(rows) / 2, slug


def test_each_reference_number_leads_to_a_reference(drafts):
    for slug, document in drafts.items():
        texts = [section.body for section in document.sections]
        texts += [cell.text for row in document.comparison_rows for cell in row.cells]
        texts += [faq.answer for faq in document.faqs]
        used = {int(n) for n in re.findall(r"\[(\d+)\]", "\n".join(texts))}
        assert used <= {row.number for row in document.citations}, slug


def test_an_editor_added_what_the_document_did_not_say(live):
    document = live["examplazole"]
    added = {row.text for row in document.names if row.origin == "person"}
    cited = [row for row in document.sections if "[1]" in row.body]

    assert added == {"EXZ"}
    assert [row.number for row in document.citations] == [1, 2]
    assert [(row.origin, row.line_from) for row in cited] == [("import", 14)]


def test_a_newer_draft_than_the_live_version(drafts, live):
    draft, published = drafts["levothyroxine"], live["levothyroxine"]

    assert draft.clinical_part() != published.clinical_part()


def test_a_combination_links_its_component(drafts, live):
    document = live["paracetamol-codeine"]

    assert [row.drug_key for row in document.components] == [
        drafts["paracetamol"].key,
        None,
    ]
    assert {row.scope_name for row in document.side_effects} == {
        "Codeine",
        "Paracetamol",
    }


def test_words_only_and_all_bands(live):
    words_only = live["paracetamol"].side_effects
    bands = {row.frequency.band for row in live["examplazole"].side_effects}

    assert not any(row.frequency.interval for row in words_only)
    assert any(row.frequency.word for row in words_only)
    assert bands == set(Band)


def test_every_shape_of_a_statement_is_there(live):
    statements = [row for document in live.values() for row in document.side_effects]
    counted = [row for row in statements if row.frequency.total]

    assert {row.scope for row in statements} == set(SideEffect.Scope.values)
    assert {Serious.YES, Serious.NOT_STATED} <= {row.serious for row in statements}
    assert any(row.frequency.comparator for row in counted)
    assert any(row.frequency.basis is Basis.MIXED for row in statements)
    assert any(row.frequency.is_not_known for row in statements)
    assert any(row.frequency.band is None for row in statements)


def test_two_classes_with_codes(live):
    codes = [row.atc_code for row in live["aspirin"].classes]

    assert codes == ["N02BA", "B01AC"]


def test_the_comparison_has_a_full_table_and_references(live):
    document = live[COMPARISON]

    assert len(document.citations) >= 5
    assert len(document.subjects) == 3
    assert all(
        [cell.subject_key for cell in row.cells]
        == [subject.key for subject in document.subjects]
        for row in document.comparison_rows
    )
    assert any("[1]" in c.text for row in document.comparison_rows for c in row.cells)
