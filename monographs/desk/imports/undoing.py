"""What undoing an import would do, before anybody decides it."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from monographs.importing.taken_back import WROTE_A_DRUG
from monographs.importing.touched import why_touched
from monographs.models import Batch, BatchRow

CHUNK = 1_000


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
    while rows := _next_rows(applied, last):
        last = rows[-1].place
        reasons = why_touched(rows)
        kept.update(reasons.values())
        removed += sum(_made(row) and row.pk not in reasons for row in rows)
    return Forecast(
        taken_back=applied.count() - kept.total(),
        removed=removed,
        kept=tuple(kept.most_common()),
    )


def _next_rows(applied: QuerySet[BatchRow], last: int) -> list[BatchRow]:
    rows = (
        applied.filter(WROTE_A_DRUG, place__gt=last)
        .select_related("monograph")
        .only("batch", "place", "outcome", "edit_version", "monograph__edit_version")
    )
    return list(rows.order_by("place")[:CHUNK])


def _made(row: BatchRow) -> bool:
    return row.outcome != BatchRow.Outcome.CHANGED
