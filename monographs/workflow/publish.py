"""Showing a revision to readers: at once, by the clock, or in an emergency."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from monographs.models import Event, Publication, Revision, User
from monographs.workflow.publication import (
    live_revision,
    point_publication,
    refuse_moved_base,
)
from monographs.workflow.reminders import tell_not_published
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock_revision,
    record,
    require,
    require_reason,
)


def publish_approved(revision: Revision, *, by: User) -> None:
    """After the last signature: publish, unless the clock or a withdrawal says wait."""
    if not revision.is_held_back(timezone.now()):
        _show(revision, by=by)


@transaction.atomic
def publish(revision: Revision, *, by: Person | None = None) -> Publication:
    """Publish an approved revision that waits; without a person, the clock did it."""
    person = None if by is None else require(by, "publish_monograph")
    revision = lock_revision(revision)
    if revision.state != Revision.State.APPROVED:
        raise TransitionRefused(
            f"Version {revision.number} is not approved: it is "
            f"{revision.get_state_display()}."
        )
    if revision.published_at:
        raise TransitionRefused(
            f"Version {revision.number} was published already. To show it again, "
            "roll back to it."
        )
    _refuse_older(revision)
    if _is_withdrawn(revision):
        raise TransitionRefused(
            "This page is withdrawn. Reinstate it; the newest approved version is "
            "shown then."
        )
    refuse_moved_base(revision)
    if person is None and not revision.is_due(timezone.now()):
        raise TransitionRefused(f"Version {revision.number} is not due yet.")
    return _show(revision, by=person)


def publish_due() -> Iterator[str]:
    """Publish what the clock says, each on its own, one sentence a revision."""
    due = Revision.objects.due(timezone.now())
    for revision in due.select_related("monograph").order_by("publish_at", "number"):
        try:
            publish(revision)
        except TransitionRefused as refusal:
            tell_not_published(revision, str(refusal))
            yield f"{revision}: not published. {refusal}"
        else:
            yield f"{revision}: published."


@transaction.atomic
def schedule(revision: Revision, *, at: datetime | None, by: Person) -> Revision:
    """Choose when an approved revision is published; None takes it off the schedule."""
    person = require(by, "publish_monograph")
    revision = lock_revision(revision)
    waits = revision.state == Revision.State.APPROVED and not revision.published_at
    if not (revision.is_open or waits):
        raise TransitionRefused(
            f"Version {revision.number} cannot be scheduled: it is "
            f"{revision.get_state_display()}."
        )
    if at is not None and at <= timezone.now():
        raise TransitionRefused("Choose a time that is still to come.")
    if at is not None:
        _refuse_older(revision)
    revision.publish_at = at
    revision.save(update_fields=["publish_at"])
    record(
        Event.Kind.SCHEDULED,
        revision.monograph,
        by=person,
        revision=revision,
        publish_at=at.isoformat() if at else None,
    )
    return revision


@transaction.atomic
def bypass(revision: Revision, *, by: Person, reason: str) -> Publication:
    """Publish in an emergency, before all have signed; it stays listed until signed."""
    person = require(by, "bypass_review")
    reason = require_reason(reason, "A bypass")
    revision = lock_revision(revision)
    if not revision.is_open:
        raise TransitionRefused(
            f"Version {revision.number} is not waiting for signatures: it is "
            f"{revision.get_state_display()}."
        )
    if _is_withdrawn(revision):
        raise TransitionRefused("This page is withdrawn. Reinstate it first.")
    refuse_moved_base(revision)
    revision.state = Revision.State.BYPASSED
    revision.bypass_reason = reason
    revision.save(update_fields=["state", "bypass_reason"])
    publication = point_publication(revision.monograph, revision)
    record(
        Event.Kind.BYPASSED,
        revision.monograph,
        by=person,
        revision=revision,
        reason=reason,
        sha256=revision.sha256,
    )
    return publication


def _show(revision: Revision, *, by: User | None) -> Publication:
    publication = point_publication(revision.monograph, revision)
    record(
        Event.Kind.PUBLISHED,
        revision.monograph,
        by=by,
        revision=revision,
        sha256=revision.sha256,
    )
    return publication


def _is_withdrawn(revision: Revision) -> bool:
    return Publication.objects.filter(
        monograph=revision.monograph_id, withdrawn_at__isnull=False
    ).exists()


def _refuse_older(revision: Revision) -> None:
    live = live_revision(revision.monograph)
    if live and live.number > revision.number:
        raise TransitionRefused(
            f"Version {live.number} is newer and published already, so version "
            f"{revision.number} stays unpublished."
        )
