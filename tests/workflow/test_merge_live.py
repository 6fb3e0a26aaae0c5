"""What was rolled back is taken out of a draft, and the draft's own changes stay."""

import pytest

from monographs.models import Event
from monographs.workflow import (
    Side,
    TransitionRefused,
    cancel,
    merge_live,
    reset_draft,
    roll_back,
    unverify,
    verify,
)
from tests.factories import (
    approve,
    edit,
    make_editor,
    make_imported_section,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_section,
    publish_now,
    submit_as,
)

pytestmark = pytest.mark.django_db
WRONG, RIGHT = "Ten a day.", "One a day."


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def drug(editor):
    """Version 2 had a wrong dose and was rolled back; the draft changes the usage."""
    drug = make_published_drug(by=editor)
    edit(drug, by=editor, kind="dosage", body=RIGHT)
    publish_now(drug)
    first = drug.publication.revision
    edit(drug, by=editor, kind="dosage", body=WRONG)
    publish_now(drug)
    edit(drug, by=editor, body="Better wording.")
    roll_back(drug, to=first, by=make_publisher(), reason="Wrong dose.")
    return drug


def bodies(drug):
    return dict(drug.sections.values_list("kind", "body"))


def test_what_was_rolled_back_goes_and_the_drafts_changes_stay(drug, editor):
    merge_live(drug, by=editor)

    assert bodies(drug) == {"usage": "Better wording.", "dosage": RIGHT}
    event = Event.objects.filter(kind="merged").get()
    assert event.revision == drug.publication.revision
    assert event.detail["rolled_back"] == 3


def test_the_merged_draft_goes_through_review(drug, editor):
    merge_live(drug, by=editor)

    revision = approve(submit_as(drug))

    drug.publication.refresh_from_db()
    assert drug.publication.revision == revision


def test_what_changed_on_both_sides_needs_a_choice(drug, editor):
    edit(drug, by=editor, kind="dosage", body="Two a day.")

    with pytest.raises(TransitionRefused, match='the section "Dosage"'):
        merge_live(drug, by=editor)

    merge_live(drug, by=editor, prefer=Side.CURRENT)
    assert bodies(drug)["dosage"] == RIGHT


def test_a_row_that_the_rolled_back_version_brought_goes_with_it(editor):
    drug = make_published_drug(by=editor)
    first = drug.publication.revision
    make_section(drug, kind="note", body="Wrong.")
    publish_now(drug)
    roll_back(drug, to=first, by=make_publisher(), reason="Wrong note.")

    merge_live(drug, by=editor)

    assert "note" not in bodies(drug)


def test_rows_that_come_back_count_as_verified(editor):
    drug = make_published_drug(by=editor)
    section = make_imported_section(drug, kind="note", body="As imported.")
    verify(drug, keys=[section.key], by=make_reviewer())
    publish_now(drug)
    first = drug.publication.revision
    edit(drug, by=editor)
    drug.sections.filter(kind="note").delete()
    publish_now(drug)
    roll_back(drug, to=first, by=make_publisher(), reason="The note is missing.")

    merge_live(drug, by=editor)

    note = drug.sections.get(kind="note")
    assert note.body == "As imported."
    assert not note.is_unverified


def test_there_is_nothing_to_merge_twice(drug, editor):
    merge_live(drug, by=editor)

    with pytest.raises(TransitionRefused, match="Nothing to merge"):
        merge_live(drug, by=editor)


def test_there_is_nothing_to_merge_after_a_reset_or_without_a_roll_back(drug, editor):
    reset_draft(drug, by=editor)

    with pytest.raises(TransitionRefused, match="Nothing to merge"):
        merge_live(drug, by=editor)
    with pytest.raises(TransitionRefused, match="Nothing to merge"):
        merge_live(make_published_drug(), by=editor)


def test_it_waits_while_a_version_is_under_review(drug, editor):
    revision = submit_as(drug)

    with pytest.raises(TransitionRefused):
        merge_live(drug, by=editor)

    cancel(revision, by=editor)
    merge_live(drug, by=editor)
    assert bodies(drug)["dosage"] == RIGHT


def test_who_merges_contributes(drug):
    other = make_editor()

    merge_live(drug, by=other)

    assert drug.contributors.filter(person=other).exists()


def test_a_row_that_is_to_be_read_again_is_not_verified_by_merging(editor):
    drug = make_published_drug(by=editor)
    section = make_imported_section(drug, kind="note", body="As imported.")
    verify(drug, keys=[section.key], by=make_reviewer())
    publish_now(drug)
    first = drug.publication.revision
    edit(drug, by=editor)
    publish_now(drug)
    edit(drug, by=editor, kind="dosage", body=RIGHT)
    roll_back(drug, to=first, by=make_publisher(), reason="Wrong.")
    unverify(drug, keys=[section.key], by=make_reviewer())

    merge_live(drug, by=editor)

    assert drug.sections.get(kind="note").is_unverified
