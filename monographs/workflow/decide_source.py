"""What a person takes from a competing source, and why; the source stays readable."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from monographs.content import (
    Document,
    DocumentDisagreement,
    EffectEntry,
    Verification,
    add_effects,
    dumps,
    edits_of,
    in_todays_words,
    loads,
    read_working_copy,
    verifications_of,
    write_working_copy,
)
from monographs.content.competing import (
    Choice,
    Difference,
    SideBySide,
    Taken,
    choices_for,
    miscited,
    side_by_side,
    take,
)
from monographs.models import (
    Batch,
    BatchRow,
    Event,
    Finding,
    Monograph,
    SourceDecision,
    User,
)
from monographs.workflow.findings import store_findings
from monographs.workflow.snapshot import keep_snapshot
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock,
    record,
    require,
    require_reason,
    typed,
)
from monographs.workflow.touch import contribute

# That a competing source waits is a finding until somebody has decided.
COMPETING_SOURCE = "competing_source"


@dataclass(frozen=True)
class Note:
    """What readers are told of a disagreement; see `Disagreement`."""

    question: str
    positions: str = ""
    shown: str = ""
    reason: str = ""
    is_settled: bool = False


@transaction.atomic
def decide_source(
    batch_row: BatchRow,
    *,
    choices: Mapping[str, Choice],
    reason: str,
    by: Person,
    seen: int,
    note: Note | None = None,
) -> SourceDecision:
    """Take rows of a competing source into the working copy, or leave them.

    `choices` are by the ids of the differences; the others stay as we have them, but
    some kinds are always chosen. `seen` is the edit version that was compared.
    """
    person = require(by, "change_monograph")
    reason = require_reason(reason, "Deciding about a source")
    if batch_row.monograph_id is None:
        raise TransitionRefused("This file competes with no working copy.")
    # In the order in which imports lock: the drug, then the file.
    monograph = lock(Monograph(pk=batch_row.monograph_id))
    row = _undecided(batch_row, monograph)
    if seen != monograph.edit_version:
        raise TransitionRefused(
            "This monograph was changed after you opened it, so nothing was decided. "
            "Compare the two again."
        )
    here, there = read_working_copy(monograph), there_of(row)
    compared = side_by_side(here, there)
    _refuse_odd(compared, choices)
    taken = take(here, there, compared, choices)
    if wrong := miscited(taken, there):
        raise TransitionRefused(
            f"{'; '.join(wrong[:5])}, which is another reference on this page. Take "
            "the reference too, or keep ours and copy the text by hand."
        )
    if note:
        taken.document = _with_note(taken.document, note)
    if taken.document != here:
        keep_snapshot(monograph, content=dumps(here))
        _write(taken, monograph, row, person)
        store_findings({monograph.pk: read_working_copy(monograph)})
    decision = SourceDecision.objects.create(
        batch_row=row,
        monograph=monograph,
        by=person,
        at=timezone.now(),
        reason=reason,
        choices=_as_record(compared, choices, taken),
    )
    Finding.objects.filter(
        monograph=monograph, source=row.source_id, code=COMPETING_SOURCE
    ).delete()
    record(
        Event.Kind.SOURCE_DECIDED,
        monograph,
        by=person,
        reason=reason,
        source=row.sha256,
        path=row.path,
        taken=len(taken.rows),
        edit_version=monograph.edit_version,
    )
    return decision


def there_of(row: BatchRow) -> Document:
    """What the source says, in the words that taking it would write."""
    return in_todays_words(loads(row.after))


def _undecided(batch_row: BatchRow, monograph: Monograph) -> BatchRow:
    row = (
        BatchRow.objects.competing()
        .select_for_update()
        .defer("content", "before")
        .filter(pk=batch_row.pk, monograph=monograph)
        .first()
    )
    if row is None or not row.after:
        raise TransitionRefused(
            "This file is no competing source of the monograph any more: its import "
            "was taken back."
        )
    if row.batch.state in Batch.WORKING:
        raise TransitionRefused(
            f"Its import is {row.batch.get_state_display()}. Decide when that is done."
        )
    earlier = SourceDecision.objects.filter(batch_row=row).select_related("by").first()
    if earlier:
        raise TransitionRefused(
            f"{earlier.by} decided about this source already: {earlier.reason}"
        )
    return row


def _refuse_odd(compared: SideBySide, choices: Mapping[str, Choice]) -> None:
    known = {difference.id: difference for difference in compared.differences}
    for name, choice in choices.items():
        if name not in known or choice not in choices_for(known[name]):
            raise TransitionRefused(
                "A choice fits none of the differences between the two texts. Open "
                "the page again."
            )
    open_ones = [
        difference
        for difference in compared.differences
        if difference.is_always_chosen and difference.id not in choices
    ]
    if open_ones:
        raise TransitionRefused(
            "Where the two contradict each other, or differ in dose figures, "
            "seriousness or frequency, choose: "
            f"{'; '.join(map(_in_words, open_ones[:5]))}."
        )


def _write(taken: Taken, monograph: Monograph, row: BatchRow, person: User) -> None:
    add_effects(
        [
            EffectEntry(one.effect_key, one.effect, one.body_system)
            for one in taken.document.side_effects
            if one.key in taken.rows
        ],
        row.batch,
    )
    try:
        with transaction.atomic():
            write_working_copy(
                taken.document,
                monograph,
                verifications=_verifications(taken, monograph, person),
                # A row that was taken says what its source says.
                edits={
                    key: edit
                    for key, edit in edits_of(monograph).items()
                    if key not in taken.rows
                },
            )
    except IntegrityError as error:
        raise TransitionRefused(
            "What you take holds a name, class or reference that this page has "
            "already in another row. Keep ours there."
        ) from error
    # Whoever loaded the file brought the text: they do not sign it either.
    authors = row.batch.authors() if taken.rows else set()
    contribute(monograph, {person, *authors})


def _verifications(
    taken: Taken, monograph: Monograph, person: User
) -> dict[UUID, Verification]:
    """Who takes a row has read it beside its source's own lines: nobody is to do that
    twice. Whoever may not verify leaves it unverified."""
    verifications = {
        key: verification
        for key, verification in verifications_of(monograph).items()
        if key not in taken.rows
    }
    if person.has_perm("monographs.verify_monograph"):
        now = timezone.now()
        verifications |= {
            key: Verification(person.pk, now)
            for key, row in taken.rows.items()
            if row.source and row.line_from
        }
    return verifications


def _with_note(document: Document, note: Note) -> Document:
    question = typed(note.question)
    shown, reason = typed(note.shown), typed(note.reason)
    if not question:
        raise TransitionRefused("A note for readers says what is disagreed about.")
    if note.is_settled and not (shown and reason):
        raise TransitionRefused(
            "A settled disagreement says what this page shows, and why."
        )
    row = DocumentDisagreement(
        key=uuid4(),
        question=question,
        positions=note.positions.strip(),
        shown=shown,
        reason=reason,
        is_settled=note.is_settled,
    )
    return replace(document, disagreements=(*document.disagreements, row))


def _as_record(
    compared: SideBySide, choices: Mapping[str, Choice], taken: Taken
) -> list[dict[str, Any]]:
    """For every difference, in words and by key."""
    return [
        {
            "field": difference.field,
            "about": _in_words(difference),
            "kinds": [kind.value for kind in difference.kinds],
            "choice": choices.get(difference.id, Choice.OURS).value,
            "here": _key(difference.here),
            "there": _key(difference.there),
            "taken_as": str(taken.keys[difference.id])
            if difference.id in taken.keys
            else None,
        }
        for difference in compared.differences
    ]


def _key(row: Any) -> str | None:
    return str(row.key) if row else None


def _in_words(difference: Difference) -> str:
    row = difference.here or difference.there
    for name in ("heading", "question", "effect", "feature", "name", "text", "kind"):
        if text := getattr(row, name, ""):
            return str(text)[:80]
    return difference.field
