"""Taking a page away from readers, giving it back, showing an earlier version."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from monographs.content import loads
from monographs.models import Event, Monograph, Publication, Revision
from monographs.workflow.discard import refuse_discarded_page
from monographs.workflow.projection import forget, project
from monographs.workflow.publication import point_publication
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    announce,
    lock,
    record,
    require,
    require_reason,
    typed,
)


@transaction.atomic
def withdraw(monograph: Monograph, *, by: Person, reason: str) -> Publication:
    """One person, one reason, effective at once; nothing is validated."""
    person = require(by, "withdraw_monograph")
    reason = require_reason(reason, "A withdrawal")
    publication = _publication(lock(monograph))
    if publication.is_withdrawn:
        raise TransitionRefused("This page is withdrawn already.")
    publication.withdrawn_at = timezone.now()
    publication.withdrawal_reason = reason
    publication.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    forget(publication)
    record(
        Event.Kind.WITHDRAWN,
        monograph,
        by=person,
        revision=publication.revision,
        reason=reason,
    )
    return publication


@transaction.atomic
def reinstate(monograph: Monograph, *, by: Person, reason: str = "") -> Publication:
    """Show the page again, in its newest approved version."""
    person = require(by, "withdraw_monograph")
    publication = _publication(lock(monograph))
    if not publication.is_withdrawn:
        raise TransitionRefused("This page is not withdrawn.")
    refuse_discarded_page(publication.monograph)
    newer = _approved_meanwhile(publication)
    reinstated = record(
        Event.Kind.REINSTATED,
        monograph,
        by=person,
        revision=newer or publication.revision,
        reason=typed(reason),
        is_done=False,
    )
    publication.withdrawn_at = None
    publication.withdrawal_reason = ""
    publication.save(update_fields=["withdrawn_at", "withdrawal_reason"])
    if newer:
        publication = point_publication(publication.monograph, newer)
    else:
        project(publication, loads(publication.revision.content))
    announce(reinstated)
    return publication


@transaction.atomic
def roll_back(
    monograph: Monograph, *, to: Revision, by: Person, reason: str
) -> Publication:
    """Show an earlier published version again; a withdrawn page stays withdrawn."""
    person = require(by, "publish_monograph")
    reason = require_reason(reason, "Rolling back")
    monograph = lock(monograph)
    publication = _publication(monograph)
    to = Revision.objects.get(pk=to.pk)
    if to.monograph_id != monograph.pk:
        raise TransitionRefused("That version belongs to another monograph.")
    if to.state != Revision.State.APPROVED or to.published_at is None:
        raise TransitionRefused(
            f"Version {to.number} was never approved and published, so there is "
            "nothing to roll back to."
        )
    if to.number >= publication.revision.number:
        raise TransitionRefused(
            f"Version {to.number} is not earlier than the published one."
        )
    replaced = publication.revision.number
    publication = point_publication(monograph, to)
    record(
        Event.Kind.ROLLED_BACK,
        monograph,
        by=person,
        revision=to,
        reason=reason,
        replaced=replaced,
    )
    return publication


def _publication(monograph: Monograph) -> Publication:
    publication: Publication | None = (
        Publication.objects.select_related("revision", "monograph")
        .filter(monograph=monograph)
        .first()
    )
    if publication is None:
        raise TransitionRefused("This monograph was never published.")
    return publication


def _approved_meanwhile(publication: Publication) -> Revision | None:
    return (
        publication.monograph.revisions.approved()
        .newer_than_live()
        .filter(published_at=None)  # one that readers saw was rolled back since
        .filter(Q(publish_at=None) | Q(publish_at__lte=timezone.now()))
        .filter(base=publication.revision)
        .first()
    )
