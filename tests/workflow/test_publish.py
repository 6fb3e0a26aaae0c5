from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monographs.models import Event, FormerSlug, Revision
from monographs.workflow import (
    TransitionRefused,
    bypass,
    publish,
    reinstate,
    roll_back,
    schedule,
    withdraw,
)
from monographs.workflow.months import months_after
from monographs.workflow.review_dates import due_on
from tests.factories import (
    CLINICAL,
    MAJOR,
    MINOR,
    REVIEWED,
    SAFETY,
    approve,
    edit,
    make_clinician,
    make_drug,
    make_editor,
    make_effect,
    make_full_drug,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_side_effect,
    publish_now,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db
NEXT_WEEK = timedelta(days=7)


def pass_a_week(revision):
    """The clock moves on: the scheduled time is in the past now."""
    Revision.objects.filter(pk=revision.pk).update(publish_at=timezone.now())
    revision.refresh_from_db()


def test_a_scheduled_revision_waits_for_the_clock():
    revision = submit_as(make_drug())
    schedule(revision, at=timezone.now() + NEXT_WEEK, by=make_publisher())
    approve(revision)
    assert not hasattr(revision.monograph, "publication")
    with pytest.raises(TransitionRefused, match="not due yet"):
        publish(revision)

    pass_a_week(revision)
    call_command("run_due")

    revision.refresh_from_db()
    assert revision.published_at
    event = revision.events.get(kind=Event.Kind.PUBLISHED)
    assert event.by is None


def test_the_clock_publishes_once():
    revision = submit_as(make_drug())
    schedule(revision, at=timezone.now() + NEXT_WEEK, by=make_publisher())
    approve(revision)
    pass_a_week(revision)

    call_command("run_due")
    call_command("run_due")

    assert revision.events.filter(kind=Event.Kind.PUBLISHED).count() == 1


def test_a_scheduled_revision_can_be_published_at_once():
    revision = submit_as(make_drug())
    schedule(revision, at=timezone.now() + NEXT_WEEK, by=make_publisher())
    approve(revision)

    publish(revision, by=make_publisher())

    revision.refresh_from_db()
    assert revision.monograph.publication.revision == revision


def test_nothing_is_scheduled_in_the_past():
    revision = submit_as(make_drug())

    with pytest.raises(TransitionRefused, match="still to come"):
        schedule(revision, at=timezone.now(), by=make_publisher())


def test_a_scheduled_revision_blocks_the_next_submission():
    monograph = make_drug()
    revision = submit_as(monograph)
    schedule(revision, at=timezone.now() + NEXT_WEEK, by=make_publisher())
    approve(revision)
    edit(monograph, by=make_editor())

    with pytest.raises(TransitionRefused, match="is scheduled for"):
        submit_as(monograph)

    schedule(revision, at=None, by=make_publisher())
    assert submit_as(monograph).number == 2


def test_an_older_version_never_replaces_a_newer_one():
    monograph = make_drug()
    older = submit_as(monograph)
    schedule(older, at=timezone.now() + NEXT_WEEK, by=make_publisher())
    approve(older)
    schedule(older, at=None, by=make_publisher())
    edit(monograph, by=make_editor())
    publish_now(monograph)

    with pytest.raises(TransitionRefused, match="newer and published already"):
        publish(older, by=make_publisher())
    with pytest.raises(TransitionRefused, match="newer and published already"):
        schedule(older, at=timezone.now() + NEXT_WEEK, by=make_publisher())


def test_only_an_approved_revision_is_published():
    revision = submit_as(make_drug())

    with pytest.raises(TransitionRefused, match="is not approved"):
        publish(revision, by=make_publisher())


def test_a_published_revision_is_not_published_again():
    monograph = make_published_drug()

    with pytest.raises(TransitionRefused, match="published already"):
        publish(monograph.publication.revision, by=make_publisher())


def test_a_bypass_publishes_and_stays_listed_until_signed():
    revision = submit_as(make_drug())

    bypass(revision, by=make_publisher(), reason="A recall.")

    assert revision.monograph.publication.reviewed_on is None
    assert list(Revision.objects.unsigned_bypasses()) == [revision]
    approve(revision)
    assert not Revision.objects.unsigned_bypasses().exists()
    revision.monograph.publication.refresh_from_db()
    assert revision.monograph.publication.reviewed_on == timezone.localdate()


def test_a_bypass_needs_a_reason():
    revision = submit_as(make_drug())

    with pytest.raises(TransitionRefused, match="needs a reason"):
        bypass(revision, by=make_publisher(), reason="\n")


def test_a_bypass_does_not_let_contributors_sign():
    author = make_reviewer()
    author.groups.add(*make_editor().groups.all())
    revision = submit_as(make_drug(by=author))
    bypass(revision, by=make_publisher(), reason="A recall.")

    with pytest.raises(TransitionRefused, match="another person"):
        sign_as(revision, author)


def test_withdrawal_needs_only_a_reason():
    monograph = make_full_drug()
    publish_now(monograph)

    withdraw(monograph, by=make_publisher(), reason="Wrong dose.")

    publication = monograph.publication
    publication.refresh_from_db()
    assert publication.withdrawal_reason == "Wrong dose."
    assert not publication.side_effects.exists()
    assert not publication.names.exists()


def test_withdrawing_needs_a_reason_and_a_published_page():
    with pytest.raises(TransitionRefused, match="needs a reason"):
        withdraw(make_published_drug(), by=make_publisher(), reason="")
    with pytest.raises(TransitionRefused, match="never published"):
        withdraw(make_drug(), by=make_publisher(), reason="Wrong.")


def test_reinstating_brings_the_projections_back():
    monograph = make_full_drug()
    publish_now(monograph)
    withdraw(monograph, by=make_publisher(), reason="Wrong dose.")

    reinstate(monograph, by=make_publisher())

    assert monograph.publication.side_effects.count() == 3


def test_a_version_approved_during_a_withdrawal_is_shown_by_reinstating():
    monograph = make_published_drug()
    withdraw(monograph, by=make_publisher(), reason="Wrong dose.")
    edit(monograph, by=make_editor())
    revision = approve(submit_as(monograph))
    monograph.publication.refresh_from_db()
    assert monograph.publication.is_withdrawn
    with pytest.raises(TransitionRefused, match="Reinstate it"):
        publish(revision, by=make_publisher())

    reinstate(monograph, by=make_publisher())

    monograph.publication.refresh_from_db()
    assert monograph.publication.revision == revision


def test_rolling_back_shows_an_earlier_version():
    monograph = make_published_drug()
    first = monograph.publication.revision
    edit(monograph, by=make_editor())
    publish_now(monograph)

    roll_back(monograph, to=first, by=make_publisher(), reason="Misread.")

    monograph.publication.refresh_from_db()
    assert monograph.publication.revision == first


def test_rolling_back_is_only_to_versions_that_were_published():
    monograph = make_drug()
    never = submit_as(monograph)
    approve(never)
    other = make_published_drug()

    with pytest.raises(TransitionRefused, match="another monograph"):
        roll_back(
            monograph,
            to=other.publication.revision,
            by=make_publisher(),
            reason="Mistake.",
        )
    with pytest.raises(TransitionRefused, match="not earlier"):
        roll_back(monograph, to=never, by=make_publisher(), reason="Mistake.")


@pytest.mark.parametrize("change_kind", [MINOR, MAJOR, SAFETY, REVIEWED])
def test_a_change_of_a_version_that_was_rolled_back_is_refused(change_kind):
    monograph = make_published_drug()
    first = monograph.publication.revision
    edit(monograph, by=make_editor(), kind="dosage", body="Ten a day.")
    publish_now(monograph)
    edit(monograph, by=make_editor(), body="Better wording.")
    change = submit_as(monograph, change_kind=change_kind)
    roll_back(monograph, to=first, by=make_publisher(), reason="Wrong dose.")

    with pytest.raises(TransitionRefused, match="no longer the published one"):
        sign_as(change, make_reviewer())
    with pytest.raises(TransitionRefused, match="no longer the published one"):
        bypass(change, by=make_publisher(), reason="Hurry.")

    monograph.publication.refresh_from_db()
    assert monograph.publication.revision == first


def test_the_clock_does_not_bring_back_what_was_rolled_back():
    monograph = make_published_drug()
    first = monograph.publication.revision
    edit(monograph, by=make_editor(), kind="dosage", body="Ten a day.")
    publish_now(monograph)
    edit(monograph, by=make_editor(), body="Better wording.")
    change = submit_as(monograph)
    schedule(change, at=timezone.now() + NEXT_WEEK, by=make_publisher())
    approve(change)
    roll_back(monograph, to=first, by=make_publisher(), reason="Wrong dose.")

    with pytest.raises(TransitionRefused, match="Take it off the schedule"):
        publish(change, by=make_publisher())

    schedule(change, at=None, by=make_publisher())
    assert submit_as(monograph).base == first


def test_reinstating_shows_nothing_that_was_made_from_what_was_rolled_back():
    monograph = make_published_drug()
    first = monograph.publication.revision
    edit(monograph, by=make_editor(), kind="dosage", body="Ten a day.")
    publish_now(monograph)
    withdraw(monograph, by=make_publisher(), reason="A recall.")
    edit(monograph, by=make_editor(), body="Better wording.")
    publish_now(monograph)  # waits, because the page is withdrawn
    roll_back(monograph, to=first, by=make_publisher(), reason="Wrong dose.")

    reinstate(monograph, by=make_publisher())

    monograph.publication.refresh_from_db()
    assert monograph.publication.revision == first


def test_an_unsigned_emergency_version_is_signed_though_it_is_its_own_base_no_more():
    monograph = make_published_drug()
    edit(monograph, by=make_editor())
    emergency = submit_as(monograph)
    bypass(emergency, by=make_publisher(), reason="A recall.")

    approve(emergency)

    assert emergency.state == Revision.State.APPROVED


def test_a_new_address_redirects_the_old_one():
    monograph = make_published_drug(slug="old-name")
    edit(monograph, by=make_editor())
    monograph.slug = "new-name"
    monograph.save(update_fields=["slug"])

    publish_now(monograph)

    monograph.publication.refresh_from_db()
    assert monograph.publication.slug == "new-name"
    assert FormerSlug.objects.get().slug == "old-name"


def test_review_dates_come_with_the_first_version():
    monograph = make_published_drug(review_period_months=6)

    publication = monograph.publication
    assert publication.reviewed_on == timezone.localdate()
    assert publication.review_due_on == due_on(
        timezone.localdate(), months=6, key=monograph.key
    )


def test_a_new_review_period_counts_from_the_next_review():
    monograph = make_published_drug(review_period_months=12)
    due = monograph.publication.review_due_on
    monograph.review_period_months = 120
    monograph.save()
    edit(monograph, by=make_editor())

    publish_now(monograph, change_kind=MINOR)

    monograph.publication.refresh_from_db()
    assert monograph.publication.review_due_on == due


@pytest.mark.parametrize(
    ("change_kind", "moves"), [(MINOR, False), ("major", False), (REVIEWED, True)]
)
def test_review_dates_move_only_by_a_whole_page_review(change_kind, moves, later):
    monograph = make_published_drug()
    before = monograph.publication.reviewed_on
    edit(monograph, by=make_editor())

    with later(days=40):
        publish_now(monograph, change_kind=change_kind)

    monograph.publication.refresh_from_db()
    assert (monograph.publication.reviewed_on > before) is moves


def test_rolling_back_takes_the_review_dates_back(later):
    monograph = make_published_drug()
    first = monograph.publication
    edit(monograph, by=make_editor())
    with later(days=40):
        publish_now(monograph, change_kind=REVIEWED)

    roll_back(monograph, to=first.revision, by=make_publisher(), reason="Misread.")

    monograph.publication.refresh_from_db()
    assert monograph.publication.reviewed_on == first.reviewed_on


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 20), 2, date(2027, 1, 20)),
        (date(2026, 12, 1), 24, date(2028, 12, 1)),
    ],
)
def test_months_end_on_a_day_that_exists(start, months, end):
    assert months_after(start, months) == end


def test_publishing_takes_the_same_queries_for_10_and_400_side_effects():
    effects = [make_effect() for _ in range(400)]
    counts = []
    for rows in (10, 400):
        monograph = make_drug()
        for place, effect in enumerate(effects[:rows]):
            make_side_effect(monograph, effect, position=place)
        revision = submit_as(monograph)
        sign_as(revision, make_reviewer())
        clinician = make_clinician()

        with CaptureQueriesContext(connection) as counted:
            sign_as(revision, clinician, CLINICAL)
        counts.append(len(counted))
        assert monograph.publication.side_effects.count() == rows

    assert counts[0] == counts[1]


def test_reinstating_does_not_bring_back_what_was_rolled_back():
    monograph = make_published_drug()
    first = monograph.publication.revision
    edit(monograph, by=make_editor())
    publish_now(monograph)
    roll_back(monograph, to=first, by=make_publisher(), reason="Wrong dose.")
    withdraw(monograph, by=make_publisher(), reason="To be sure.")

    reinstate(monograph, by=make_publisher())

    monograph.publication.refresh_from_db()
    assert monograph.publication.revision == first


def test_a_version_does_not_rest_on_a_review_that_was_rolled_back(later):
    monograph = make_published_drug()
    first = monograph.publication
    edit(monograph, by=make_editor())
    with later(days=40):
        publish_now(monograph, change_kind=REVIEWED)
    roll_back(monograph, to=first.revision, by=make_publisher(), reason="Misread.")
    edit(monograph, by=make_editor(), body="Written again.")

    publish_now(monograph)

    monograph.publication.refresh_from_db()
    assert monograph.publication.reviewed_on == first.reviewed_on


def test_a_late_signature_under_an_old_version_does_not_date_a_newer_one(later):
    monograph = make_drug()
    emergency = submit_as(monograph)
    bypass(emergency, by=make_publisher(), reason="A recall.")
    edit(monograph, by=make_editor())
    publish_now(monograph)
    with later(days=40):
        approve(emergency)
    edit(monograph, by=make_editor(), body="Better wording.")

    publish_now(monograph, change_kind=MINOR)

    monograph.publication.refresh_from_db()
    assert monograph.publication.reviewed_on is None
