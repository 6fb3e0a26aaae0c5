"""Monographs as units of the export: what each page and all behind it is made from."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone

from monographs.models.public import (
    EffectTally,
    FormerEffect,
    FormerSlug,
    Notice,
    Publication,
    PublicChange,
    PublishedRevision,
    SourceLicence,
)
from monographs.public.addresses import (
    explorer_url,
    feed_url,
    format_url,
    history_url,
    page_url,
    sources_url,
    version_format_url,
    version_url,
)
from monographs.public.formats.views import FORMS
from monographs.public.static_site.moved import moved_pages
from monographs.public.static_site.unit import Unit

_OF_PAGE = (
    *("id", "monograph_id", "kind", "slug", "title", "revision_id"),
    *("published_at", "reviewed_on", "review_due_on"),
    *("withdrawn_at", "withdrawal_reason"),
)


def monograph_units() -> Iterator[Unit]:
    """A fixed number of queries, and none that reads a text."""
    today = timezone.localdate()
    versions, signatures = _versions(), _signatures()
    changes, notices, former = _changes(), _notices(), _former_slugs()
    licence = SourceLicence.objects.newest()
    merge = FormerEffect.objects.aggregate(last=Max("pk"))["last"]
    listed = _hash(_listed_effects())
    rows = Publication.objects.order_by("id").values_list(*_OF_PAGE)
    for row in rows.iterator(chunk_size=2_000):
        page, monograph, kind, slug = row[:4]
        own = versions[monograph]
        given_up = tuple(page_url(kind, old) for old in former[page])
        yield Unit(
            name=f"{kind} {page}",
            seed=_hash(
                row,
                _is_overdue(row[8], today),
                own,
                signatures.get(monograph),
                changes.get(page),
                notices[monograph],
                former[page],
                licence,
                merge,
                # An earlier version may list what no page lists any more.
                listed if len(own) > 1 else "",
            ),
            addresses=tuple(_addresses(kind, slug, [number for number, _ in own])),
            owns_below=True,
            is_lasting=True,
            others=given_up,
            make_others=partial(moved_pages, page_url(kind, slug), given_up),
        )


def _addresses(kind: str, slug: str, numbers: list[int]) -> Iterator[str]:
    yield page_url(kind, slug)
    if kind == "drug":
        yield explorer_url(slug)
    yield sources_url(kind, slug)
    yield history_url(kind, slug)
    yield feed_url(kind, slug)
    for form in FORMS:
        yield format_url(kind, slug, form)
    for number in numbers:
        yield version_url(kind, slug, number)
        for form in FORMS:
            yield version_format_url(kind, slug, number, form)


def _versions() -> dict[int, list[tuple[int, str]]]:
    """Numbers and states, since an emergency's signatures may come later."""
    found = defaultdict(list)
    rows = PublishedRevision.objects.order_by("number")
    for monograph, number, state in rows.values_list("monograph", "number", "state"):
        found[monograph].append((number, state))
    return found


def _signatures() -> dict[int, Any]:
    rows = (
        PublishedRevision.objects.order_by()
        .values("monograph")
        .annotate(count=Count("signatures"), last=Max("signatures"))
    )
    return {
        monograph: (count, last)
        for monograph, count, last in rows.values_list("monograph", "count", "last")
    }


def _changes() -> dict[int, Any]:
    rows = PublicChange.objects.order_by().values("publication")
    rows = rows.annotate(count=Count("pk"), last=Max("pk"))
    return {
        page: (count, last)
        for page, count, last in rows.values_list("publication", "count", "last")
    }


def _notices() -> dict[int, list[Any]]:
    found = defaultdict(list)
    rows = Notice.objects.current(timezone.now()).order_by("id")
    for monograph, *shown in rows.values_list("monograph", "severity", "text", "link"):
        found[monograph].append(shown)
    return found


def _former_slugs() -> dict[int, list[str]]:
    found = defaultdict(list)
    rows = FormerSlug.objects.order_by("slug")
    for page, slug in rows.values_list("publication", "slug"):
        found[page].append(slug)
    return found


def _listed_effects() -> list[int]:
    listed = EffectTally.objects.filter(kind=EffectTally.Kind.PAGES, number__gt=0)
    return list(listed.order_by("effect").values_list("effect", flat=True))


def _is_overdue(due_on: date | None, today: date) -> bool:
    return due_on is not None and due_on < today


def _hash(*parts: Any) -> str:
    text = json.dumps(parts, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
