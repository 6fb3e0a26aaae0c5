"""Sitemaps: an index, and parts of so many pages, each with its true last change."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.views.decorators.http import require_safe

from monographs.models.public import Publication
from monographs.public.addresses import absolute_url, page_url, site_url
from monographs.public.caching import FOR_A_MINUTE

PART_SIZE = 5_000
# Pages that there is one of, and that say something of their own.
_SITE_PAGES = (
    *("home", "drugs", "effects", "classes", "body_systems", "comparisons"),
    *("changes", "reviews", "data"),
    *("api", "about", "about_numbers", "about_review", "privacy", "accessibility"),
)


@dataclass(frozen=True)
class Entry:
    url: str
    changed_at: datetime | None = None


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    parts = (
        _live()
        .annotate(part=F("id") / PART_SIZE)
        .values("part")
        .annotate(last=Max("changed_at"))
        .order_by("part")
    )
    entries = [Entry(absolute_url(reverse("public:sitemap_of_site")))]
    entries += [
        Entry(absolute_url(reverse("public:sitemap", args=[part + 1])), changed_at)
        for part, changed_at in parts.values_list("part", "last")
    ]
    return _answer("index", entries)


@require_safe
def sitemap_of_site(request: HttpRequest) -> HttpResponse:
    return _answer(
        "pages", [Entry(absolute_url(site_url(name))) for name in _SITE_PAGES]
    )


@require_safe
def sitemap(request: HttpRequest, number: int) -> HttpResponse:
    """By the publications' own numbers: no page of it moves when another is new."""
    first = (number - 1) * PART_SIZE
    entries = list(_pages(_live().filter(id__gte=first, id__lt=first + PART_SIZE)))
    if not entries:
        raise Http404("There is no such part of the sitemap.")
    return _answer("pages", entries)


def _live() -> QuerySet[Publication]:
    return Publication.objects.live().order_by("id")


def _pages(publications: QuerySet[Publication]) -> Iterator[Entry]:
    for kind, slug, changed_at in publications.values_list(
        "kind", "slug", "changed_at"
    ):
        yield Entry(absolute_url(page_url(kind, slug)), changed_at)


def _answer(kind: str, entries: list[Entry]) -> HttpResponse:
    xml = loader.get_template(f"monographs/discovery/sitemap_{kind}.xml").render(
        {"entries": entries}
    )
    return HttpResponse(
        xml, content_type="application/xml", headers={"Cache-Control": FOR_A_MINUTE}
    )
