"""Taking back what spreadsheets brought: each row is again as it was."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from monographs.content import ROW_MODELS, overwrite_many, update_many
from monographs.importing.lease import held, one_writer
from monographs.importing.named_elsewhere import named_elsewhere
from monographs.importing.sheets.counts import count_batch
from monographs.importing.sheets.forgetting import forget_plans
from monographs.importing.sheets.kept_rows import KeptRows, Row, as_columns
from monographs.importing.sheets.plan_notes import note_taken_back
from monographs.importing.sheets.sources import forget_sources
from monographs.importing.sheets.write_tables import CELLS
from monographs.importing.taken_back import (
    REFUSALS,
    forget_proposed_effects,
    give_back_to_the_import_before,
    why_refused,
)
from monographs.importing.touched import lock_monographs
from monographs.models import (
    Batch,
    BatchRow,
    ComparisonCell,
    Event,
    FormerEffect,
    Monograph,
)
from monographs.workflow import touch_imported
from monographs.workflow.triage import mark_stale

State = BatchRow.State
CHUNK = 500
# In this order rows come back: cells need their rows and columns.
MODELS: dict[str, Any] = {**ROW_MODELS, CELLS: ComparisonCell}


def undo_sheets_chunk(batch: Batch) -> None:
    with held(batch) as fresh:
        one_writer()
        rows = list(
            fresh.rows.filter(state=State.APPLIED)
            .defer("after")
            .order_by("-place")[:CHUNK]
        )
        lock_monographs(rows)
        if rows:
            _take_back(fresh, rows)
            fresh.checkpoint += len(rows)
        else:
            _finish(fresh)


def _take_back(batch: Batch, rows: list[BatchRow]) -> None:
    kept = {row.pk: KeptRows.loads(row.before) for row in rows}
    reasons = why_kept(batch, rows, kept)
    _mark(State.KEPT, {pk: f"Kept: {reason}." for pk, reason in reasons.items()})
    free = [row for row in rows if row.pk not in reasons and row.monograph_id]
    gone = [row for row in rows if row.pk not in reasons and not row.monograph_id]
    failed: dict[int, str] = {}
    try:
        with transaction.atomic():
            _revert(batch, free, kept)
    except REFUSALS:
        failed = _revert_one_by_one(batch, free, kept)
    _mark(State.FAILED, failed)
    reverted = [row for row in [*free, *gone] if row.pk not in failed]
    _mark(State.REVERTED, {row.pk: "" for row in reverted})


def why_kept(
    batch: Batch, rows: Iterable[BatchRow], kept: dict[int, KeptRows]
) -> dict[int, str]:
    """By the row's primary key: a clause for a sentence."""
    rows = [row for row in rows if row.monograph_id is not None]
    made = {
        row.monograph_id: row.pk for row in rows if row.monograph_id and is_new(row)
    }
    reasons = named_elsewhere(made, lambda pages: _staying(batch, pages))
    return reasons | _why_touched(rows, kept)


def _why_touched(rows: list[BatchRow], kept: dict[int, KeptRows]) -> dict[int, str]:
    """An import writes no events, so a newer one is a person's."""
    events = Event.objects.filter(monograph__in=[row.monograph_id for row in rows])
    last = dict(events.order_by().values_list("monograph").annotate(last=Max("pk")))
    reasons = {}
    for row in rows:
        if last.get(row.monograph_id or 0, 0) > kept[row.pk].event:
            reasons[row.pk] = "people have worked on the drug since"
        elif row.monograph and row.monograph.edit_version != row.edit_version:
            reasons[row.pk] = "another import has changed the drug since"
    return reasons


def _staying(batch: Batch, pages: set[int]) -> set[int]:
    theirs = list(
        batch.rows.filter(state=State.APPLIED, monograph__in=pages).select_related(
            "monograph"
        )
    )
    touched = _why_touched(
        theirs, {row.pk: KeptRows.loads(row.before) for row in theirs}
    )
    go_too = {row.monograph_id for row in theirs if row.pk not in touched}
    return pages - {page for page in go_too if page is not None}


def is_new(row: BatchRow) -> bool:
    """It made its drug."""
    return row.seen_version is None


def _revert(batch: Batch, rows: list[BatchRow], kept: dict[int, KeptRows]) -> None:
    if not rows:
        return
    new = [row.monograph_id for row in rows if is_new(row) and row.monograph_id]
    mark_stale(row.monograph_id for row in rows if row.monograph_id)
    Monograph.objects.filter(pk__in=new).delete()
    changed = {
        row.monograph_id: kept[row.pk]
        for row in rows
        if not is_new(row) and row.monograph_id
    }
    if not changed:
        return
    _remove_added(changed.values())
    _put_rows_back(changed.values())
    _put_positions_back(changed.values())
    _put_headers_back(changed)
    monographs = list(Monograph.objects.filter(pk__in=changed))
    touch_imported(monographs, by=batch.undone_by or batch.by)
    changed_rows = [row for row in rows if row.monograph_id in changed]
    give_back_to_the_import_before(batch, changed_rows)
    _note_versions(batch, changed_rows, monographs)


def _remove_added(kept: Iterable[KeptRows]) -> None:
    keys: dict[str, list[str]] = defaultdict(list)
    for each in kept:
        for field, added in each.added.items():
            keys[field] += added
    for field in reversed(MODELS):
        if field in keys:
            MODELS[field].objects.filter(key__in=keys[field]).delete()


def _put_rows_back(kept: Iterable[KeptRows]) -> None:
    rows: dict[str, list[Row]] = defaultdict(list)
    for each in kept:
        for field, before in each.rows.items():
            rows[field] += before
    _name_todays_effects(rows["side_effects"])
    for field, model in MODELS.items():
        if field in rows:
            overwrite_many(model, [as_columns(model, row) for row in rows[field]])


def _name_todays_effects(rows: Iterable[Row]) -> None:
    """One that these rows named may have been merged since."""
    named = {row["effect_id"] for row in rows}
    merged = FormerEffect.objects.filter(number__in=named)
    leads_to = dict(merged.values_list("number", "effect_id"))
    for row in rows:
        row["effect_id"] = leads_to.get(row["effect_id"], row["effect_id"])


def _put_positions_back(kept: Iterable[KeptRows]) -> None:
    positions: dict[str, list[Row]] = defaultdict(list)
    for each in kept:
        for field, found in each.positions.items():
            positions[field] += [{"id": pk, "position": place} for pk, place in found]
    for field, rows in positions.items():
        update_many(MODELS[field], rows)


def _put_headers_back(changed: dict[int, KeptRows]) -> None:
    update_many(
        Monograph,
        [{"id": pk, **each.header} for pk, each in changed.items() if each.header],
    )


def _note_versions(
    batch: Batch, rows: list[BatchRow], monographs: list[Monograph]
) -> None:
    """What the same person exported before this import is not outdated by it."""
    versions = {monograph.pk: monograph.edit_version for monograph in monographs}
    for row in rows:
        row.edit_version = versions[row.monograph_id or 0]
    update_many(
        BatchRow, [{"id": row.pk, "edit_version": row.edit_version} for row in rows]
    )
    if batch.after_undoing == Batch.State.PLANNING:
        note_taken_back(batch, rows)


def _revert_one_by_one(
    batch: Batch, rows: list[BatchRow], kept: dict[int, KeptRows]
) -> dict[int, str]:
    failed = {}
    for row in rows:
        try:
            with transaction.atomic():
                _revert(batch, [row], kept)
        except REFUSALS as error:
            failed[row.pk] = f"Not taken back: {why_refused(error)}"
    return failed


def _mark(state: State, messages: dict[int, str]) -> None:
    update_many(
        BatchRow,
        [
            {"id": pk, "state": state.value, "message": message}
            for pk, message in messages.items()
        ],
    )


def _finish(batch: Batch) -> None:
    forget_proposed_effects(batch)
    forget_sources(batch)
    if batch.after_undoing == Batch.State.UNDONE:
        batch.undone_at = timezone.now()
    else:
        batch.message = f"{batch.message} {_what_stays(batch)}".lstrip()
    batch.counts = {
        name: value for name, value in batch.counts.items() if name != "loaded"
    }
    if batch.after_undoing == Batch.State.PLANNING:
        _begin_again(batch)
    else:
        batch.counts = count_batch(batch)
        batch.lines.all().delete()
        batch.move_to(Batch.State(batch.after_undoing))


def _what_stays(batch: Batch) -> str:
    stay = batch.rows.filter(state__in=(State.KEPT, State.FAILED)).count()
    if not stay:
        return "Nothing was loaded."
    return f"Drugs that were changed and stay so: {stay:,}. Each of them says why."


def _begin_again(batch: Batch) -> None:
    """Plans are made anew; what could not be taken back stays on record."""
    # The guard that keeps records lets go of rows that wait, and of no others.
    batch.rows.filter(state=State.REVERTED).update(state=State.WAITING)
    forget_plans(batch)
    batch.message += " Look at the preview again."
    batch.move_to(Batch.State.PLANNING, to_do=batch.lines.count())
