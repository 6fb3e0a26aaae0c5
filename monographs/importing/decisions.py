"""What a person decides about a batch and its files; a worker then does it."""

from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from monographs.content import EffectEntry, insert_rows, loads
from monographs.importing.effects import add_proposed
from monographs.importing.lease import one_writer
from monographs.importing.plan import LONGEST_TITLE
from monographs.importing.rights import require_import, require_undo
from monographs.importing.slugs import slug_of
from monographs.models import Batch, BatchRow, Monograph, User
from monographs.workflow import TransitionRefused, touch_imported
from monographs.workflow.step import require_reason

State = Batch.State
CANCELLABLE = (
    State.MAPPING,
    State.READING,
    State.PLANNING,
    State.PREVIEW,
    State.APPLYING,
)


@transaction.atomic
def load(batch: Batch, *, by: User, skip_bad: bool = False) -> Batch:
    """Let happen what the preview shows."""
    require_import(by)
    batch = _lock(batch)
    if batch.state != State.PREVIEW:
        raise TransitionRefused(
            f"This import is {batch.get_state_display()}, so it cannot be loaded now."
        )
    bad = batch.rows.filter(outcome=BatchRow.Outcome.ERROR)
    is_skipping = skip_bad or batch.skip_bad
    if not is_skipping and (count := bad.count()):
        raise TransitionRefused(_bad_sentence(batch, count))
    if is_skipping and batch.kind == Batch.Kind.SHEETS:
        # Of a drug with bad lines, the good ones are loaded.
        bad.exclude(after="").update(state=BatchRow.State.PLANNED)
    batch.note_decider(by)
    batch.skip_bad = is_skipping
    planned = batch.rows.filter(state=BatchRow.State.PLANNED)
    batch.message = ""
    batch.move_to(State.APPLYING, to_do=planned.count())
    batch.save()
    return batch


def _bad_sentence(batch: Batch, count: int) -> str:
    if batch.kind == Batch.Kind.SHEETS:
        return (
            "This import has lines that cannot be loaded, so nothing was loaded. Mend "
            "and load again, or skip the bad lines."
        )
    return (
        f"{count:,} {'file' if count == 1 else 'files'} of this import cannot be read, "
        "so nothing was loaded. Mend and load again, or skip the bad files."
    )


@transaction.atomic
def undo(batch: Batch, *, by: User) -> Batch:
    require_undo(by)
    batch = _lock(batch)
    if batch.state != State.DONE:
        raise TransitionRefused(
            f"This import is {batch.get_state_display()}; "
            "only a loaded one can be taken back."
        )
    if batch.pruned_at:
        raise TransitionRefused(batch.pruned_in_words)
    batch.undone_by = by
    batch.take_back(then=State.UNDONE)
    batch.save()
    return batch


@transaction.atomic
def cancel(batch: Batch, *, by: User) -> Batch:
    """Stop before the next chunk; what was loaded so far is taken back."""
    require_import(by)
    batch = _lock(batch)
    is_replanned = batch.state == State.UNDOING and batch.after_undoing in (
        State.READING,
        State.PLANNING,
    )
    if batch.state not in CANCELLABLE and not is_replanned:
        raise TransitionRefused(
            f"This import is {batch.get_state_display()}; there is nothing to cancel."
        )
    if batch.state in (State.MAPPING, State.PREVIEW):
        batch.lines.all().delete()
        batch.move_to(State.CANCELLED)
    elif is_replanned:
        batch.after_undoing = State.CANCELLED
    else:
        batch.cancel_requested = True
    batch.save()
    return batch


@transaction.atomic
def discard(row: BatchRow, *, by: User, reason: str) -> BatchRow:
    """This file is no monograph; its text stays where it is kept."""
    row = _undecided(row, by)
    row.reason = require_reason(reason, "Discarding")
    _decide(row, BatchRow.Decision.DISCARDED, by)
    return row


@transaction.atomic
def make_drug(row: BatchRow, *, by: User, title: str = "") -> Monograph:
    """A person found a monograph in it after all; its text becomes a working copy."""
    one_writer()
    row = _undecided(row, by)
    document = loads(row.after)
    title = title.strip() or document.title
    if not 1 <= len(title) <= LONGEST_TITLE:
        raise TransitionRefused(
            f"A title has 1 to {LONGEST_TITLE} characters; this one has {len(title)}."
        )
    slug = slug_of(title, row.sha256)
    if Monograph.objects.filter(slug=slug).exists():
        raise TransitionRefused(
            f'There is a monograph with the address "{slug}" already. '
            "Give this one another title, or discard it."
        )
    document = replace(document, title=title, slug=slug)
    add_proposed(
        [
            EffectEntry(entry.effect_key, entry.effect, entry.body_system)
            for entry in document.side_effects
        ],
        row.batch,
    )
    monograph = Monograph.objects.create(
        key=document.key,
        kind=document.kind,
        title=title,
        slug=slug,
        is_listed=document.is_listed,
        author=document.author,
        interests=document.interests,
    )
    insert_rows({monograph.pk: document})
    # Whoever loaded the file brought the text: they do not sign it either.
    touch_imported([monograph], by=by, authors=row.batch.authors())
    row.monograph, row.edit_version, row.after = monograph, monograph.edit_version, ""
    _decide(row, BatchRow.Decision.MADE_A_DRUG, by)
    return monograph


def _lock(batch: Batch) -> Batch:
    return Batch.objects.select_for_update().get(pk=batch.pk)


def _undecided(row: BatchRow, by: User) -> BatchRow:
    require_import(by)
    row = BatchRow.objects.select_for_update().get(pk=row.pk)
    if row.outcome != BatchRow.Outcome.SET_ASIDE or row.state != BatchRow.State.APPLIED:
        raise TransitionRefused("This file does not wait for a decision.")
    if row.batch.state != State.DONE:
        raise TransitionRefused(
            f"Its import is {row.batch.get_state_display()}. Decide when it is loaded."
        )
    if row.decision:
        raise TransitionRefused(
            f"{row.decided_by} decided about this file already: "
            f"{row.get_decision_display()}."
        )
    return row


def _decide(row: BatchRow, decision: BatchRow.Decision, by: User) -> None:
    row.decision, row.decided_by, row.decided_at = decision, by, timezone.now()
    row.save(
        update_fields=[
            "decision",
            "decided_by",
            "decided_at",
            "reason",
            "monograph",
            "edit_version",
            "after",
        ]
    )
