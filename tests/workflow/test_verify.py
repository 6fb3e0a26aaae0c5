"""Saying that imported rows were read, and taking it back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from monographs.models import Event, Section
from monographs.workflow import (
    TransitionRefused,
    cancel,
    merge,
    park,
    reset_draft,
    schedule,
    submit,
    touch,
    unverify,
    verify,
)
from tests.factories import (
    MAJOR,
    approve,
    edit,
    make_drug,
    make_editor,
    make_imported_section,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_steward,
    publish_now,
    submit_as,
)

pytestmark = pytest.mark.django_db


def make_verified_section(monograph, **fields):
    section = make_imported_section(monograph, **fields)
    verify(monograph, keys=[section.key], by=make_reviewer())
    section.refresh_from_db()
    return section


def edit_by_hand(section, by, **fields):
    """As the desk does it: touch, write, and say who it was."""
    touch(section.monograph, by=by)
    now = timezone.now()
    Section.objects.filter(pk=section.pk).update(
        edited_by=by, edited_at=now, **{"body": "By hand.", **fields}
    )


def row_of(monograph, section):
    return monograph.sections.get(key=section.key)


def test_a_verification_is_taken_back_with_an_event_that_names_the_row():
    drug = make_drug()
    section = make_verified_section(drug)
    person = make_reviewer()

    count = unverify(drug, keys=[section.key], by=person)

    event = drug.events.last()
    assert count == 1
    assert row_of(drug, section).is_unverified
    assert (event.kind, event.by) == (Event.Kind.UNVERIFIED, person)
    assert event.detail == {"keys": [str(section.key)]}


def test_a_row_that_is_not_verified_is_not_taken_back():
    drug = make_drug()
    section = make_imported_section(drug)

    with pytest.raises(TransitionRefused, match="None of these rows is verified"):
        unverify(drug, keys=[section.key], by=make_reviewer())

    assert not drug.events.filter(kind=Event.Kind.UNVERIFIED).exists()


def test_rows_of_another_monograph_are_left_alone():
    section = make_verified_section(make_drug())

    with pytest.raises(TransitionRefused):
        unverify(make_drug(), keys=[section.key], by=make_reviewer())

    section.refresh_from_db()
    assert section.verified_by


def test_taking_back_needs_the_right():
    drug = make_drug()
    section = make_verified_section(drug)

    with pytest.raises(PermissionDenied, match="lacks the right"):
        unverify(drug, keys=[section.key], by=make_steward())


def test_what_a_version_under_review_rests_on_is_not_taken_back():
    drug = make_drug()
    section = make_verified_section(drug)
    revision = submit_as(drug)

    with pytest.raises(TransitionRefused, match="Version 1 waits") as refused:
        unverify(drug, keys=[section.key], by=make_reviewer())

    assert refused.value.rows == (section,)
    assert row_of(drug, section).verified_by
    cancel(revision, by=make_editor())
    assert unverify(drug, keys=[section.key], by=make_reviewer()) == 1


def test_what_a_scheduled_version_rests_on_is_not_taken_back():
    drug = make_drug()
    section = make_verified_section(drug)
    revision = submit_as(drug)
    later = timezone.now() + timedelta(days=1)
    schedule(revision, at=later, by=make_publisher())
    approve(revision)

    with pytest.raises(TransitionRefused, match="off the schedule"):
        unverify(drug, keys=[section.key], by=make_reviewer())


def test_what_was_verified_after_sealing_can_be_taken_back():
    drug = make_published_drug()
    edit(drug, by=make_editor())
    submit_as(drug)
    section = make_verified_section(drug)

    assert unverify(drug, keys=[section.key], by=make_reviewer()) == 1


def test_a_row_taken_back_keeps_the_page_from_being_submitted():
    drug = make_drug()
    section = make_verified_section(drug)
    unverify(drug, keys=[section.key], by=make_reviewer())

    with pytest.raises(TransitionRefused, match="Nobody has verified") as refused:
        submit(drug, by=make_editor(), change_kind=MAJOR)

    assert refused.value.rows == (section,)


# --- Edited by hand -------------------------------------------------------------------


def test_an_edit_after_the_verification_is_an_edit_since():
    section = make_verified_section(make_drug())
    before = section.is_edited_since

    edit_by_hand(section, make_editor())

    section.refresh_from_db()
    assert not before
    assert section.is_edited_since
    assert section.verified_by


def test_an_edit_before_the_verification_was_read_with_it():
    drug = make_drug()
    section = make_imported_section(drug)
    edit_by_hand(section, make_editor())

    verify(drug, keys=[section.key], by=make_reviewer())

    section.refresh_from_db()
    assert section.edited_by
    assert not section.is_edited_since


def published_with_a_section():
    drug = make_drug()
    section = make_verified_section(drug, kind="note", body="Live.")
    publish_now(drug)
    return drug, section


@pytest.mark.parametrize("step", [park, reset_draft])
def test_an_edit_goes_when_its_words_go(step):
    drug, section = published_with_a_section()
    edit_by_hand(section, make_editor())

    step(drug, by=make_editor())

    row = row_of(drug, section)
    assert (row.body, row.edited_by) == ("Live.", None)
    assert row.verified_by == section.verified_by


@pytest.mark.parametrize("step", [park, reset_draft])
def test_an_edit_stays_with_words_that_went_live(step):
    drug = make_drug()
    section = make_verified_section(drug, kind="note")
    editor = make_editor()
    edit_by_hand(section, editor)
    publish_now(drug)
    edit(drug, by=make_editor())

    step(drug, by=make_editor())

    assert row_of(drug, section).edited_by == editor


def test_an_edit_comes_back_with_its_parked_words():
    drug, section = published_with_a_section()
    editor = make_editor()
    edit_by_hand(section, editor)
    park(drug, by=make_editor())

    merge(drug, by=make_editor())

    row = row_of(drug, section)
    assert (row.body, row.edited_by) == ("By hand.", editor)
    assert row.is_edited_since


def test_a_verification_of_a_draft_is_none_of_the_live_words():
    drug, section = published_with_a_section()
    edit_by_hand(section, make_editor())
    unverify(drug, keys=[section.key], by=make_reviewer())
    late = make_reviewer()
    verify(drug, keys=[section.key], by=late)

    reset_draft(drug, by=make_editor())

    assert row_of(drug, section).verified_by == drug.revisions.get().submitted_by


def test_a_verification_taken_back_of_live_words_stays_taken_back():
    drug, section = published_with_a_section()
    unverify(drug, keys=[section.key], by=make_reviewer())
    edit(drug, by=make_editor())

    reset_draft(drug, by=make_editor())

    assert row_of(drug, section).is_unverified
