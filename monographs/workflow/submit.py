"""Sealing a working copy for review, and taking the submission back."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from monographs.content import (
    Document,
    dumps,
    loads,
    read_working_copy,
    schema_of,
    sha256,
    unverified_rows,
)
from monographs.models import (
    Effect,
    Event,
    Monograph,
    Revision,
    RevisionSource,
    SourceDocument,
    User,
)
from monographs.workflow.acknowledge import keep_with, settle
from monographs.workflow.claim import end_claims
from monographs.workflow.discard import refuse_discarded_page
from monographs.workflow.publication import live_revision, refuse_taken_slug
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock,
    lock_revision,
    record,
    require,
    require_reason,
    typed,
)

NO_REASONS: Mapping[str, str] = MappingProxyType({})


@transaction.atomic
def submit(
    monograph: Monograph,
    *,
    by: Person,
    change_kind: Revision.ChangeKind,
    change_note: str = "",
    seen: int | None = None,
    reason: str = "",
    reasons: Mapping[str, str] = NO_REASONS,
) -> Revision:
    """Seal the working copy as a revision that reviewers sign.

    Errors that the checks find refuse it, and so do warnings that nobody gave a
    reason for: `reason` is for all that are open, `reasons` for single ones by digest.
    """
    person = require(by, "submit_monograph")
    monograph = lock(monograph)
    if seen is not None and seen != monograph.edit_version:
        raise TransitionRefused(
            "This monograph was changed after you opened it. "
            "Read it again, then submit."
        )
    refuse_discarded_page(monograph)
    refuse_while_under_review(monograph)
    refuse_unverified_rows(monograph)
    document = read_working_copy(monograph)
    live = live_revision(monograph)
    _refuse_empty(document)
    _refuse_rows_of_the_other_kind(document)
    refuse_taken_slug(monograph, document.slug)
    if change_kind == Revision.ChangeKind.MINOR:
        _refuse_clinical_change(document, live)
    if live and document == loads(live.content):
        raise TransitionRefused(
            "Nothing differs from the published version. To state that it is still "
            "correct, start a review of the unchanged page instead."
        )
    settled = settle(monograph, document, reason=reason, reasons=reasons, by=person)
    _confirm_effects(document)
    revision = seal(
        monograph,
        content=dumps(document),
        document=document,
        base=live,
        edit_version=monograph.edit_version,
        change_kind=change_kind,
        change_note=change_note,
        by=person,
    )
    keep_with(revision, settled)
    record(
        Event.Kind.SUBMITTED,
        monograph,
        by=person,
        revision=revision,
        reason=change_note,
        change_kind=change_kind,
        sha256=revision.sha256,
    )
    return revision


def _confirm_effects(document: Document) -> None:
    """People verified the rows; the words that an import proposed are no longer new."""
    keys = {row.effect_key for row in document.side_effects}
    Effect.objects.filter(key__in=keys).exclude(proposed_in=None).update(
        proposed_in=None
    )


@transaction.atomic
def confirm_unchanged(
    monograph: Monograph, *, by: Person, change_note: str = ""
) -> Revision:
    """Start the periodic review: the live text again, to be signed as still correct."""
    person = require(by, "submit_monograph")
    monograph = lock(monograph)
    live = live_revision(monograph)
    if live is None or monograph.publication.is_withdrawn:
        raise TransitionRefused("Only a published page can be confirmed unchanged.")
    if live.state != Revision.State.APPROVED:
        raise TransitionRefused(
            "The published version was never fully signed. Have it signed first."
        )
    refuse_while_under_review(monograph)
    revision = seal(
        monograph,
        content=live.content,
        document=loads(live.content),
        base=live,
        edit_version=0,  # holds nothing of the working copy
        change_kind=Revision.ChangeKind.REVIEWED,
        change_note=change_note or "Reviewed, nothing changed.",
        by=person,
    )
    record(
        Event.Kind.REVIEW_STARTED,
        monograph,
        by=person,
        revision=revision,
        reason=change_note,
        sha256=revision.sha256,
    )
    return revision


@transaction.atomic
def cancel(revision: Revision, *, by: Person, reason: str = "") -> Revision:
    """Take a submission back before all have signed."""
    person = require(by, "submit_monograph")
    return _close(
        revision, Revision.State.CANCELLED, Event.Kind.CANCELLED, person, reason
    )


@transaction.atomic
def request_changes(revision: Revision, *, by: Person, reason: str) -> Revision:
    """Send a submission back to its editors."""
    person = require(by, "request_changes")
    reason = require_reason(reason, "Sending back")
    return _close(
        revision,
        Revision.State.CHANGES_REQUESTED,
        Event.Kind.CHANGES_REQUESTED,
        person,
        reason,
    )


def seal(
    monograph: Monograph,
    *,
    content: str,
    document: Document,
    base: Revision | None,
    edit_version: int,
    change_kind: Revision.ChangeKind,
    change_note: str,
    by: User,
) -> Revision:
    """The database notes who wrote it, whoever seals it."""
    last = monograph.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = Revision.objects.create(
        monograph=monograph,
        number=last + 1,
        schema=schema_of(content),
        content=content,
        sha256=sha256(content),
        edit_version=edit_version,
        base=base,
        change_kind=change_kind,
        change_note=typed(change_note),
        submitted_by=by,
        submitted_at=timezone.now(),
    )
    RevisionSource.objects.bulk_create(
        RevisionSource(revision=revision, source=source)
        for source in SourceDocument.objects.filter(sha256__in=document.sources())
    )
    return revision


def refuse_while_under_review(monograph: Monograph) -> None:
    if monograph.revisions.filter(state=Revision.State.SUBMITTED).exists():
        raise TransitionRefused(
            "A version of this monograph is already waiting for signatures. "
            "Sign it, send it back or cancel it first."
        )
    scheduled = monograph.revisions.scheduled().newer_than_live().first()
    if scheduled:
        raise TransitionRefused(
            f"Version {scheduled.number} is scheduled for "
            f"{scheduled.publish_at:%d %B %Y %H:%M}. Publish it or take it off the "
            "schedule first."
        )


def refuse_unverified_rows(monograph: Monograph) -> None:
    rows = unverified_rows(monograph)
    if not rows:
        return
    named = ", ".join(f'{row._meta.verbose_name} "{row}"'[:80] for row in rows[:5])
    more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
    raise TransitionRefused(
        f"Nobody has verified these imported rows yet: {named}{more}. "
        "Read each against its source and verify it.",
        rows=rows,
    )


def _refuse_empty(document: Document) -> None:
    if not document.sections:
        raise TransitionRefused(
            "There is nothing to review: this monograph has no section yet."
        )


def _refuse_rows_of_the_other_kind(document: Document) -> None:
    """Their page would not show them, so nobody could sign them."""
    foreign = {
        Monograph.Kind.DRUG: [document.subjects, document.comparison_rows],
        Monograph.Kind.COMPARISON: [
            document.names,
            document.classes,
            document.components,
            document.side_effects,
        ],
    }
    if any(foreign[Monograph.Kind(document.kind)]):
        raise TransitionRefused(
            "A comparison has no names, classes, components or side effects, and a "
            "drug has no feature table. Remove these rows first."
        )


def _refuse_clinical_change(document: Document, live: Revision | None) -> None:
    if live is None:
        raise TransitionRefused(
            "The first version of a page is never a minor change. Submit it as major."
        )
    if live.state != Revision.State.APPROVED:
        raise TransitionRefused(
            "The published version was never fully signed, so nothing rests on it "
            "yet. Have it signed first, or submit this change as major."
        )
    if document.clinical_part() != loads(live.content).clinical_part():
        raise TransitionRefused(
            "The title, names, dosage, side effects, precautions, components, the "
            "feature table or a note on a disagreement changed, so this is not a minor "
            "change. Submit it as major or safety."
        )


def _close(
    revision: Revision,
    state: Revision.State,
    event: Event.Kind,
    by: User,
    reason: str,
) -> Revision:
    revision = lock_revision(revision)
    if not revision.is_open:
        raise TransitionRefused(
            f"Version {revision.number} is no longer waiting for signatures: "
            f"it is {revision.get_state_display()}."
        )
    revision.state = state
    reason = typed(reason)
    revision.closing_reason = reason
    revision.save(update_fields=["state", "closing_reason"])
    end_claims(revision)
    record(event, revision.monograph, by=by, revision=revision, reason=reason)
    return revision
