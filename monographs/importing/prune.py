"""Old imports: what only undoing and reports need goes, and the record stays."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from monographs.models import Batch, BatchFile, BatchRow

State = Batch.State
# What was loaded and taken back stays on record as well.
ON_RECORD = ("applied", "kept", "reverted", "failed")


@dataclass(frozen=True)
class Pruned:
    removed: int  # imports of which nothing was ever loaded
    emptied: int  # loaded spreadsheets, which cannot be taken back any more


@transaction.atomic
def prune(*, days: int | None = None) -> Pruned:
    """Imports that ended, or that nobody decided about, before so many days."""
    days = settings.IMPORT_KEPT_DAYS if days is None else days
    before = timezone.now() - timedelta(days=days)
    done = BatchRow.objects.filter(batch=OuterRef("pk"), state__in=ON_RECORD)
    never_loaded = Batch.objects.filter(
        ~Exists(done),
        state__in=(State.MAPPING, State.PREVIEW, State.CANCELLED),
        applied_at=None,
        at__lt=before,
    )
    removed = never_loaded.count()
    never_loaded.delete()
    ended = Batch.objects.filter(
        Q(state=State.DONE, applied_at__lt=before)
        | Q(state=State.UNDONE, undone_at__lt=before)
        | Q(state=State.CANCELLED, at__lt=before),
        kind=Batch.Kind.SHEETS,
        pruned_at=None,
    )
    return Pruned(removed, sum(map(_empty, ended.select_for_update())))


def _empty(batch: Batch) -> int:
    """A file that is a source of what was loaded stays one."""
    batch.lines.all().delete()
    batch.plan_notes.all().delete()
    BatchFile.objects.filter(batch=batch).update(content=None)
    batch.rows.update(before="", after="")
    batch.pruned_at = timezone.now()
    batch.save(update_fields=["pruned_at"])
    return 1
