"""Who works on a batch: one process at a time, while it shows signs of life."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from monographs.models import Batch

# A chunk takes a second or two; a process that is silent for so long was killed.
LEASE = timedelta(seconds=60)


class LeaseLost(Exception):
    """Another process works on this batch, or its state changed under this one."""


@transaction.atomic
def claim(batch: Batch | None = None) -> Batch | None:
    """The oldest batch that waits, or the given one; None if there is none free."""
    _one_at_a_time(_CLAIM)
    now = timezone.now()
    waiting = Batch.objects.waiting_for_a_worker(now)
    if batch is not None:
        waiting = waiting.filter(pk=batch.pk)
    found = waiting.order_by("id").select_for_update(skip_locked=True).first()
    if found is None:
        return None
    found.lease, found.lease_until = uuid4(), now + LEASE
    if not found.checkpoint:  # until now it waited
        found.started_at = now
    found.save(update_fields=["lease", "lease_until", "started_at"])
    return found


@contextmanager
def held(batch: Batch) -> Iterator[Batch]:
    """One chunk's transaction: its writes and its checkpoint become true together."""
    with transaction.atomic():
        fresh = (
            Batch.objects.select_for_update()
            .filter(pk=batch.pk, lease=batch.lease, state=batch.state)
            .first()
        )
        if fresh is None or batch.lease is None:
            raise LeaseLost
        yield fresh
        fresh.lease_until = timezone.now() + LEASE
        if not fresh.is_working:
            fresh.lease = fresh.lease_until = None
        fresh.save()


def release(batch: Batch, lease: UUID | None) -> None:
    """Unless it has another by now, which is somebody else's."""
    Batch.objects.filter(pk=batch.pk, lease=lease).update(lease=None, lease_until=None)


def one_writer() -> None:
    """Within a transaction: batches write one after the other, so that two of them
    never wait for each other's drugs and words."""
    _one_at_a_time(_WRITE)


# Any numbers that nobody else locks.
_CLAIM, _WRITE = 7_246_020, 7_246_021


def _one_at_a_time(what: int) -> None:
    """Until the transaction ends. On SQLite each transaction waits for the others."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [what])
