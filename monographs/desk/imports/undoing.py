"""What undoing an import would do, before anybody decides it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from monographs.importing import undo_chunk
from monographs.importing.sheets import undo as undo_sheets
from monographs.importing.sheets.kept_rows import KeptRows
from monographs.models import Batch, BatchRow

CHUNK = 1_000
CHUNK_OF_SHEETS = 200  # with all that they replaced
FIELDS = (
    *("batch", "place", "outcome", "decision", "edit_version", "seen_version"),
    "monograph__edit_version",
)


@dataclass(frozen=True)
class Forecast:
    taken_back: int
    removed: int  # of these, the working copies that it made
    kept: tuple[tuple[str, int], ...]  # why, and how many

    @property
    def kept_count(self) -> int:
        return sum(count for _, count in self.kept)


def forecast(batch: Batch) -> Forecast:
    applied = batch.rows.filter(state=BatchRow.State.APPLIED)
    kept: Counter[str] = Counter()
    removed = last = 0
    is_sheets = batch.kind == Batch.Kind.SHEETS
    while rows := _next_rows(applied, last, with_before=is_sheets):
        last = rows[-1].place
        reasons = _why_kept(batch, rows)
        kept.update(reasons.values())
        removed += sum(
            _makes_a_drug(batch, row) and row.pk not in reasons for row in rows
        )
    return Forecast(
        taken_back=applied.count() - kept.total(),
        removed=removed,
        kept=tuple(kept.most_common()),
    )


def _why_kept(batch: Batch, rows: list[BatchRow]) -> dict[int, str]:
    """What the undoing itself asks."""
    if batch.kind != Batch.Kind.SHEETS:
        return undo_chunk.why_kept(batch, rows)
    kept = {row.pk: KeptRows.loads(row.before) for row in rows}
    return undo_sheets.why_kept(batch, rows, kept)


def _makes_a_drug(batch: Batch, row: BatchRow) -> bool:
    if row.monograph_id is None:
        return False
    if batch.kind == Batch.Kind.SHEETS:
        return undo_sheets.is_new(row)
    return undo_chunk.makes_a_drug(row)


def _next_rows(
    applied: QuerySet[BatchRow], last: int, *, with_before: bool
) -> list[BatchRow]:
    fields = [*FIELDS, "before"] if with_before else FIELDS
    rows = applied.filter(place__gt=last).select_related("monograph").only(*fields)
    most = CHUNK_OF_SHEETS if with_before else CHUNK
    return list(rows.order_by("place")[:most])
