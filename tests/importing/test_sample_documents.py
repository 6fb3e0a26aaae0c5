"""The demo's documents: what each of them is there to show comes out of it."""

from pathlib import Path

import pytest

from monographs.frequency import Band, Basis
from monographs.importing.documents import parse
from monographs.importing.vocabulary import known_effect
from monographs.models import SideEffect

FOLDER = Path(__file__).parents[2] / "fixtures" / "documents"
DOCUMENTS = {
    path.relative_to(FOLDER).as_posix(): path
    for path in sorted(FOLDER.rglob("*"))
    if path.is_file()
}
ODD = {
    "a/anonymol.md": ("rejected", {"not_monograph"}),
    "c/combinol-placebamide.md": (
        "flagged",
        {"multi_component", "missing_section:generic_name"},
    ),
    "h/halfwrittenol.md": ("flagged", {"truncated"}),
}
SOUND = sorted(DOCUMENTS.keys() - ODD)
SOUND_DRUGS = [path for path in SOUND if path.endswith(".md")]


def parsed(path):
    return parse(DOCUMENTS[path].read_bytes(), path)


def side_effects_of(*paths):
    return [row for path in paths for row in parsed(path).draft.side_effects]


def answer_about(path, word):
    faqs = parsed(path).draft.faqs
    return next(faq.answer for faq in faqs if word in faq.question)


@pytest.mark.parametrize("path", SOUND)
def test_a_sound_document_has_nothing_to_look_at(path):
    document = parsed(path)

    assert document.status == "imported", document.flags
    assert document.draft.sections[-1].kind in ("disclaimer", "note")


@pytest.mark.parametrize("path", ODD)
def test_an_odd_document_says_what_is_odd(path):
    document = parsed(path)

    assert (document.status, set(document.flags)) == ODD[path]


def test_all_ways_of_writing_are_there():
    dialects = {parsed(path).dialect for path in DOCUMENTS}

    assert {"headed", "labelled", "comparison"} <= dialects


@pytest.mark.parametrize("path", SOUND_DRUGS)
def test_a_drug_has_its_sections_questions_and_side_effects(path):
    draft = parsed(path).draft
    kinds = {section.kind for section in draft.sections}

    assert {"generic_name", "usage", "dosage", "side_effects"} <= kinds
    assert {"how_it_works", "precautions", "disclaimer"} <= kinds
    assert 3 <= len(draft.faqs) <= 6
    assert 8 <= len(draft.side_effects) <= 30
    assert all(faq.answer for faq in draft.faqs)


@pytest.mark.parametrize("path", SOUND_DRUGS)
def test_the_vocabulary_knows_every_side_effect(path):
    names = [row.name for row in side_effects_of(path)]

    assert [name for name in names if not known_effect(name)] == []


def test_every_shape_of_a_statement_is_there():
    rows = side_effects_of(*SOUND_DRUGS)

    assert {row.scope for row in rows} == set(SideEffect.Scope.values)
    assert {row.frequency.band for row in rows} == {*Band, None}
    assert any(row.frequency.basis is Basis.MIXED for row in rows)
    assert any(row.frequency.total and row.frequency.comparator for row in rows)


def test_one_drug_has_two_documents_that_contradict_each_other():
    newer, earlier = "e/examplazole.md", "earlier/e/examplazole.md"

    headaches = [
        row
        for row in side_effects_of(newer, earlier)
        if row.name.casefold() == "headache"
    ]

    assert parsed(newer).draft.title == parsed(earlier).draft.title
    assert answer_about(newer, "alcohol").startswith("Yes")
    assert answer_about(earlier, "alcohol").startswith("No")
    assert [row.frequency.band for row in headaches] == [Band.VERY_COMMON, Band.COMMON]


def test_the_unlisted_drug_and_the_combination_are_read_as_such():
    assert not parsed("o/oldamycin.md").draft.is_listed
    components = parsed("p/paracetamol-codeine.md").draft.components
    assert [row.name for row in components] == ["Paracetamol", "Codeine"]


def test_the_comparison_has_a_full_table_and_its_references():
    draft = parsed("articles/everyday-painkillers.txt").draft

    assert draft.kind == "comparison"
    assert [row.name for row in draft.subjects] == [
        "Paracetamol",
        "Ibuprofen",
        "Aspirin",
    ]
    assert len(draft.comparison_rows) == 9
    assert all(all(row.cells) for row in draft.comparison_rows)
    assert [row.number for row in draft.citations] == [1, 2, 3, 4, 5, 6]
