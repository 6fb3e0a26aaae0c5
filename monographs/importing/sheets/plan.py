"""Comparing a batch's lines with what is here: a plan for each drug that changes."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Max

from monographs.importing.lease import held
from monographs.importing.sheets.collecting import collecting_later
from monographs.importing.sheets.compare import compare
from monographs.importing.sheets.counts import add_counts, count_batch
from monographs.importing.sheets.drug_plan import DrugPlan, plan_drug
from monographs.importing.sheets.known import Known
from monographs.importing.sheets.lines import Raw, next_lines
from monographs.importing.sheets.mapped import MappedTable, mapped_tables
from monographs.importing.sheets.mapping import Mapping
from monographs.models import Batch, BatchIssue, BatchRow

Outcome = BatchRow.Outcome
State = BatchRow.State


@collecting_later()
def plan_chunk(batch: Batch) -> None:
    lines = next_lines(batch)
    # Comparing writes nothing, so nobody waits for it.
    plans = plan_lines(batch, lines) if lines else []
    with held(batch) as fresh:
        if fresh.cancel_requested:
            fresh.lines.all().delete()
            fresh.move_to(Batch.State.CANCELLED)
        elif not lines:
            fresh.counts = count_batch(fresh)
            fresh.move_to(Batch.State.PREVIEW)
        else:
            _store(fresh, plans)
            fresh.planned_up_to = lines[-1][0]
            fresh.checkpoint += len(lines)


def plan_lines(batch: Batch, lines: Iterable[Raw]) -> list[DrugPlan]:
    """A fixed number of queries, whatever the number of lines."""
    lines = list(lines)
    mapping = Mapping.from_json(batch.mapping)
    tables = _used(mapped_tables(batch), lines)
    known = Known(batch, tables, (line[0] for line in lines))
    drugs = compare(lines, tables, known.current, mapping.blank)
    differing = [line for drug in drugs.values() for line in drug.differing]
    if differing:
        known.learn(differing)
    return [plan_drug(drug, known, mapping.blank) for drug in drugs.values()]


def _used(tables: list[MappedTable], lines: list[Raw]) -> list[MappedTable]:
    numbers = {line[1] for line in lines}
    return [table for table in tables if table.number in numbers]


def _store(batch: Batch, plans: list[DrugPlan]) -> None:
    unchanged: dict[str, Counter[str]] = {}
    drugs_unchanged = 0
    told = []
    for plan in plans:
        if plan.outcome == Outcome.UNCHANGED and not plan.issues:
            add_counts(unchanged, plan.counts)
            drugs_unchanged += 1
        else:
            told.append(plan)
    batch.counts = {
        **batch.counts,
        "drugs_unchanged": batch.counts.get("drugs_unchanged", 0) + drugs_unchanged,
        "unchanged": add_counts(unchanged, batch.counts.get("unchanged", {})),
    }
    if not told:
        return
    last = batch.rows.aggregate(last=Max("place"))["last"] or batch.total
    rows = [_row(batch, plan, place) for place, plan in enumerate(told, last + 1)]
    BatchRow.objects.bulk_create(rows)
    BatchIssue.objects.bulk_create(
        [
            issue
            for row, plan in zip(rows, told, strict=True)
            for issue in _issues(row, plan)
        ],
        batch_size=500,
    )


def _row(batch: Batch, plan: DrugPlan, place: int) -> BatchRow:
    goes_in = plan.outcome in (Outcome.NEW, Outcome.CHANGED)
    page = plan.page
    return BatchRow(
        batch=batch,
        place=place,
        path=plan.address,
        slug=plan.address,
        title=plan.title[:300],
        outcome=plan.outcome,
        state=State.PLANNED if goes_in else State.SKIPPED,
        after=plan.changes.dumps() if plan.changes else "",
        message=plan.message,
        counts={sheet: dict(counts) for sheet, counts in plan.counts.items()},
        monograph_id=page.pk if page else None,
        seen_version=page.edit_version if page else None,
        decision=BatchRow.Decision.TAKEN if plan.taken else "",
        decided_by=plan.taken.taken_by if plan.taken else None,
        decided_at=plan.taken.taken_at if plan.taken else None,
    )


def _issues(row: BatchRow, plan: DrugPlan) -> Iterator[Any]:
    for issue in plan.issues:
        yield BatchIssue(
            row=row,
            code=issue.code,
            severity=issue.severity.value,
            sheet=issue.sheet,
            column=issue.column,
            line=issue.line,
            found=issue.found,
            message=issue.message,
        )
