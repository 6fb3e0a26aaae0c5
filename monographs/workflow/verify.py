"""A person has looked at imported rows."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from monographs.content import ROW_MODELS
from monographs.models import Event, Monograph
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
    count: int = sum(
        model.objects.filter(monograph=monograph, key__in=keys)
        .unverified()
        .update(verified_by=person, verified_at=now)
        for model in ROW_MODELS.values()
    )
    if not count:
        raise TransitionRefused("None of these rows waits for verification.")
    record(Event.Kind.VERIFIED, monograph, by=person, keys=sorted(map(str, keys)))
    return count
