"""What outlives a plan that is made anew: a decision, and what was taken back."""

from collections.abc import Iterable

from django.utils import timezone

from monographs.models import Batch, BatchRow, PlanNote, User


def note_taken(row: BatchRow, by: User) -> None:
    """Somebody looked at the conflict: it holds as long as the page stays as it is."""
    note = _note_for(row, notes_about(row.batch, [row.monograph_id or 0]))
    note.taken_by, note.taken_at = by, timezone.now()
    _store([note])


def note_taken_back(batch: Batch, rows: Iterable[BatchRow]) -> None:
    """These pages are as the plan found them, in a later version."""
    rows = list(rows)
    known = notes_about(batch, [row.monograph_id or 0 for row in rows])
    notes = []
    for row in rows:
        note = _note_for(row, known)
        note.until = row.edit_version or 0
        notes.append(note)
    _store(notes)


def forget_decisions(batch: Batch) -> None:
    """Somebody looked at what other columns said."""
    batch.plan_notes.update(taken_by=None, taken_at=None)


def notes_about(batch: Batch, pages: Iterable[int]) -> dict[int, PlanNote]:
    """By the page's primary key."""
    notes = batch.plan_notes.filter(monograph__in=list(pages))
    return {note.monograph_id: note for note in notes.select_related("taken_by")}


def _note_for(row: BatchRow, known: dict[int, PlanNote]) -> PlanNote:
    """The one there is, unless somebody changed the page after it."""
    page, seen = row.monograph_id or 0, row.seen_version or 0
    note = known.get(page)
    if note and note.until == seen:
        return note
    return PlanNote(batch_id=row.batch_id, monograph_id=page, since=seen, until=seen)


def _store(notes: list[PlanNote]) -> None:
    for note in notes:
        note.pk = None
    PlanNote.objects.bulk_create(
        notes,
        update_conflicts=True,
        unique_fields=["batch", "monograph"],
        update_fields=["since", "until", "taken_by", "taken_at"],
    )
