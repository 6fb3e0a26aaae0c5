"""Review dates, withdrawals and reasons, attacked with raw SQL."""

from datetime import timedelta

import pytest
from django.utils import timezone

from monographs.models import Publication
from monographs.workflow import bypass, reinstate, roll_back, withdraw
from tests.factories import (
    approve,
    edit,
    insert_signature,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    make_user,
    publish_now,
    submit_as,
)
from tests.guards.raw import insert, refused, update

pytestmark = pytest.mark.django_db
SPACES = ["\n", "\t\r\n ", "\u00a0", "\u200b\u3000", "\u2028\ufeff"]


@pytest.fixture
def drug():
    return make_published_drug()


def day(date, days):
    return date + timedelta(days=days)


@pytest.mark.parametrize("days", [-1, -400, 1])
def test_a_date_of_review_does_not_move_alone(drug, days):
    page = drug.publication

    if days < 0:
        with refused("review of the whole page"):
            update(
                page,
                reviewed_on=day(page.reviewed_on, days),
                review_due_on=day(page.reviewed_on, days + 9),
            )
    with refused():
        update(
            page,
            reviewed_on=day(page.reviewed_on, days),
            review_due_on="2096-01-01",
        )


def test_a_date_of_review_is_not_forgotten(drug):
    with refused("review of the whole page"):
        update(drug.publication, reviewed_on=None, review_due_on=None)


def test_a_page_that_changes_has_the_date_of_a_review_of_it(drug):
    first = drug.publication.revision
    edit(drug, by=make_editor())
    publish_now(drug)
    page = Publication.objects.get()

    for days in (-400, -2):
        with refused("review of the whole page"):
            update(
                page,
                revision_id=first.pk,
                reviewed_on=day(page.reviewed_on, days),
                review_due_on=day(page.reviewed_on, days + 9),
            )


def test_the_next_review_is_due_within_the_period(drug):
    first = drug.publication.revision
    edit(drug, by=make_editor())
    publish_now(drug)
    page = Publication.objects.get()

    with refused("review period"):
        update(
            page,
            revision_id=first.pk,
            reviewed_on=day(page.reviewed_on, -1),
            review_due_on="2096-01-01",
        )


def test_the_verbs_move_dates_on_and_back(drug):
    first = drug.publication.revision
    bypassed = submit_as(edited(drug), change_kind="reviewed")
    bypass(bypassed, by=make_publisher(), reason="A recall.")
    approve(bypassed)
    roll_back(drug, to=first, by=make_publisher(), reason="The wrong dose.")

    assert Publication.objects.get().revision == first


def edited(drug):
    edit(drug, by=make_editor())
    return drug


def test_a_withdrawn_page_comes_back_only_by_an_event(drug):
    withdraw(drug, by=make_publisher(), reason="The wrong dose.")
    reinstate(drug, by=make_publisher())
    withdraw(drug, by=make_publisher(), reason="The wrong dose again.")
    page = Publication.objects.get()

    with refused("reinstates it"):
        update(page, withdrawn_at=None, withdrawal_reason="")
    with refused("stays on record"):
        update(page, withdrawn_at="2001-01-01 00:00:00+00:00")
    with refused("stays on record"):
        update(page, withdrawal_reason="Something else.")
    reinstate(drug, by=make_publisher())
    assert Publication.objects.live().exists()


@pytest.mark.parametrize("reason", ["bypass_reason", "closing_reason"])
@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_a_reason_is_given_only_with_its_step(reason, state):
    revision = submit_as(make_drug())
    if state == "approved":
        approve(revision)

    with refused("with the step"):
        update(revision, **{reason: "An afterthought."})


@pytest.mark.parametrize("reason", ["bypass_reason", "closing_reason"])
def test_the_step_of_approving_gives_no_reason(reason):
    revision = submit_as(make_drug())
    insert_signature(revision, make_user())
    insert_signature(revision, make_user(), "clinical")

    with refused("with the step"):
        update(revision, state="approved", **{reason: "An afterthought."})
    assert update(revision, state="approved") == 1


@pytest.mark.parametrize("reason", SPACES)
def test_a_reason_says_something(drug, reason):
    revision = submit_as(edited(drug))
    event = drug.events.last()
    event.pk, event.kind, event.reason = None, "withdrawn", reason

    with refused("can see"):
        update(revision, state="bypassed", bypass_reason=reason)
    with refused("can see"):
        update(revision, state="changes_requested", closing_reason=reason)
    with refused("can see"):
        update(
            drug.publication,
            withdrawn_at=timezone.now(),
            withdrawal_reason=reason,
        )
    with refused("can see"):
        insert(event)
    with refused("can see"):
        update(
            make_drug(),
            discarded_at=timezone.now(),
            discarded_by_id=make_user().pk,
            discard_reason=reason,
        )
