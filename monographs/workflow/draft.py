"""Whole working copies: start again from the live text, set aside, bring back.

A verification or an edit is about a row's words: it stays with these words, and goes
where they go.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from monographs.content import (
    Document,
    Edit,
    Verification,
    dumps,
    edits_of,
    loads,
    read_working_copy,
    verifications_of,
    write_working_copy,
)
from monographs.models import Event, Monograph, ParkedDraft, Revision, User
from monographs.workflow.authors import release, renamers_since
from monographs.workflow.findings import store_findings
from monographs.workflow.publication import live_revision
from monographs.workflow.snapshot import keep_snapshot
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

Stamp = TypeVar("Stamp", Verification, Edit)


@transaction.atomic
def reset_draft(monograph: Monograph, *, by: Person) -> Monograph:
    """Throw the working copy away and start again from the live text."""
    person = require(by, "park_monograph")
    monograph = lock(monograph)
    live = live_or_refuse(monograph)
    refuse_while_under_review(monograph)
    keep_snapshot(monograph)
    _start_from(live, monograph, because=Event.Kind.RESET, by=person)
    return monograph


@transaction.atomic
def park(monograph: Monograph, *, by: Person) -> ParkedDraft:
    """Set the working copy aside and start an urgent fix from the live text."""
    person = require(by, "park_monograph")
    monograph = lock(monograph)
    live = live_or_refuse(monograph)
    # Else the version under review would go live, and the next draft would undo it.
    refuse_while_under_review(monograph)
    if monograph.parked_drafts.filter(merged_at=None).exists():
        raise TransitionRefused(
            "A draft of this monograph is already parked. Merge it first."
        )
    draft = read_working_copy(monograph)
    if draft == loads(live.content):
        raise TransitionRefused("Nothing to park: the draft equals the live text.")
    parked = ParkedDraft.objects.create(
        monograph=monograph,
        content=dumps(draft),
        base=live,
        verifications=_as_json(verifications_of(monograph)),
        edits=_as_json(edits_of(monograph)),
        parked_by=person,
    )
    parked.contributors.set(monograph.contributors.values_list("person_id", flat=True))
    keep_snapshot(monograph, content=parked.content)
    _start_from(live, monograph, because=Event.Kind.PARKED, by=person)
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
    verifications = of_rows_as_in(
        draft, merged.document, _from_json(parked.verifications, Verification)
    ) | of_rows_as_in(current, merged.document, verifications_of(monograph))
    for key in unread(current, merged.document, verifications_of(monograph)):
        verifications.pop(key, None)
    edits = of_rows_as_in(
        draft, merged.document, _from_json(parked.edits, Edit)
    ) | of_rows_as_in(current, merged.document, edits_of(monograph))
    keep_snapshot(monograph, content=dumps(current))
    write_merged(merged.document, monograph, verifications, edits)
    store_findings({monograph.pk: read_working_copy(monograph)})
    contribute(monograph, {person, *parked.contributors.all()})
    parked.merged_at = timezone.now()
    parked.save(update_fields=["merged_at"])
    record(Event.Kind.MERGED, monograph, by=person, prefer=prefer)
    return monograph


def write_merged(
    document: Document,
    monograph: Monograph,
    verifications: dict[UUID, Verification],
    edits: dict[UUID, Edit],
) -> None:
    try:
        with transaction.atomic():
            write_working_copy(
                document, monograph, verifications=verifications, edits=edits
            )
    except IntegrityError as error:
        raise TransitionRefused(
            "The draft and the text that it is merged with each hold the same name, "
            "class, citation number or address. Remove it on one side, then merge."
        ) from error


def live_or_refuse(monograph: Monograph) -> Revision:
    live = live_revision(monograph)
    if live is None:
        raise TransitionRefused(
            "This monograph was never published, so there is no live text to start "
            "from."
        )
    return live


def _start_from(
    live: Revision, monograph: Monograph, *, because: Event.Kind, by: User
) -> None:
    """The live text as the working copy; its rows were verified when it was sealed."""
    document, draft = loads(live.content), read_working_copy(monograph)
    now, edits = verifications_of(monograph), edits_of(monograph)
    at = live.submitted_at
    sealed = Verification(live.submitted_by_id, at)
    to_be_read = unread(draft, document, now)
    try:
        with transaction.atomic():
            write_working_copy(
                document,
                monograph,
                verifications={
                    key: stamp
                    for key, stamp in all_imported(document, sealed).items()
                    if key not in to_be_read
                }
                | _until(at, now)
                | of_rows_as_in(draft, document, now),
                edits=_until(at, edits) | of_rows_as_in(draft, document, edits),
            )
    except IntegrityError as error:
        raise TransitionRefused(
            f'Another draft has taken the address "{document.slug}" of the live text. '
            "Give that draft another address first."
        ) from error
    started = read_working_copy(monograph)
    store_findings({monograph.pk: started})
    # Before its authors are released: that is why they are.
    next_version = monograph.edit_version + 1
    record(because, monograph, by=by, revision=live, edit_version=next_version)
    authors = _unapproved_authors(live)
    # A shared name that changed since is in the draft, and not in the live text.
    if started != document:
        authors += renamers_since(live)
    else:
        release(monograph, monograph.contributors.all(), edit_version=next_version)
    contribute(monograph, authors)


def _unapproved_authors(live: Revision) -> list[User]:
    """An emergency version's text still waits for signatures by others."""
    if live.state == Revision.State.APPROVED:
        return []
    return list(live.contributors.all())


def all_imported(document: Document, stamp: Stamp) -> dict[UUID, Stamp]:
    return {row.key: stamp for row in document.rows() if row.origin == "import"}


def unread(
    side: Document, result: Document, verified: Mapping[UUID, Verification]
) -> set[UUID]:
    """Rows whose verification somebody took back, where the words stay the same."""
    rows = {row.key: row for row in side.rows() if row.origin == "import"}
    return {
        row.key
        for row in result.rows()
        if row.key not in verified and rows.get(row.key) == row
    }


def of_rows_as_in(
    side: Document, result: Document, stamps: Mapping[UUID, Stamp]
) -> dict[UUID, Stamp]:
    """This side's, for the rows that the result has in the words of this side."""
    rows = {row.key: row for row in side.rows()}
    return {
        row.key: stamps[row.key]
        for row in result.rows()
        if row.key in stamps and rows.get(row.key) == row
    }


def _until(sealed_at: datetime, stamps: Mapping[UUID, Stamp]) -> dict[UUID, Stamp]:
    """What was said of rows before they were sealed is about the sealed words."""
    return {key: stamp for key, stamp in stamps.items() if stamp.at <= sealed_at}


def _as_json(stamps: Mapping[UUID, Stamp]) -> dict[str, list[object]]:
    return {
        str(key): [stamp.person_id, stamp.at.isoformat()]
        for key, stamp in stamps.items()
    }


def _from_json(
    stored: Mapping[str, list[object]], kind: type[Stamp]
) -> dict[UUID, Stamp]:
    return {
        UUID(key): kind(person_id, parse_datetime(str(at)))  # type: ignore[arg-type]
        for key, (person_id, at) in stored.items()
    }
