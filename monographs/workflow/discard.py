"""Setting aside what turned out to be no monograph, and taking it up again."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from monographs.models import Event, Monograph, Publication, Revision, Triage
from monographs.workflow.many import lock_chosen, refuse_these
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    record_all,
    require,
    require_reason,
    typed,
)


@transaction.atomic
def discard(monographs: Iterable[Monograph], *, reason: str, by: Person) -> int:
    """They leave every list and queue; nothing of their text is lost."""
    person = require(by, "discard_monograph")
    reason = require_reason(reason, "Discarding")
    locked = lock_chosen(monographs)
    _refuse_undiscardable(locked)
    pks = [one.pk for one in locked]
    Monograph.objects.filter(pk__in=pks).update(
        assigned_to=None,
        assigned_at=None,
        due_on=None,
        discarded_at=timezone.now(),
        discarded_by=person,
        discard_reason=reason,
    )
    record_all(Event.Kind.DISCARDED, locked, by=person, reason=reason)
    Triage.objects.filter(monograph__in=pks).delete()
    return len(locked)


@transaction.atomic
def restore(monographs: Iterable[Monograph], *, by: Person, reason: str = "") -> int:
    """They are monographs after all."""
    person = require(by, "discard_monograph")
    locked = lock_chosen(monographs)
    refuse_these(
        (one for one in locked if not one.discarded_at),
        "not discarded, so there is nothing to restore.",
    )
    Monograph.objects.filter(pk__in=[one.pk for one in locked]).update(
        discarded_at=None, discarded_by=None, discard_reason=""
    )
    record_all(Event.Kind.RESTORED, locked, by=person, reason=typed(reason))
    return len(locked)


def refuse_discarded_page(monograph: Monograph) -> None:
    if monograph.discarded_at:
        raise TransitionRefused(
            f'"{monograph}" was discarded as not a monograph: '
            f"{monograph.discard_reason} Restore it first."
        )


def _refuse_undiscardable(monographs: list[Monograph]) -> None:
    refuse_these(
        (one for one in monographs if one.discarded_at), "discarded already. Untick it."
    )
    published = set(
        Publication.objects.live()
        .filter(monograph__in=monographs)
        .values_list("monograph", flat=True)
    )
    refuse_these(
        (one for one in monographs if one.pk in published),
        "published. Withdraw the page first, or untick it.",
    )
    revisions = Revision.objects.filter(monograph__in=monographs)
    waiting = set(
        revisions.filter(state=Revision.State.SUBMITTED)
        .order_by()
        .union(
            revisions.approved().filter(published_at=None).order_by(),
        )
        .values_list("monograph_id", flat=True)
    )
    refuse_these(
        (one for one in monographs if one.pk in waiting),
        "a version of it waits for signatures or for its publication. Send that back, "
        "cancel it or publish it first, or untick it.",
    )
