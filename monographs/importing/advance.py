"""The work of a batch, a chunk at a time: safe to stop, to repeat and to hand over."""

from collections.abc import Callable
from time import monotonic

from monographs.importing.apply_chunk import apply_chunk
from monographs.importing.lease import LeaseLost, claim, release
from monographs.importing.read_chunk import read_chunk
from monographs.importing.sheets.apply import apply_sheets_chunk
from monographs.importing.sheets.plan import plan_chunk
from monographs.importing.sheets.stage import stage_chunk
from monographs.importing.sheets.undo import undo_sheets_chunk
from monographs.importing.undo_chunk import undo_chunk
from monographs.models import Batch

AfterEach = Callable[[Batch], None]

Chunks = dict[str, Callable[[Batch], None]]

DOCUMENT_CHUNKS: Chunks = {
    Batch.State.READING: read_chunk,
    Batch.State.APPLYING: apply_chunk,
    Batch.State.UNDOING: undo_chunk,
}
SHEET_CHUNKS: Chunks = {
    Batch.State.READING: stage_chunk,
    Batch.State.PLANNING: plan_chunk,
    Batch.State.APPLYING: apply_sheets_chunk,
    Batch.State.UNDOING: undo_sheets_chunk,
}
CHUNKS = {
    Batch.Kind.DOCUMENTS.value: DOCUMENT_CHUNKS,
    Batch.Kind.SHEETS.value: SHEET_CHUNKS,
}


def advance(batch: Batch) -> Batch:
    """One chunk of whatever the batch waits for. Whoever calls holds its lease."""
    if batch.is_working:
        lease = batch.lease
        CHUNKS[batch.kind][batch.state](batch)
        batch.refresh_from_db()
        if batch.lease not in (lease, None):
            raise LeaseLost
    return batch


def run(
    batch: Batch,
    *,
    after_each: AfterEach | None = None,
    seconds: float | None = None,
) -> Batch:
    """Everything that can be done now, or in about so many seconds; somebody else may
    be doing it already."""
    claimed = claim(batch)
    if claimed is None:
        batch.refresh_from_db()
        return batch
    return _work(claimed, after_each, seconds)


def run_next(*, after_each: AfterEach | None = None) -> Batch | None:
    """The oldest batch that waits, done; None where none waits."""
    claimed = claim()
    return _work(claimed, after_each) if claimed else None


def _work(
    claimed: Batch, after_each: AfterEach | None, seconds: float | None = None
) -> Batch:
    lease = claimed.lease
    deadline = None if seconds is None else monotonic() + seconds
    try:
        while claimed.is_working:
            advance(claimed)
            if after_each:
                after_each(claimed)
            if deadline is not None and monotonic() > deadline:
                break
    except LeaseLost:
        claimed.refresh_from_db()
    finally:
        release(claimed, lease)
    return claimed
