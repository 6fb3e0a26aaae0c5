"""Reading a batch: each file is parsed, checked and compared, and its plan stored."""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from django.db import connection

from monographs.importing.chunk import chunk_of
from monographs.importing.counts import count_rows
from monographs.importing.lease import held
from monographs.importing.plan import Plan, plan
from monographs.models import Batch, BatchIssue, BatchRow

CHUNK = 200


@dataclass(frozen=True)
class _Columns:
    """In the order of the statement below; the last one finds the row."""

    outcome: str
    state: str
    dialect: str
    title: str
    slug: str
    flags: str
    after: str
    before: str
    message: str
    monograph_id: int | None
    seen_version: int | None
    id: int


def read_chunk(batch: Batch) -> None:
    waiting = batch.rows.filter(state=BatchRow.State.WAITING).order_by("place")
    rows = chunk_of(waiting.iterator(chunk_size=20), most=CHUNK)
    # Parsing writes nothing, so nobody waits for it.
    plans = plan(batch, rows) if rows else []
    with held(batch) as fresh:
        if fresh.cancel_requested:
            fresh.move_to(Batch.State.CANCELLED)
        elif not rows:
            fresh.counts = count_rows(fresh)
            fresh.move_to(Batch.State.PREVIEW)
        else:
            _store(plans)
            fresh.checkpoint += len(rows)


def _store(plans: list[Plan]) -> None:
    columns = list(_Columns.__dataclass_fields__)
    settings = ", ".join(f"{name} = %s" for name in columns[:-1])
    with connection.cursor() as cursor:
        cursor.executemany(
            # Only our own table and columns are named.
            f"UPDATE {BatchRow._meta.db_table} SET {settings} WHERE id = %s",  # noqa: S608
            [astuple(_columns(each)) for each in plans],
        )
    BatchIssue.objects.bulk_create(_issues(plans))


def _columns(each: Plan) -> _Columns:
    goes_in = each.outcome not in (BatchRow.Outcome.UNCHANGED, BatchRow.Outcome.ERROR)
    monograph = each.monograph
    return _Columns(
        outcome=each.outcome,
        state=BatchRow.State.PLANNED if goes_in else BatchRow.State.SKIPPED,
        dialect=each.dialect,
        title=each.title,
        slug=each.slug,
        flags=json.dumps(each.flags),
        after=each.after,
        before=each.before,
        message=each.message,
        monograph_id=monograph.pk if monograph else None,
        seen_version=monograph.edit_version if monograph else None,
        id=each.row.pk,
    )


def _issues(plans: Iterable[Plan]) -> Iterable[BatchIssue]:
    for each in plans:
        for issue in each.issues:
            yield BatchIssue(
                row=each.row,
                code=issue.code[:60],
                severity=issue.severity.value,
                line=issue.line or None,
                found=issue.found,
                message=issue.message,
            )
