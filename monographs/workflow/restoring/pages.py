"""The pages around their versions: addresses, lists, notices, changes."""

from collections.abc import Container, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone

from monographs.caches import outdate_at
from monographs.content import ONLY_WHERE_STATED, insert_many
from monographs.models import (
    FormerSlug,
    Monograph,
    Notice,
    Publication,
    PublicChange,
    Revision,
    User,
)
from monographs.workflow.projection import project_new
from monographs.workflow.restoring.shared_rows import chunks
from monographs.workflow.restoring.values import RestoredChange, RestoredPage
from monographs.workflow.restoring.versions import Work


def restore_monographs(pages: Iterable[RestoredPage]) -> None:
    """All of them first: the rows of one name another."""
    for chunk in chunks(pages):
        Monograph.objects.bulk_create(
            Monograph(
                key=page.key,
                kind=page.kind,
                title=page.title,
                slug=page.slug,
                is_listed=page.is_listed,
                edit_version=page.current_version,
            )
            for page in chunk
        )


def state_authors(works: Sequence[Work]) -> None:
    """Of the articles whose current version states them."""
    names = ONLY_WHERE_STATED
    stated = [
        Monograph(pk=work.monograph, **{name: getattr(text, name) for name in names})
        for work in works
        if (text := work.page.current.document).author or text.interests
    ]
    if stated:
        Monograph.objects.bulk_update(stated, names)


def give_addresses(works: Sequence[Work]) -> None:
    """One after the other, as they were given up: each is one that the page has."""
    for place in range(max(len(work.page.former_slugs) for work in works)):
        moving = [work for work in works if place < len(work.page.former_slugs)]
        moved = []
        for work in moving:
            publication = work.publication
            if publication is not None:
                rest = (*work.page.former_slugs, work.page.slug)[place + 1 :]
                publication.slug = rest[0]
                moved.append(publication)
        insert_many(
            FormerSlug,
            [
                {
                    "slug": work.page.former_slugs[place],
                    "publication_id": work.publication.pk,
                    "given_up_at": work.page.shown_since,
                }
                for work in moving
                if work.publication is not None
            ],
        )
        Publication.objects.bulk_update(moved, ["slug"])


def project_all(works: Sequence[Work]) -> None:
    project_new(
        [
            (work.publication, work.page.current.document)
            for work in works
            if work.publication is not None
        ]
    )


def post_notices(works: Sequence[Work], *, by: User) -> None:
    notices = Notice.objects.bulk_create(
        Notice(
            monograph_id=work.monograph,
            severity=notice.severity,
            text=notice.text,
            link=notice.link,
            starts_at=notice.starts_at,
            ends_at=notice.ends_at,
            posted_by=by,
        )
        for work in works
        for notice in work.page.notices
    )
    for notice in notices:
        if notice.ends_at and notice.ends_at > timezone.now():
            outdate_at(notice.monograph_id, None, notice.ends_at)


class NotWhole(Exception):
    """What is to be restored names something that it does not hold."""


def restore_changes(changes: Iterable[RestoredChange]) -> None:
    """Under their numbers, which addresses hold."""
    leads_instead: dict[int, int] = {}
    for chunk in chunks(changes):
        revisions = {
            (key, number): pk
            for key, number, pk in Revision.objects.filter(
                monograph__key__in={one.page for one in chunk}
            ).values_list("monograph__key", "number", "pk")
        }
        publications = dict(
            Publication.objects.filter(
                monograph__key__in={one.page for one in chunk}
            ).values_list("monograph__key", "pk")
        )
        for one in chunk:
            _refuse_unless_there(one, revisions)
        PublicChange.objects.bulk_create(
            PublicChange(
                pk=one.number,
                publication_id=publications[one.page],
                revision_id=revisions[one.page, one.version],
                previous_id=revisions[one.page, one.previous] if one.previous else None,
                kind=one.kind,
                at=one.at,
                title=one.title,
                note=one.note,
                leader_id=leader,
            )
            for one, leader in _with_leaders(chunk, leads_instead)
        )


def _refuse_unless_there(
    change: RestoredChange, revisions: Container[tuple[UUID, int]]
) -> None:
    for number in filter(None, (change.version, change.previous)):
        if (change.page, number) not in revisions:
            raise NotWhole(
                f"Change {change.number} is about version {number} of "
                f"{change.title[:60]!r}, which is not in the set."
            )


def count_on_from_there(*models: Any) -> None:
    """Rows were given their numbers; the next one gets one behind them."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def _with_leaders(
    chunk: Sequence[RestoredChange], leads_instead: dict[int, int]
) -> list[tuple[RestoredChange, int | None]]:
    """Where the page of the first one is withdrawn, the next one leads the others."""
    leaders = {one.done_with for one in chunk if one.done_with is not None}
    there = set(
        PublicChange.objects.filter(pk__in=leaders).values_list("pk", flat=True)
    ) | {one.number for one in chunk}
    found: list[tuple[RestoredChange, int | None]] = []
    for one in chunk:
        leader = one.done_with
        if leader is not None and leader not in there:
            first = leads_instead.setdefault(leader, one.number)
            leader = None if first == one.number else first
        found.append((one, leader))
    return found
