"""A class: its members, and what they share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monographs.models.public import (
    ListedClass,
    PublishedFacet,
    PublishedSideEffect,
    facets,
)
from monographs.public.addresses import class_url, found_url, list_url
from monographs.public.canonical import query_of, to_canonical
from monographs.public.finding.facet_rows import drugs_of
from monographs.public.finding.place import Place
from monographs.public.responses import render_page

# So many members are compared, and so many side effects shown: no class takes longer.
MOST_COMPARED = 200
MOST_SHARED = 40


@dataclass(frozen=True)
class Shared:
    name: str
    url: str
    listed_by: int


@dataclass(frozen=True)
class InCommon:
    """What the members list, none of it said of the class itself."""

    compared: int
    is_part: bool
    by_all: tuple[Shared, ...]
    by_most: tuple[Shared, ...]


@dataclass(frozen=True)
class Near:
    """A class above or below this one, by its code."""

    name: str
    code: str
    url: str


@require_safe
def class_page(request: HttpRequest, slug: str) -> HttpResponse:
    if elsewhere := to_canonical(request, ["after"]):
        return elsewhere
    listed = ListedClass.objects.select_related("drug_class").filter(
        drug_class__slug=slug
    )
    found = listed.first()
    if found is None:
        raise Http404("No published drug was ever in such a class.")
    drug_class, after = found.drug_class, Place.from_text(request.GET.get("after", ""))
    members = PublishedFacet.objects.filter(facet=facets.of_class(drug_class.pk))
    drugs, last = drugs_of(members.filter(after.after) if after else members)
    return render_page(
        "monographs/class_page.html",
        name=drug_class.name,
        code=drug_class.atc_code or "",
        url=class_url(slug),
        filter_url=f"{list_url('drug')}?drug_class={slug}",
        drugs=drugs,
        in_common=None if after else in_common(members),
        above=_near(_above(drug_class.atc_code or "")),
        below=_near(_below(drug_class.atc_code or "")),
        query=query_of(request.GET.dict(), ["after"]),
        next_query=query_of({"after": str(last)}, ["after"]) if last else "",
        is_start=after is None,
    )


def in_common(members: Any) -> InCommon | None:
    """Two queries, however many members and side effects there are."""
    pages = list(members.values_list("publication", flat=True)[: MOST_COMPARED + 1])
    compared = pages[:MOST_COMPARED]
    if len(compared) < 2:
        return None
    shared = tuple(_shared_by(compared))
    return InCommon(
        len(compared),
        len(pages) > MOST_COMPARED,
        by_all=tuple(one for one in shared if one.listed_by == len(compared)),
        by_most=tuple(one for one in shared if one.listed_by < len(compared)),
    )


def _shared_by(pages: Sequence[int]) -> list[Shared]:
    rows = (
        PublishedSideEffect.objects.filter(publication__in=pages)
        .order_by()
        .values("effect__name", "effect__slug")
        .annotate(listed_by=Count("publication", distinct=True))
        .filter(listed_by__gt=len(pages) // 2)
        .order_by("-listed_by", "effect__name")
        .values_list("effect__name", "effect__slug", "listed_by")[:MOST_SHARED]
    )
    return [
        Shared(name, found_url("effect", slug), listed_by)
        for name, slug, listed_by in rows
    ]


def _above(code: str) -> Any:
    """Codes are a tree: N05BA stands below N05B, N05 and N."""
    starts = [code[:length] for length in (1, 3, 4, 5) if length < len(code)]
    return ListedClass.objects.filter(drug_class__atc_code__in=starts)


def _below(code: str) -> Any:
    if not code:
        return ListedClass.objects.none()
    return ListedClass.objects.filter(drug_class__atc_code__startswith=code).exclude(
        drug_class__atc_code=code
    )


def _near(classes: Any) -> list[Near]:
    rows = classes.order_by("drug_class__atc_code").values_list(
        "drug_class__name", "drug_class__atc_code", "drug_class__slug"
    )
    return [Near(name, code, class_url(slug)) for name, code, slug in rows]
