"""The versions of some pages, one round for each number: insert, sign, approve."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from monographs.content import Verification, replace_rows, schema_of
from monographs.models import (
    Publication,
    Revision,
    RevisionSource,
    Signature,
    SourceDocument,
)
from monographs.workflow.projection import header
from monographs.workflow.restoring.people import People
from monographs.workflow.restoring.values import RestoredPage, RestoredVersion

NO_REASON = "Readers saw it before all had signed. The open data do not say why."


@dataclass
class Work:
    """A page that is being restored, and how far it is."""

    page: RestoredPage
    monograph: int
    place: int  # among all pages, from 1
    revisions: dict[int, int] = field(default_factory=dict)  # number to primary key
    publication: Publication | None = None


Step = tuple[Work, RestoredVersion]


def restore_versions(works: Sequence[Work], people: People) -> None:
    for place in range(max(len(work.page.versions) for work in works)):
        steps = [
            (work, work.page.versions[place])
            for work in works
            if place < len(work.page.versions)
        ]
        # A version starts from the one that readers saw when it was submitted.
        point([(work, one.base) for work, one in steps if one.base is not None])
        _write_working_copies(steps, people)
        revisions = _insert(steps, people)
        _sign(steps, revisions, people)
        _approve(steps, revisions)


def point(wanted: Sequence[tuple[Work, int]]) -> None:
    """Readers see this version of each page, for now or for good."""
    new, moved = [], []
    for work, number in wanted:
        revision = work.revisions[number]
        if work.publication is None:
            work.publication = _publication(work, revision)
            new.append(work.publication)
        elif work.publication.revision_id != revision:
            work.publication.revision_id = revision
            moved.append(work.publication)
    Publication.objects.bulk_create(new)
    if moved:
        Publication.objects.bulk_update(moved, ["revision"])


def _publication(work: Work, revision: int) -> Publication:
    """With its last dates from the start: later they move only by reviews."""
    page = work.page
    return Publication(
        # What lists cannot tell apart otherwise stays in its order.
        pk=work.place,
        monograph_id=work.monograph,
        revision_id=revision,
        published_at=page.shown_since,
        changed_at=page.changed_at,
        reviewed_on=page.reviewed_on,
        review_due_on=page.review_due_on,
        **{
            **header(page.current.document),
            "slug": (*page.former_slugs, page.slug)[0],
        },
    )


def _write_working_copies(steps: Sequence[Step], people: People) -> None:
    """A version is sealed only while its rows are there, each of them verified."""
    by = people.restorer.pk
    replace_rows(
        {work.monograph: one.document for work, one in steps},
        verifications={
            row.key: Verification(by, one.published_at)
            for _, one in steps
            for row in one.document.rows()
        },
    )


def write_current(works: Sequence[Work], people: People) -> None:
    """Where an earlier version is shown again, the draft begins with that one."""
    back = [
        (work, work.page.current)
        for work in works
        if work.page.current is not work.page.versions[-1]
    ]
    if back:
        _write_working_copies(back, people)


def _insert(steps: Sequence[Step], people: People) -> list[Revision]:
    revisions = Revision.objects.bulk_create(
        Revision(
            monograph_id=work.monograph,
            number=one.number,
            schema=schema_of(one.content),
            content=one.content,
            sha256=one.sha256,
            edit_version=one.number,
            base_id=None if one.base is None else work.revisions[one.base],
            change_kind=one.change_kind,
            change_note=one.change_note,
            submitted_by=people.restorer,
            submitted_at=min(
                [one.published_at, *(given.signed_at for given in one.signatures)]
            ),
        )
        for work, one in steps
    )
    for (work, one), revision in zip(steps, revisions, strict=True):
        work.revisions[one.number] = revision.pk
    _keep_sources(steps, revisions)
    return revisions


def _keep_sources(steps: Sequence[Step], revisions: Sequence[Revision]) -> None:
    wanted = [one.document.sources() for _, one in steps]
    known = dict(
        SourceDocument.objects.filter(sha256__in=set().union(*wanted)).values_list(
            "sha256", "pk"
        )
    )
    RevisionSource.objects.bulk_create(
        RevisionSource(revision=revision, source_id=known[sha256])
        for revision, sources in zip(revisions, wanted, strict=True)
        for sha256 in sorted(sources & known.keys())
    )


def _sign(steps: Sequence[Step], revisions: Sequence[Revision], people: People) -> None:
    signers = people.signers(one.signatures for _, one in steps)
    Signature.objects.bulk_create(
        Signature(
            revision=revision,
            role=given.role,
            signer_id=signer,
            printed_name=given.printed_name,
            credential=given.credential,
            sha256=one.sha256,
            signed_at=given.signed_at,
        )
        for (_, one), revision, accounts in zip(steps, revisions, signers, strict=True)
        for given, signer in zip(one.signatures, accounts, strict=True)
    )


def _approve(steps: Sequence[Step], revisions: Sequence[Revision]) -> None:
    for (_, one), revision in zip(steps, revisions, strict=True):
        revision.state = Revision.State.APPROVED
        revision.published_at = one.published_at
        if one.is_emergency:
            revision.state = Revision.State.BYPASSED
            revision.bypass_reason = NO_REASON
    Revision.objects.bulk_update(revisions, ["state", "published_at", "bypass_reason"])
