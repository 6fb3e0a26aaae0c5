"""Whole working copies: start again from the live text, set aside, bring back."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from monographs.content import (
    Document,
    Verification,
    dumps,
    loads,
    read_working_copy,
    verifications_of,
    write_working_copy,
)
from monographs.models import Event, Monograph, ParkedDraft, Revision, User
from monographs.workflow.findings import store_findings
from monographs.workflow.publication import live_revision
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    lock,
    record,
    require,
)
from monographs.workflow.submit import refuse_while_under_review
from monographs.workflow.three_way import Side, merge_documents
from monographs.workflow.touch import contribute


@transaction.atomic
def reset_draft(monograph: Monograph, *, by: Person) -> Monograph:
    """Throw the working copy away and start again from the live text."""
    person = require(by, "park_monograph")
    monograph = lock(monograph)
    live = _live_or_refuse(monograph)
    refuse_while_under_review(monograph)
    _start_from(live, monograph)
    record(Event.Kind.RESET, monograph, by=person, revision=live)
    return monograph


@transaction.atomic
def park(monograph: Monograph, *, by: Person) -> ParkedDraft:
    """Set the working copy aside and start an urgent fix from the live text."""
    person = require(by, "park_monograph")
    monograph = lock(monograph)
    live = _live_or_refuse(monograph)
    # Else the version under review would go live, and the next draft would undo it.
    refuse_while_under_review(monograph)
    if monograph.parked_drafts.filter(merged_at=None).exists():
        raise TransitionRefused(
            "A draft of this monograph is already parked. Merge it first."
        )
    content = dumps(read_working_copy(monograph))
    if content == live.content:
        raise TransitionRefused("Nothing to park: the draft equals the live text.")
    parked = ParkedDraft.objects.create(
        monograph=monograph,
        content=content,
        base=live,
        verifications={
            str(key): [verification.person_id, verification.at.isoformat()]
            for key, verification in verifications_of(monograph).items()
        },
        parked_by=person,
    )
    parked.contributors.set(monograph.contributors.values_list("person_id", flat=True))
    _start_from(live, monograph)
    record(Event.Kind.PARKED, monograph, by=person, revision=live)
    return parked


@transaction.atomic
def merge(monograph: Monograph, *, by: Person, prefer: Side | None = None) -> Monograph:
    """Bring the parked draft back into the working copy, row by row.

    Rows that changed on both sides are refused by name unless `prefer` says which
    side wins.
    """
    person = require(by, "park_monograph")
    monograph = lock(monograph)
    parked = monograph.parked_drafts.filter(merged_at=None).first()
    if parked is None:
        raise TransitionRefused("No draft of this monograph is parked.")
    draft, current = loads(parked.content), read_working_copy(monograph)
    merged = merge_documents(
        base=loads(parked.base.content), draft=draft, current=current, prefer=prefer
    )
    if merged.conflicts:
        raise TransitionRefused(
            "These changed both in the parked draft and since: "
            + "; ".join(merged.conflicts[:10])
            + ". Choose which side to keep."
        )
    # Somebody read a row on one side: that holds for the words of that side only.
    verifications = _verifications_of_rows(
        merged.document, draft, _parked_verifications(parked)
    ) | _verifications_of_rows(merged.document, current, verifications_of(monograph))
    try:
        with transaction.atomic():
            write_working_copy(merged.document, monograph, verifications=verifications)
    except IntegrityError as error:
        raise TransitionRefused(
            "The parked draft and the text since then each hold the same name, class, "
            "citation number or address. Remove it on one side, then merge."
        ) from error
    store_findings({monograph.pk: read_working_copy(monograph)})
    contribute(monograph, {person, *parked.contributors.all()})
    parked.merged_at = timezone.now()
    parked.save(update_fields=["merged_at"])
    record(Event.Kind.MERGED, monograph, by=person, prefer=prefer)
    return monograph


def _live_or_refuse(monograph: Monograph) -> Revision:
    live = live_revision(monograph)
    if live is None:
        raise TransitionRefused(
            "This monograph was never published, so there is no live text to start "
            "from."
        )
    return live


def _start_from(live: Revision, monograph: Monograph) -> None:
    """The live text as the working copy; its rows were verified when it was sealed."""
    document = loads(live.content)
    sealed = Verification(live.submitted_by_id, live.submitted_at)
    verifications = _all_imported(document, sealed) | verifications_of(monograph)
    try:
        with transaction.atomic():
            write_working_copy(document, monograph, verifications=verifications)
    except IntegrityError as error:
        raise TransitionRefused(
            f'Another draft has taken the address "{document.slug}" of the live text. '
            "Give that draft another address first."
        ) from error
    started = read_working_copy(monograph)
    store_findings({monograph.pk: started})
    # A shared name that changed since is in the draft, and not in the live text.
    if dumps(started) == live.content:
        monograph.contributors.all().delete()
    contribute(monograph, _unapproved_authors(live))


def _unapproved_authors(live: Revision) -> list[User]:
    """An emergency version's text still waits for signatures by others."""
    if live.state == Revision.State.APPROVED:
        return []
    return list(live.contributors.all())


def _all_imported(
    document: Document, verification: Verification
) -> dict[UUID, Verification]:
    return {row.key: verification for row in document.rows() if row.origin == "import"}


def _verifications_of_rows(
    merged: Document, side: Document, verifications: dict[UUID, Verification]
) -> dict[UUID, Verification]:
    """This side's, for the rows that come out of the merge as this side has them."""
    rows = {row.key: row for row in side.rows()}
    return {
        row.key: verifications[row.key]
        for row in merged.rows()
        if row.key in verifications and rows.get(row.key) == row
    }


def _parked_verifications(parked: ParkedDraft) -> dict[UUID, Verification]:
    return {
        UUID(key): Verification(person_id, parse_datetime(at))
        for key, (person_id, at) in parked.verifications.items()
    }
