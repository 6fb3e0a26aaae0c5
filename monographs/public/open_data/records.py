"""What a set holds of each page: a few pages at a time, by the same queries."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from monographs.content import Document
from monographs.models.public import (
    FormerSlug,
    Notice,
    Publication,
    PublishedRevision,
)
from monographs.public.addresses import absolute_url
from monographs.public.effects.slugs import slugs_by_key
from monographs.public.formats.status import as_text
from monographs.public.sealed import read_sealed
from monographs.public.standing import Standing, make_standing

CHUNK = 100


@dataclass(frozen=True)
class Version:
    """One that readers were shown, with what stands around it."""

    standing: Standing
    document: Document
    content: str
    change_kind: str
    base: int | None
    effect_slugs: Mapping[UUID, str]  # of all that live pages list

    @property
    def is_current(self) -> bool:
        return self.standing.is_live

    @property
    def url(self) -> str:
        return absolute_url(self.standing.version_url)


@dataclass(frozen=True)
class Page:
    """What is true of a page, whichever version it shows."""

    facts: dict[str, Any]
    versions: tuple[Version, ...]  # the first one first


def live_pages(now: datetime) -> Iterator[list[Page]]:
    """Nothing of a withdrawn page; it may come back in a later set."""
    last = 0
    effect_slugs = slugs_by_key()
    while rows := _publications(after=last):
        last = rows[-1]["pk"]
        yield _pages(rows, now, effect_slugs)


def count_live_pages() -> int:
    return Publication.objects.live().count()


def _publications(*, after: int) -> list[Any]:
    pages = Publication.objects.live().filter(pk__gt=after).order_by("pk")
    return list(
        pages.values(
            "pk",
            "monograph",
            "kind",
            "slug",
            "title",
            "is_listed",
            "published_at",
            "changed_at",
            "reviewed_on",
            "review_due_on",
            key=F("monograph__key"),
            current_version=F("revision__number"),
        )[:CHUNK]
    )


def _pages(
    rows: list[dict[str, Any]], now: datetime, effect_slugs: Mapping[UUID, str]
) -> list[Page]:
    by_publication = [row["pk"] for row in rows]
    by_monograph = [row["monograph"] for row in rows]
    former = _former_addresses(by_publication)
    notices = _notices(by_monograph, now)
    versions = _versions(by_publication, now, effect_slugs)
    return [
        Page(
            facts={
                "key": str(row["key"]),
                "kind": row["kind"],
                "slug": row["slug"],
                "title": row["title"],
                "is_listed": row["is_listed"],
                "current_version": row["current_version"],
                "shown_since": as_text(row["published_at"]),
                "changed_at": as_text(row["changed_at"]),
                "reviewed_on": as_text(row["reviewed_on"]),
                "review_due_on": as_text(row["review_due_on"]),
                "former_slugs": former[row["pk"]],
                "notices": notices[row["monograph"]],
            },
            versions=tuple(versions[row["pk"]]),
        )
        for row in rows
        if versions[row["pk"]]  # withdrawn since it was asked for
    ]


def _former_addresses(publications: list[int]) -> Mapping[int, list[str]]:
    """In the order in which they were given up."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    former = FormerSlug.objects.filter(publication__in=publications)
    for publication, slug in former.order_by("pk").values_list("publication", "slug"):
        found[publication].append(slug)
    return found


def _notices(
    monographs: list[int], now: datetime
) -> Mapping[int, list[dict[str, Any]]]:
    """Those that readers are shown now."""
    found: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    current = Notice.objects.current(now).filter(monograph__in=monographs)
    for row in current.order_by("pk").values():
        found[row["monograph_id"]].append(
            {
                "severity": row["severity"],
                "text": row["text"],
                "link": row["link"],
                "from": as_text(row["starts_at"]),
                "until": as_text(row["ends_at"]),
            }
        )
    return found


_OF_PUBLICATION = (
    "kind",
    "slug",
    "title",
    "published_at",
    "reviewed_on",
    "review_due_on",
    "withdrawn_at",
    "withdrawal_reason",
)
_OF_VERSION = ("number", "sha256", "state", "change_note")


def _versions(
    publications: list[int], now: datetime, effect_slugs: Mapping[UUID, str]
) -> Mapping[int, list[Version]]:
    publication = "monograph__publication"
    rows = (
        PublishedRevision.objects.with_page(now)
        .filter(
            **{
                f"{publication}__in": publications,
                f"{publication}__withdrawn_at__isnull": True,
            }
        )
        .order_by(publication, "number")
        .values(
            publication,
            "content",
            "change_kind",
            "base__number",
            "signers",
            "notices",
            "previous_number",
            "clinical",
            "published_at",
            f"{publication}__revision__number",
            *(f"{publication}__{name}" for name in _OF_PUBLICATION),
            *_OF_VERSION,
        )
    )
    found: defaultdict[int, list[Version]] = defaultdict(list)
    for row in rows:
        found[row[publication]].append(_version(row, publication, effect_slugs))
    return found


def _version(
    row: dict[str, Any], publication: str, effect_slugs: Mapping[UUID, str]
) -> Version:
    standing = make_standing(
        signers=row["signers"],
        notices=row["notices"],
        previous_number=row["previous_number"],
        clinical=row["clinical"],
        version_published_at=row["published_at"],
        live_number=row[f"{publication}__revision__number"],
        is_overdue=False,  # a file is read on other days
        **{name: row[f"{publication}__{name}"] for name in _OF_PUBLICATION},
        **{name: row[name] for name in _OF_VERSION},
    )
    document = read_sealed(
        row["content"],
        digest=row["sha256"],
        name=f"{standing.title}, version {standing.number}",
    )
    return Version(
        standing,
        document,
        row["content"],
        row["change_kind"],
        row["base__number"],
        effect_slugs,
    )
