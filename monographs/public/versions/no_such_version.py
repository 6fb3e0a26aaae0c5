"""What is said where a page has no version of a number: which ones it has."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http.response import HttpResponseBase

from monographs.models.public import PublishedRevision
from monographs.public.addresses import version_url
from monographs.public.responses import render_page, unindexed
from monographs.public.versions.behind import Behind

MOST_NAMED = 20


@dataclass(frozen=True)
class KnownVersion:
    number: int
    published_at: datetime
    url: str  # empty while the page is withdrawn: no version is shown then


def no_such_version(page: Behind, missing: Collection[int]) -> HttpResponseBase:
    known = _known(page)
    return unindexed(
        render_page(
            "monographs/no_such_version.html",
            status=404,
            page=page,
            missing=sorted(missing),
            known=known[:MOST_NAMED],
            has_more=len(known) > MOST_NAMED,
        )
    )


def _known(page: Behind) -> list[KnownVersion]:
    """The newest first, and one more than is named."""
    versions = (
        PublishedRevision.objects.filter(monograph__publication__slug=page.slug)
        .order_by("-number")
        .values_list("number", "published_at")
    )
    return [
        KnownVersion(
            number,
            published_at,
            "" if page.withdrawn_at else version_url(page.kind, page.slug, number),
        )
        for number, published_at in versions[: MOST_NAMED + 1]
    ]
