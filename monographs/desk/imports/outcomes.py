"""What became of an import's files, in words."""

from collections.abc import Iterator
from typing import Any

from monographs.models import Batch, BatchRow

Outcome = BatchRow.Outcome
State = BatchRow.State

MEANINGS = {
    Outcome.NEW: "No working copy exists: one is made.",
    Outcome.CHANGED: "A newer version of a file that was loaded, and nobody worked on "
    "the drug since: its working copy is written anew.",
    Outcome.UNCHANGED: "Here already: nothing happens.",
    Outcome.COMPETING: "The drug has a working copy, which is left as it is. The file "
    "is kept as a competing source.",
    Outcome.CONFLICT: "A newer version of a file that was loaded, but people have "
    "worked on the drug since. It is left as it is; the file is kept as a competing "
    "source.",
    Outcome.SET_ASIDE: "Not a monograph, as far as can be told. Its text is kept until "
    "a person decides.",
    Outcome.ERROR: "Cannot be read.",
}
# What undoing an import left behind, in the order in which it is told.
BUCKETS = {
    State.REVERTED: "As it was before the import.",
    State.KEPT: "Somebody works with it. Each file says why.",
    State.FAILED: "The database holds on to it. Each file says why.",
}


def what_became_of(row: BatchRow) -> str:
    """Beside its outcome, where that does not say it."""
    if row.state == State.APPLIED:
        if row.outcome == Outcome.SET_ASIDE:
            return row.get_decision_display() or "waits for a decision"
        return "loaded" if row.outcome in (Outcome.NEW, Outcome.CHANGED) else ""
    if row.state == State.SKIPPED:
        return "skipped" if row.outcome == Outcome.ERROR else ""
    return row.get_state_display() if row.state in BUCKETS else ""


def counts_in_words(batch: Batch) -> str:
    """Such as "391 new, 8 set aside"; after undoing, what became of them then."""
    if batch.is_working:
        return f"{batch.checkpoint:,} of {batch.to_do:,} done"
    return ", ".join(f"{count:,} {label}" for label, count in _counts(batch))


def _counts(batch: Batch) -> Iterator[tuple[str, int]]:
    is_undone = batch.state == Batch.State.UNDONE
    kinds: Any = BUCKETS if is_undone else Outcome
    counts = batch.counts.get("states" if is_undone else "outcomes", {})
    for kind in kinds:
        if count := counts.get(kind.value):
            yield str(kind.label), count
