"""Body systems: which side effects each has, and how many drugs list them."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from monographs.models.public import (
    BodySystem,
    EffectTally,
    PublishedFacet,
    facets,
)
from monographs.public.addresses import found_url, list_url
from monographs.public.canonical import query_of, to_canonical
from monographs.public.responses import render_page
from monographs.public.versions.capped import counts_of, in_words

PAGE_SIZE = 100


@dataclass(frozen=True)
class Line:
    name: str
    url: str
    drugs: str
    is_none: bool = False


@require_safe
def system_list(request: HttpRequest) -> HttpResponse:
    if elsewhere := to_canonical(request, ()):
        return elsewhere
    counts = dict(systems_with_drugs())
    lines = [
        Line(
            one.label,
            system_url(one),
            _drugs(in_words(count), count),
            is_none=not count,
        )
        for one in BodySystem
        for count in [counts.get(one, 0)]
    ]
    return render_page("monographs/system_list.html", systems=lines)


@require_safe
def system_page(request: HttpRequest, slug: str) -> HttpResponse:
    if elsewhere := to_canonical(request, ["after"]):
        return elsewhere
    system = _BY_SLUG.get(slug)
    if system is None:
        raise Http404("There is no such body system.")
    after = request.GET.get("after", "").replace("\0", "")
    found = list(_effects(system).filter(effect__name__gt=after)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return render_page(
        "monographs/system_page.html",
        name=system.label,
        url=system_url(system),
        filter_url=f"{list_url('drug')}?body_system={system.value}",
        effects=[
            Line(
                name,
                found_url("effect", effect_slug),
                _drugs(f"{count:,}", count),
            )
            for name, effect_slug, count in shown
        ],
        query=query_of({"after": after}, ["after"]),
        next_query=query_of({"after": shown[-1][0]}, ["after"])
        if len(found) > PAGE_SIZE
        else "",
        is_start=not after,
    )


def systems_with_drugs() -> list[tuple[BodySystem, int]]:
    """Each with how many drugs list a side effect of it; one query."""
    listing = PublishedFacet.objects
    counts = counts_of(
        [listing.filter(facet=facets.of_system(one.value)) for one in BodySystem]
    )
    return [(one, n) for one, n in zip(BodySystem, counts, strict=True) if n]


def system_url(system: BodySystem) -> str:
    return reverse("public:body_system", args=[_slug(system)])


def _effects(system: BodySystem) -> Any:
    return (
        EffectTally.objects.filter(
            kind=EffectTally.Kind.PAGES, number__gt=0, effect__body_system=system
        )
        .order_by("effect__name")
        .values_list("effect__name", "effect__slug", "number")
    )


def _drugs(words: str, count: int) -> str:
    return f"{words} drug{'' if count == 1 else 's'}"


def _slug(system: BodySystem) -> str:
    return system.value.replace("_", "-")


_BY_SLUG = {_slug(system): system for system in BodySystem}
