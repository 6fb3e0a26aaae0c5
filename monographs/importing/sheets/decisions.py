"""What a person decides about the columns and conflicts of a spreadsheet's batch."""

from django.db import transaction
from django.utils import timezone

from monographs.importing.rights import require_import
from monographs.importing.sheets.changes import Changes
from monographs.importing.sheets.detected import (
    content_of,
    look_into,
    note_unreadable,
)
from monographs.importing.sheets.forgetting import forget_plans
from monographs.importing.sheets.issue import SheetIssue
from monographs.importing.sheets.mapping import BadMapping, Mapping
from monographs.importing.sheets.plan_notes import forget_decisions, note_taken
from monographs.importing.sheets.profile import Profile
from monographs.importing.sheets.reading import Choice
from monographs.importing.sheets.suggest import (
    found_tables,
    problems,
    suggested_mapping,
)
from monographs.models import Batch, BatchRow, ImportProfile, User
from monographs.workflow import TransitionRefused

State = Batch.State
CHANGEABLE = (State.MAPPING, State.PREVIEW)


class MappingRefused(TransitionRefused):
    """Columns are not decided yet, or wrongly; each problem says where."""

    def __init__(self, issues: list[SheetIssue]) -> None:
        first = issues[0]
        more = f" And {len(issues) - 1} more problems." if len(issues) > 1 else ""
        super().__init__(f"{first.place}: {first.message}{more}".removeprefix(": "))
        self.issues = issues


@transaction.atomic
def use_mapping(batch: Batch, mapping: Mapping, *, by: User) -> Batch:
    """Read the files with these columns; what a preview said before is forgotten."""
    require_import(by)
    batch = _lock_changeable(batch)
    issues = problems(batch, mapping)
    if issues:
        raise MappingRefused(issues)
    if batch.mapping != mapping.as_json():
        forget_decisions(batch)
    batch.mapping = mapping.as_json()
    batch.note_decider(by)
    begin_reading(batch)
    batch.save()
    return batch


@transaction.atomic
def read_file_as(batch: Batch, number: int, choice: Choice, *, by: User) -> Batch:
    """Look into a file again, with the format, encoding, … that a person set."""
    require_import(by)
    batch = _lock_changeable(batch)
    file = batch.files.without_bytes().get(number=number)
    reason = look_into(file, content_of(file), choice)
    file.save(update_fields=["detected"])
    note_unreadable(file, reason)
    batch.mapping = suggested_mapping(batch).as_json()
    batch.note_decider(by)
    forget_decisions(batch)
    forget_plans(batch)
    batch.move_to(State.MAPPING)
    batch.save()
    return batch


@transaction.atomic
def take_anyway(row: BatchRow, *, by: User) -> BatchRow:
    """A conflict that a person looked at: what the file says is to be loaded."""
    require_import(by)
    batch = Batch.objects.select_for_update().get(pk=row.batch_id)
    row = BatchRow.objects.select_for_update().get(pk=row.pk)
    if batch.kind != Batch.Kind.SHEETS or row.outcome != BatchRow.Outcome.CONFLICT:
        raise TransitionRefused("This is no conflict, so there is nothing to decide.")
    if batch.state != State.PREVIEW:
        raise TransitionRefused(
            f"This import is {batch.get_state_display()}; a conflict is decided while "
            "its preview waits."
        )
    if not row.after or not Changes.loads(row.after):
        raise TransitionRefused("Nothing of these lines can be loaded.")
    row.outcome, row.state = BatchRow.Outcome.CHANGED, BatchRow.State.PLANNED
    row.decision = BatchRow.Decision.TAKEN
    row.decided_by, row.decided_at = by, timezone.now()
    row.save()
    batch.note_decider(by)
    note_taken(row, by)
    return row


@transaction.atomic
def save_profile(batch: Batch, mapping: Mapping, *, name: str, by: User) -> Profile:
    """Under a name; one that is there already is replaced."""
    require_import(by)
    name = name.strip()
    if not 1 <= len(name) <= 100:
        raise TransitionRefused("A profile needs a name of 1 to 100 characters.")
    profile = Profile.of(mapping, found_tables(batch))
    ImportProfile.objects.update_or_create(
        name=name, defaults={"mapping": profile.as_json(), "by": by}
    )
    return profile


def profile_named(name: str) -> Profile:
    saved = ImportProfile.objects.filter(name=name).first()
    if saved is None:
        names = ", ".join(ImportProfile.objects.values_list("name", flat=True)[:20])
        raise TransitionRefused(
            f'There is no profile "{name}". Saved ones are: {names or "none"}.'
        )
    try:
        return Profile.from_json(saved.mapping)
    except BadMapping:
        raise TransitionRefused(f'The profile "{name}" cannot be used.') from None


def begin_reading(batch: Batch) -> None:
    """Its lines of an earlier reading go with the first chunk."""
    forget_plans(batch)
    batch.message = ""
    batch.move_to(State.READING)


def _lock_changeable(batch: Batch) -> Batch:
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.kind != Batch.Kind.SHEETS or batch.state not in CHANGEABLE:
        raise TransitionRefused(
            f"This import is {batch.get_state_display()}, so its columns stay as "
            "they are."
        )
    return batch
