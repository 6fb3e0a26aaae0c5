"""A person has looked at imported rows."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from monographs.content import ROW_MODELS
from monographs.models import Event, Monograph
from monographs.workflow.step import Person, TransitionRefused, lock, record, require


@transaction.atomic
def verify(monograph: Monograph, *, keys: Collection[UUID], by: Person) -> int:
    """Mark rows as looked at. Reading is not contributing."""
    person = require(by, "verify_monograph")
    monograph = lock(monograph)
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
