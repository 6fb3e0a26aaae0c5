"""A person has looked at imported rows, and says so.

Rule 5: every imported row was looked at by a person. Three things follow for a row
that somebody edits at the desk:

- A verified row keeps its verification, and says who has edited it since. Whoever
  edits is a contributor, so others sign what they wrote.
- An unverified row stays unverified. Mending one word is not reading the row against
  its source, and the rest may be what the machine got wrong; the editor says that it
  was read, with the same key as everybody else.
- Rows that a person wrote need no verification: there is no machine to check.
"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from monographs.content import ROW_MODELS
from monographs.models import Event, Monograph, Revision
from monographs.workflow.step import Person, TransitionRefused, lock, record, require


@transaction.atomic
def verify(
    monograph: Monograph,
    *,
    keys: Collection[UUID],
    by: Person,
    seen: int | None = None,
) -> int:
    """Mark rows as looked at. Reading is not contributing.

    `seen` is the edit version that the person read: of a newer one they read nothing.
    """
    person = require(by, "verify_monograph")
    monograph = lock(monograph)
    if seen is not None and seen != monograph.edit_version:
        raise TransitionRefused(
            "This monograph was changed after you opened it, so nothing was verified. "
            "Read the rows again."
        )
    now = timezone.now()
    waiting = [
        model.objects.filter(monograph=monograph, key__in=keys).unverified()
        for model in ROW_MODELS.values()
    ]
    read = [key for rows in waiting for key in rows.values_list("key", flat=True)]
    if not read:
        raise TransitionRefused("None of these rows waits for verification.")
    for rows in waiting:
        rows.update(verified_by=person, verified_at=now)
    record(Event.Kind.VERIFIED, monograph, by=person, keys=sorted(map(str, read)))
    return len(read)


@transaction.atomic
def unverify(monograph: Monograph, *, keys: Collection[UUID], by: Person) -> int:
    """Take verifications back, one's own or another's: the rows are to be read again.

    Who had verified them stays in the events. A version that waits for signatures or
    for its time rests on what was verified before it was sealed: those stay, until it
    is sent back, cancelled or taken off the schedule.
    """
    person = require(by, "verify_monograph")
    monograph = lock(monograph)
    _refuse_what_a_version_rests_on(monograph, keys)
    verified = [
        model.objects.filter(monograph=monograph, key__in=keys).verified()
        for model in ROW_MODELS.values()
    ]
    again = [key for rows in verified for key in rows.values_list("key", flat=True)]
    if not again:
        raise TransitionRefused("None of these rows is verified.")
    for rows in verified:
        rows.update(verified_by=None, verified_at=None)
    record(Event.Kind.UNVERIFIED, monograph, by=person, keys=sorted(map(str, again)))
    return len(again)


def _refuse_what_a_version_rests_on(
    monograph: Monograph, keys: Collection[UUID]
) -> None:
    version = _pending_version(monograph)
    if version is None:
        return
    rows = [
        row
        for model in ROW_MODELS.values()
        for row in model.objects.filter(
            monograph=monograph, key__in=keys, verified_at__lte=version.submitted_at
        )
    ]
    if rows:
        raise TransitionRefused(
            f"Version {version.number} waits to be published and rests on these "
            "verifications. Send it back, cancel it or take it off the schedule first.",
            rows=rows,
        )


def _pending_version(monograph: Monograph) -> Revision | None:
    """The newest version that is under review or scheduled."""
    pending: Revision | None = (
        monograph.revisions.filter(state=Revision.State.SUBMITTED)
        .defer("content")
        .first()
        or monograph.revisions.scheduled().newer_than_live().defer("content").first()
    )
    return pending
