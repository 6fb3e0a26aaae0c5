"""Looking at a version: who does, until when, and how it ends."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from monographs.models import Event, ReviewClaim
from monographs.workflow import (
    TransitionRefused,
    bypass,
    cancel,
    claim_review,
    release_review,
    request_changes,
)
from tests.factories import (
    CLINICAL,
    EDITORIAL,
    make_clinician,
    make_drug,
    make_editor,
    make_publisher,
    make_reviewer,
    make_user,
    sign_as,
    submit_as,
)

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)


@pytest.fixture
def revision():
    return submit_as(make_drug())


@pytest.fixture
def reviewer():
    return make_reviewer(printed_name="Rhea Viewer")


def is_looked_at(revision):
    return revision.claims.open().exists()


def test_a_claim_says_who_looks_and_until_when(revision, reviewer):
    due_on = timezone.localdate() + WEEK

    claim_review(revision, role=EDITORIAL, by=reviewer, due_on=due_on)

    claim = revision.claims.open().get()
    event = Event.objects.get(kind="claimed")
    assert (claim.person, claim.role, claim.due_on) == (reviewer, "editorial", due_on)
    assert event.detail == {"role": "editorial", "due_on": due_on.isoformat()}


def test_claiming_again_changes_the_day(revision, reviewer):
    claim_review(revision, role=EDITORIAL, by=reviewer)
    due_on = timezone.localdate() + WEEK

    claim_review(revision, role=EDITORIAL, by=reviewer, due_on=due_on)

    assert revision.claims.get().due_on == due_on


def test_a_day_that_is_over_is_refused(revision, reviewer):
    yesterday = timezone.localdate() - timedelta(days=1)

    with pytest.raises(TransitionRefused, match="not over yet"):
        claim_review(revision, role=EDITORIAL, by=reviewer, due_on=yesterday)

    assert not revision.claims.exists()


def test_what_somebody_looks_at_is_not_claimed_by_another(revision, reviewer):
    claim_review(revision, role=EDITORIAL, by=reviewer)

    with pytest.raises(TransitionRefused, match="Rhea Viewer looks at this version"):
        claim_review(revision, role=EDITORIAL, by=make_reviewer())


def test_both_roles_can_look_at_once(revision, reviewer):
    claim_review(revision, role=EDITORIAL, by=reviewer)
    claim_review(revision, role=CLINICAL, by=make_clinician())

    assert revision.claims.open().count() == 2


def test_the_database_holds_one_open_claim_a_role(revision, reviewer):
    claim_review(revision, role=EDITORIAL, by=reviewer)

    with pytest.raises(IntegrityError), transaction.atomic():
        ReviewClaim.objects.create(
            revision=revision, role=EDITORIAL, person=reviewer, at=timezone.now()
        )


def test_contributors_claim_nothing_that_they_cannot_sign():
    author = make_user("Editor", "Reviewer")
    revision = submit_as(make_drug(by=author))

    with pytest.raises(TransitionRefused, match="another person"):
        claim_review(revision, role=EDITORIAL, by=author)


def test_who_has_signed_claims_nothing_more():
    both = make_user("Reviewer", "Clinical reviewer")
    revision = submit_as(make_drug())
    sign_as(revision, both)

    with pytest.raises(TransitionRefused, match="signed this version already"):
        claim_review(revision, role=CLINICAL, by=both)
    with pytest.raises(TransitionRefused, match="waits for no editorial signature"):
        claim_review(revision, role=EDITORIAL, by=make_reviewer())


def test_what_is_closed_is_not_claimed(revision, reviewer):
    cancel(revision, by=make_editor())

    with pytest.raises(TransitionRefused, match="it is cancelled"):
        claim_review(revision, role=EDITORIAL, by=reviewer)


def test_a_bypassed_version_still_waits_and_can_be_claimed(revision, reviewer):
    bypass(revision, by=make_publisher(), reason="A recall.")

    claim_review(revision, role=EDITORIAL, by=reviewer)

    assert is_looked_at(revision)


@pytest.mark.parametrize("make_person", [make_editor, make_publisher])
def test_who_assigns_hands_it_back_for_another(revision, reviewer, make_person):
    claim_review(revision, role=EDITORIAL, by=reviewer)

    release_review(revision, role=EDITORIAL, by=make_person())

    event = Event.objects.get(kind="released")
    assert not is_looked_at(revision)
    assert event.detail["claimed_by"] == "Rhea Viewer"


def test_another_reviewer_does_not_hand_it_back(revision, reviewer):
    claim_review(revision, role=EDITORIAL, by=reviewer)

    with pytest.raises(PermissionDenied, match="what Rhea Viewer looks at"):
        release_review(revision, role=EDITORIAL, by=make_reviewer())

    assert is_looked_at(revision)


def test_what_was_handed_back_is_free_again(revision, reviewer):
    claim_review(revision, role=EDITORIAL, by=reviewer)
    release_review(revision, role=EDITORIAL, by=reviewer)

    claim_review(revision, role=EDITORIAL, by=make_reviewer())

    assert revision.claims.count() == 2
    with pytest.raises(TransitionRefused, match="Nobody looks at version 1 for"):
        release_review(revision, role=CLINICAL, by=make_editor())


def test_a_claim_keeps_nobody_from_signing_and_ends_with_it(revision, reviewer):
    claim_review(revision, role=EDITORIAL, by=reviewer)
    claim_review(revision, role=CLINICAL, by=make_clinician())

    sign_as(revision, make_reviewer())

    assert [claim.role for claim in revision.claims.open()] == ["clinical"]


@pytest.mark.parametrize(
    "close",
    [
        lambda revision: cancel(revision, by=make_editor()),
        lambda revision: request_changes(
            revision, by=make_reviewer(), reason="No dose."
        ),
    ],
    ids=["cancelled", "sent back"],
)
def test_a_claim_ends_with_the_review(revision, reviewer, close):
    claim_review(revision, role=EDITORIAL, by=reviewer)

    close(revision)

    assert not is_looked_at(revision)


def test_overdue_are_open_claims_whose_day_is_over(revision, reviewer):
    due_on = timezone.localdate() + WEEK
    claim = claim_review(revision, role=EDITORIAL, by=reviewer, due_on=due_on)
    claim_review(revision, role=CLINICAL, by=make_clinician())

    assert not ReviewClaim.objects.overdue(due_on)
    assert list(ReviewClaim.objects.overdue(due_on + timedelta(days=1))) == [claim]
    release_review(revision, role=EDITORIAL, by=reviewer)
    assert not ReviewClaim.objects.overdue(due_on + timedelta(days=1))
