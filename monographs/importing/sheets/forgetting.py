"""What a batch of spreadsheets holds for a while only: its lines and its plans."""

from monographs.importing.lease import held
from monographs.models import Batch, BatchRow, SheetLine

State = BatchRow.State
PLANNED_ONLY = (State.WAITING, State.PLANNED, State.SKIPPED)
# So many lines go at once: neither memory nor a lease minds.
LINES_AT_ONCE = 50_000


def forget_plans(batch: Batch) -> None:
    """All but files that cannot be read, and what an earlier loading left behind."""
    batch.rows.filter(place__gt=batch.total, state__in=PLANNED_ONLY).delete()
    batch.planned_up_to, batch.counts = "", {}


def forget_lines(batch: Batch) -> bool:
    """Some of the staged lines, in a chunk of its own; whether there were any."""
    some = batch.lines.order_by().values("pk")[:LINES_AT_ONCE]
    with held(batch):
        deleted, _ = SheetLine.objects.filter(pk__in=some).delete()
    return bool(deleted)
