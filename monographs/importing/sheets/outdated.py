"""Whether a plan still fits what is there: the preview promised it."""

from collections.abc import Sequence

from django.utils import timezone

from monographs.models import Batch, BatchRow, Monograph, Presence

TAKEN = BatchRow.Decision.TAKEN


class Outdated(Exception):
    """Something changed since the preview; the message says what."""


def refuse_outdated(batch: Batch, rows: Sequence[BatchRow]) -> None:
    """The rows hold their monographs as they are now, locked."""
    new = [row.slug for row in rows if row.seen_version is None]
    added = Monograph.objects.filter(slug__in=new).first()
    if added:
        raise Outdated(f'"{added}" was added since the preview.')
    here = [row for row in rows if row.seen_version is not None]
    for row in here:
        if row.monograph is None or row.monograph.slug != row.slug:
            raise Outdated(f'"{row.title}" was removed or moved since the preview.')
        if row.monograph.edit_version != row.seen_version:
            raise Outdated(f'"{row.monograph}" was changed since the preview.')
        if row.monograph.discarded_at:
            raise Outdated(f'"{row.monograph}" was discarded since the preview.')
    _refuse_open(batch, [row for row in here if row.decision != TAKEN])


def _refuse_open(batch: Batch, rows: Sequence[BatchRow]) -> None:
    """Who has it open would lose what they type."""
    present = Presence.objects.present(timezone.now()).exclude(person=batch.by_id)
    opened = (
        present.filter(monograph__in=[row.monograph_id for row in rows])
        .select_related("person", "monograph")
        .first()
    )
    if opened:
        raise Outdated(f'{opened.person} has "{opened.monograph}" open now.')
