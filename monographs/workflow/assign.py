"""Whose work a monograph is, and by when."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone

from monographs.models import Event, Monograph, User
from monographs.workflow.many import lock_chosen, refuse_discarded, refuse_these
from monographs.workflow.step import Person, TransitionRefused, record_all, require
from monographs.workflow.telling import tell_assigned

WORKS_ON_MONOGRAPHS = ("change_monograph", "verify_monograph")


@transaction.atomic
def assign(
    monographs: Iterable[Monograph],
    *,
    to: User | None,
    due_on: date | None = None,
    by: Person,
) -> int:
    """Give them to somebody; to nobody takes them back."""
    person = require(by, "assign_monograph")
    locked = lock_chosen(monographs)
    refuse_discarded(locked)
    _refuse_unable(to)
    if due_on and to is None:
        raise TransitionRefused("Work that is due needs somebody who does it.")
    if due_on and due_on < timezone.localdate():
        raise TransitionRefused("Choose a day that is still to come.")
    _give(locked, to, due_on, person)
    return len(locked)


@transaction.atomic
def take_on(monographs: Iterable[Monograph], *, by: Person) -> int:
    """Claim them for oneself; what somebody else works on stays theirs."""
    person = require(by, "assign_monograph")
    locked = lock_chosen(monographs)
    refuse_discarded(locked)
    refuse_these(
        (one for one in locked if one.assigned_to_id not in (None, person.pk)),
        "somebody else has taken it on. Ask them, or assign it.",
    )
    mine = [one for one in locked if one.assigned_to_id is None]
    if not mine:
        raise TransitionRefused("All of these are yours already.")
    _give(mine, person, None, person)
    return len(mine)


def _give(
    monographs: list[Monograph], to: User | None, due_on: date | None, by: User
) -> None:
    Monograph.objects.filter(pk__in=[one.pk for one in monographs]).update(
        assigned_to=to, assigned_at=timezone.now() if to else None, due_on=due_on
    )
    detail = {
        "to": to.pk if to else None,
        "due_on": due_on.isoformat() if due_on else None,
    }
    record_all(Event.Kind.ASSIGNED, monographs, by=by, detail_of=lambda _: detail)
    if to:
        tell_assigned(to, monographs, by=by, due_on=due_on)


def _refuse_unable(to: User | None) -> None:
    if to is None:
        return
    if not any(to.has_perm(f"monographs.{right}") for right in WORKS_ON_MONOGRAPHS):
        raise TransitionRefused(
            f"{to} may neither edit nor verify monographs, so nothing can be assigned "
            "to them."
        )
