"""Discarding and assigning, attacked with raw SQL."""

import pytest
from django.utils import timezone

from monographs.models import Publication
from monographs.workflow import assign, cancel, discard, withdraw
from tests.factories import (
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    make_user,
    submit_as,
)
from tests.guards.raw import insert, refused, update
from tests.guards.test_guards import sealed_again

pytestmark = pytest.mark.django_db
WHY = "No medicine."


def discarding(**columns):
    return {
        "discarded_at": timezone.now(),
        "discarded_by_id": make_user().pk,
        "discard_reason": WHY,
        **columns,
    }


def test_a_draft_can_be_discarded():
    assert update(make_drug(), **discarding()) == 1


@pytest.mark.parametrize(
    "column", ["discarded_at", "discarded_by_id", "discard_reason"]
)
def test_discarding_needs_a_time_a_person_and_a_reason(column):
    columns = discarding()
    columns[column] = "" if column == "discard_reason" else None

    with refused("monograph_discarded_with_a_reason"):
        update(make_drug(), **columns)


def test_a_reason_is_more_than_spaces():
    with refused("monograph_discarded_with_a_reason"):
        update(make_drug(), **discarding(discard_reason="  "))


def test_a_published_page_is_not_discarded():
    with refused("withdrawn before it is discarded"):
        update(make_published_drug(), **discarding())


def test_what_waits_for_signatures_is_not_discarded():
    drug = make_drug()
    submit_as(drug)

    with refused("waits for signatures"):
        update(drug, **discarding())


def test_a_discarded_page_is_not_shown_again():
    drug = make_published_drug()
    withdraw(drug, by=make_publisher(), reason=WHY)
    discard([drug], reason=WHY, by=make_editor())
    event = drug.events.last()
    event.pk, event.kind = None, "reinstated"
    insert(event)

    with refused("restored before it is published"):
        update(
            Publication.objects.get(monograph=drug),
            withdrawn_at=None,
            withdrawal_reason="",
        )


def test_a_discarded_monograph_gets_no_revision():
    drug = make_drug()
    revision = submit_as(drug)
    cancel(revision, by=make_editor())
    discard([drug], reason=WHY, by=make_editor())

    with refused("restored before it is submitted"):
        insert(sealed_again(revision))


def test_work_is_due_only_when_somebody_does_it():
    drug = make_drug()

    with refused("monograph_assigned_to_and_at"):
        update(drug, due_on=timezone.localdate())
    assign([drug], to=make_editor(), by=make_editor())
    with refused("monograph_assigned_to_and_at"):
        update(drug, assigned_at=None)
