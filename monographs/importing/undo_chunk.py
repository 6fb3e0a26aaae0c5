"""Taking a batch back: what nobody worked on goes, the rest stays and says why."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from monographs.content import ROW_MODELS, loads, replace_rows
from monographs.importing.apply_chunk import retitle
from monographs.importing.counts import count_rows
from monographs.importing.findings import keep_findings
from monographs.importing.lease import held, one_writer
from monographs.importing.named_elsewhere import named_elsewhere
from monographs.importing.taken_back import (
    MADE_A_DRUG,
    REFUSALS,
    forget_proposed_effects,
    give_back_to_the_import_before,
    why_refused,
)
from monographs.importing.touched import lock_monographs, why_touched
from monographs.models import (
    Batch,
    BatchFile,
    BatchIssue,
    BatchRow,
    Finding,
    Monograph,
    RevisionSource,
    SourceDecision,
    SourceDocument,
)
from monographs.workflow import touch_imported
from monographs.workflow.triage import mark_stale

Outcome = BatchRow.Outcome
State = BatchRow.State
CHUNK = 200


def undo_chunk(batch: Batch) -> None:
    with held(batch) as fresh:
        one_writer()
        rows = list(
            fresh.rows.filter(state=State.APPLIED)
            .defer("content", "after")
            .order_by("-place")[:CHUNK]
        )
        lock_monographs(rows)
        if rows:
            _take_back(fresh, rows)
            fresh.checkpoint += len(rows)
        else:
            _finish(fresh)


def _take_back(batch: Batch, rows: list[BatchRow]) -> None:
    reasons = why_kept(batch, rows)
    _mark(State.KEPT, {pk: f"Kept: {reason}." for pk, reason in reasons.items()})
    free = [row for row in rows if row.pk not in reasons]
    failed: dict[int, str] = {}
    try:
        with transaction.atomic():
            _revert(batch, free)
    except REFUSALS:
        failed = _revert_one_by_one(batch, free)
    _mark(State.FAILED, failed)
    _forget_sources(batch, [row for row in free if row.pk not in failed])


def why_kept(batch: Batch, rows: Iterable[BatchRow]) -> dict[int, str]:
    """By the row's primary key: a clause for a sentence."""
    rows = list(rows)
    written = [row for row in rows if _wrote_a_drug(row)]
    made = {
        row.monograph_id: row.pk
        for row in written
        if row.monograph_id and makes_a_drug(row)
    }
    reasons = named_elsewhere(made, lambda pages: _staying(batch, pages))
    reasons |= why_touched(written)
    for decision in (
        SourceDecision.objects.filter(batch_row__in=rows)
        .select_related("by")
        .defer("choices")
    ):
        reasons[decision.batch_row_id] = (
            f"{decision.by} has decided about it as a competing source"
        )
    return reasons


def _staying(batch: Batch, pages: set[int]) -> set[int]:
    go_too = batch.rows.filter(
        MADE_A_DRUG,
        state=State.APPLIED,
        edit_version=F("monograph__edit_version"),
        monograph__events=None,
        monograph__in=pages,
    )
    return pages - set(go_too.values_list("monograph", flat=True))


def makes_a_drug(row: BatchRow) -> bool:
    return row.outcome == Outcome.NEW or row.decision == BatchRow.Decision.MADE_A_DRUG


def _wrote_a_drug(row: BatchRow) -> bool:
    return makes_a_drug(row) or row.outcome == Outcome.CHANGED


def _revert(batch: Batch, rows: list[BatchRow]) -> None:
    made = [row.monograph_id for row in rows if row.monograph_id and makes_a_drug(row)]
    Monograph.objects.filter(pk__in=made).delete()
    Finding.objects.filter(
        source__in=[row.source_id for row in rows],
        monograph__in=[row.monograph_id for row in rows],
    ).delete()
    mark_stale(row.monograph_id for row in rows if row.monograph_id)
    _put_back(batch, [row for row in rows if row.outcome == Outcome.CHANGED])


def _put_back(batch: Batch, rows: list[BatchRow]) -> None:
    before = {
        row.monograph.pk: loads(row.before) for row in rows if row.monograph is not None
    }
    if not before:
        return
    replace_rows(before)
    retitle(before)
    monographs = list(Monograph.objects.filter(pk__in=before))
    touch_imported(monographs, by=batch.undone_by or batch.by)
    # Its findings hold again.
    keep_findings(
        row
        for row in give_back_to_the_import_before(batch, rows)
        if row.batch.kind == Batch.Kind.DOCUMENTS
    )


def _revert_one_by_one(batch: Batch, rows: list[BatchRow]) -> dict[int, str]:
    failed = {}
    for row in rows:
        try:
            with transaction.atomic():
                _revert(batch, [row])
        except REFUSALS as error:
            failed[row.pk] = f"Not taken back: {why_refused(error)}"
    return failed


def _mark(state: State, messages: dict[int, str]) -> None:
    BatchRow.objects.bulk_update(
        [
            BatchRow(pk=pk, state=state, message=message)
            for pk, message in messages.items()
        ],
        ["state", "message"],
    )


def _forget_sources(batch: Batch, rows: list[BatchRow]) -> None:
    mine = BatchRow.objects.filter(pk__in=[row.pk for row in rows])
    if batch.after_undoing == Batch.State.READING:
        contents = SourceDocument.objects.filter(pk=OuterRef("source"))
        mine.update(content=Subquery(contents.values("content")[:1]))
    mine.update(state=State.REVERTED, source=None)
    used = [
        Exists(model.objects.filter(source=OuterRef("pk")))
        for model in [*ROW_MODELS.values(), RevisionSource, BatchRow, BatchFile]
    ]
    unused = SourceDocument.objects.filter(pk__in=[row.source_id for row in rows])
    for use in used:
        unused = unused.filter(~use)
    unused.only("pk").delete()


def _finish(batch: Batch) -> None:
    forget_proposed_effects(batch)
    if batch.after_undoing == Batch.State.UNDONE:
        batch.undone_at = timezone.now()
    else:
        batch.message = f"{batch.message} {_what_stays(batch)}".lstrip()
    if batch.after_undoing == Batch.State.READING:
        _begin_again(batch)
    else:
        batch.counts = count_rows(batch)
        batch.move_to(Batch.State(batch.after_undoing))


def _what_stays(batch: Batch) -> str:
    stay = batch.rows.filter(state__in=(State.KEPT, State.FAILED)).count()
    if not stay:
        return "Nothing was loaded."
    return f"Files that were loaded and stay so: {stay:,}. Each of them says why."


def _begin_again(batch: Batch) -> None:
    again = batch.rows.filter(
        Q(state__in=(State.PLANNED, State.REVERTED)) | Q(outcome=Outcome.UNCHANGED)
    )
    BatchIssue.objects.filter(row__in=again).delete()
    to_do = again.update(
        state=State.WAITING, outcome="", monograph=None, after="", before=""
    )
    batch.message += " Look at the preview again."
    batch.move_to(Batch.State.READING, to_do=to_do)
