"""Sitemaps: an index, and parts of so many pages, with their true last changes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import ExpressionWrapper, F, IntegerField, Max, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template import loader
from django.urls import reverse
from django.views.decorators.http import require_safe

from monographs.models.public import EffectTally, Publication
from monographs.public.addresses import (
    absolute_url,
    class_url,
    effect_url,
    page_url,
    site_url,
)
from monographs.public.caching import FOR_A_MINUTE
from monographs.public.finding.classes import classes_with_members
from monographs.public.finding.systems import system_url, systems_with_drugs

PART_SIZE = 5_000
# Pages that there is one of, and that say something of their own.
_SITE_PAGES = (
    *("home", "drugs", "effects", "classes", "body_systems", "comparisons"),
    *("changes", "reviews", "data"),
    *("api", "about", "about_numbers", "about_review", "privacy", "accessibility"),
)


@dataclass(frozen=True)
class Entry:
    path: str
    changed_at: datetime | None = None

    @property
    def url(self) -> str:
        return absolute_url(self.path)


@dataclass(frozen=True)
class Listing:
    """Pages of one sort, by numbers of their own: none moves when another is new."""

    name: str
    rows: Callable[[], QuerySet[Any]]
    number: str
    # The address is made of these columns.
    columns: tuple[str, ...]
    url: Callable[..., str]
    # Where it is known when the page changed last.
    changed_at: tuple[str, ...] = ()

    def parts(self) -> list[Entry]:
        """Those that hold a page; one query."""
        part = ExpressionWrapper(F(self.number) / PART_SIZE, IntegerField())
        numbered = self.rows().order_by().annotate(part=part).values_list("part")
        parts = numbered.distinct().order_by("part")
        if self.changed_at:
            parts = numbered.annotate(*map(Max, self.changed_at)).order_by("part")
        return [
            Entry(reverse(f"public:{self.name}", args=[part + 1]), *changed_at)
            for part, *changed_at in parts
        ]

    def pages(self, number: int) -> list[Entry]:
        """Of the part with this number; one query."""
        first = (number - 1) * PART_SIZE
        rows = self.rows().filter(
            **{f"{self.number}__gte": first, f"{self.number}__lt": first + PART_SIZE}
        )
        width = len(self.columns)
        return [
            Entry(self.url(*row[:width]), *row[width:])
            for row in rows.order_by(self.number).values_list(
                *self.columns, *self.changed_at
            )
        ]


def _listed_effects() -> QuerySet[EffectTally]:
    return EffectTally.objects.filter(kind=EffectTally.Kind.PAGES, number__gt=0)


LISTINGS = (
    Listing(
        "sitemap",
        Publication.objects.live,
        "id",
        ("kind", "slug"),
        page_url,
        changed_at=("changed_at",),
    ),
    Listing(
        "sitemap_of_effects", _listed_effects, "effect", ("effect__slug",), effect_url
    ),
    Listing(
        "sitemap_of_classes",
        classes_with_members,
        "drug_class",
        ("drug_class__slug",),
        class_url,
    ),
)


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    of_site = Entry(reverse("public:sitemap_of_site"))
    parts = [part for listing in LISTINGS for part in listing.parts()]
    return _answer("index", [of_site, *parts])


@require_safe
def sitemap_of_site(request: HttpRequest) -> HttpResponse:
    systems = [Entry(system_url(system)) for system, _ in systems_with_drugs()]
    return _answer(
        "pages", [*(Entry(site_url(name)) for name in _SITE_PAGES), *systems]
    )


@require_safe
def sitemap(request: HttpRequest, number: int, *, listing: Listing) -> HttpResponse:
    entries = listing.pages(number)
    if not entries:
        raise Http404("There is no such part of the sitemap.")
    return _answer("pages", entries)


def _answer(kind: str, entries: list[Entry]) -> HttpResponse:
    xml = loader.get_template(f"monographs/discovery/sitemap_{kind}.xml").render(
        {"entries": entries}
    )
    return HttpResponse(
        xml, content_type="application/xml", headers={"Cache-Control": FOR_A_MINUTE}
    )
