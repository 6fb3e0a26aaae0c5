"""What the demo's people did: every state of a page is there."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from monographs.content import read_working_copy, unverified_rows, write_working_copy
from monographs.management.demo.documents import FOLDER, sample_import
from monographs.management.demo.story import read_story
from monographs.models import (
    DrugClass,
    Effect,
    Event,
    Monograph,
    Publication,
    Revision,
    SideEffect,
    User,
)
from monographs.workflow import TransitionRefused, sign, submit, touch
from monographs.workflow.projection_check import differences

STORY = read_story(FOLDER)
UNREVIEWED = {"combinol-placebamide", "halfwrittenol", "newcomerol"}


def outcome_of(path):
    return sample_import().rows.get(path=f"documents/{path}").outcome


def test_the_vocabulary_is_sound(formulary):
    used = set(SideEffect.objects.values_list("effect", flat=True))

    assert set(Effect.objects.values_list("pk", flat=True)) == used
    for entry in [*Effect.objects.all(), *DrugClass.objects.all()]:
        entry.full_clean()
    assert set(Effect.objects.exclude(proposed_in=None)) < set(
        Effect.objects.filter(side_effects__monograph__slug__in=UNREVIEWED)
    )


def test_every_page_passes_the_forms_own_validation(formulary):
    for monograph in Monograph.objects.all():
        monograph.full_clean()
        for rows in ("sections", "side_effects", "citations", "names"):
            for row in getattr(monograph, rows).all():
                row.full_clean()


def test_every_state_is_there(formulary):
    states = {
        publication.slug: publication for publication in Publication.objects.all()
    }
    waiting = Revision.objects.get(state=Revision.State.SUBMITTED)

    assert set(states) == set(STORY) - {"cetirizine"}
    assert waiting.monograph.slug == "cetirizine"
    assert waiting.missing_roles() == ["clinical"]
    assert [slug for slug in states if states[slug].is_withdrawn] == ["samplonidine"]
    assert [slug for slug in states if not states[slug].is_listed] == ["oldamycin"]
    assert not Revision.objects.unsigned_bypasses().exists()
    assert list(differences()) == []


def test_some_pages_are_left_for_whoever_tries_the_demo(formulary):
    for slug in UNREVIEWED:
        monograph = Monograph.objects.get(slug=slug)
        assert len(unverified_rows(monograph)) == len(
            list(read_working_copy(monograph).rows())
        )
        assert not monograph.events.exists()


def test_the_desk_has_something_to_decide(formulary):
    codes = {
        slug: set(
            Monograph.objects.get(slug=slug).findings.values_list("code", flat=True)
        )
        for slug in (*UNREVIEWED, "examplazole")
    }

    assert outcome_of("a/anonymol.md") == "set_aside"
    assert outcome_of("earlier/e/examplazole.md") == "competing"
    assert "multi_component" in codes["combinol-placebamide"]
    assert "truncated" in codes["halfwrittenol"]
    assert "word_and_number_differ" in codes["newcomerol"]
    assert "competing_source" in codes["examplazole"]


def test_two_versions_the_second_a_minor_change(formulary):
    second, first = Monograph.objects.get(slug="ibuprofen").revisions.all()

    assert (first.change_kind, second.change_kind) == ("major", "minor")
    assert first.published_at
    assert second.published_at
    assert Publication.objects.get(slug="ibuprofen").revision == second


def test_whoever_loaded_the_documents_cannot_sign_them(formulary):
    waiting = Revision.objects.get(state=Revision.State.SUBMITTED)
    formulary["steward"].groups.add(Group.objects.get(name="Clinical reviewer"))
    steward = User.objects.get(username="steward")

    with pytest.raises(TransitionRefused, match="another person"):
        sign(waiting, role="clinical", seen=waiting.sha256, by=steward)


def test_the_people_can_take_a_draft_through_review(formulary):
    monograph = Monograph.objects.get(slug="levothyroxine")
    revision = submit(
        monograph, by=formulary["editor"], change_kind=Revision.ChangeKind.MAJOR
    )
    with pytest.raises(TransitionRefused):
        submit(monograph, by=formulary["editor"], change_kind=Revision.ChangeKind.MAJOR)

    for role, username in (("editorial", "reviewer"), ("clinical", "clinical")):
        sign(revision, role=role, seen=revision.sha256, by=formulary[username])

    assert Publication.objects.get(slug="levothyroxine").revision == revision
    assert Event.objects.filter(monograph=monograph, kind="published").count() == 2


def test_an_editor_can_go_on_from_a_loaded_page(formulary):
    comparison = Monograph.objects.comparisons().get()
    monograph = touch(comparison, by=formulary["editor"])
    document = read_working_copy(monograph)

    write_working_copy(document, monograph, verifications={})

    assert read_working_copy(monograph) == document


def test_each_published_page_answers(formulary, client):
    for publication in Publication.objects.all():
        url = reverse(f"public:{publication.kind}", args=[publication.slug])
        response = client.get(url)
        assert response.status_code == (410 if publication.is_withdrawn else 200), url


def test_drafts_are_not_public(formulary, client):
    assert client.get("/drugs/cetirizine/").status_code == 404
    assert client.get("/drugs/newcomerol/").status_code == 404
    page = client.get("/drugs/levothyroxine/")
    assert "at bedtime" not in page.content.decode()


def test_a_warning_that_stands_keeps_its_reason(formulary):
    revision = Monograph.objects.get(slug="oldamycin").revisions.get()

    [warning] = revision.findings.filter(severity="warning")

    assert warning.code == "word_and_number_differ"
    assert "invented source" in warning.reason
    assert warning.by == formulary["editor"]
