"""What undoing an import would do, before anybody decides it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from monographs.importing.sheets.kept_rows import KeptRows
from monographs.importing.sheets.undo import is_new, why_kept
from monographs.importing.taken_back import WROTE_A_DRUG
from monographs.importing.touched import why_touched
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
        reasons = _why_kept(batch, rows) if is_sheets else why_touched(rows)
        kept.update(reasons.values())
        removed += sum(_made(row) and row.pk not in reasons for row in rows)
    return Forecast(
        taken_back=applied.count() - kept.total(),
        removed=removed,
        kept=tuple(kept.most_common()),
    )


def _why_kept(batch: Batch, rows: list[BatchRow]) -> dict[int, str]:
    return why_kept(batch, rows, {row.pk: KeptRows.loads(row.before) for row in rows})


def _next_rows(
    applied: QuerySet[BatchRow], last: int, *, with_before: bool
) -> list[BatchRow]:
    fields = [*FIELDS, "before"] if with_before else FIELDS
    rows = (
        applied.filter(WROTE_A_DRUG, place__gt=last)
        .select_related("monograph")
        .only(*fields)
    )
    most = CHUNK_OF_SHEETS if with_before else CHUNK
    return list(rows.order_by("place")[:most])


def _made(row: BatchRow) -> bool:
    if row.batch.kind == Batch.Kind.SHEETS:
        return is_new(row)
    return row.outcome != BatchRow.Outcome.CHANGED
