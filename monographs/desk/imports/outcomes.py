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
OF_SHEETS = {
    Outcome.NEW: "Not here yet: a working copy is made of its lines.",
    Outcome.CHANGED: "Lines that are new or say something else are written; all other "
    "rows stay as they are.",
    Outcome.UNCHANGED: "Here already, in the same words: nothing happens.",
    Outcome.CONFLICT: "The desk has changed it since these lines were exported, or "
    "somebody has it open. It is left as it is until a person decides.",
    Outcome.ERROR: "Something in its lines is wrong. Where bad lines are skipped, its "
    "other lines are loaded.",
}
# What undoing an import left behind, in the order in which it is told.
BUCKETS = {
    State.REVERTED: "As it was before the import.",
    State.KEPT: "Somebody works with it. Each of them says why.",
    State.FAILED: "The database holds on to it. Each of them says why.",
}


def meanings_in(batch: Batch) -> dict[BatchRow.Outcome, str]:
    return OF_SHEETS if batch.kind == Batch.Kind.SHEETS else MEANINGS


def meaning_of(row: BatchRow) -> str:
    return meanings_in(row.batch).get(Outcome(row.outcome), "") if row.outcome else ""


def noun_of(batch: Batch) -> str:
    """What its rows are about; several of them with an s."""
    return "drug" if batch.kind == Batch.Kind.SHEETS else "file"


def what_became_of(row: BatchRow) -> str:
    """Beside its outcome, where that does not say it."""
    if row.batch.kind == Batch.Kind.SHEETS and row.outcome == Outcome.ERROR:
        return _what_became_of_the_rest(row)
    if row.state == State.APPLIED:
        if row.outcome == Outcome.SET_ASIDE:
            return (
                row.get_decision_display() if row.decision else "waits for a decision"
            )
        return "loaded" if row.outcome in (Outcome.NEW, Outcome.CHANGED) else ""
    if row.state == State.SKIPPED:
        return "skipped" if row.outcome == Outcome.ERROR else ""
    return row.get_state_display() if row.state in BUCKETS else ""


def _what_became_of_the_rest(row: BatchRow) -> str:
    """Of a drug with bad lines the good ones are loaded, if a person wants it so."""
    if row.state == State.APPLIED:
        return "all but the bad lines loaded"
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
