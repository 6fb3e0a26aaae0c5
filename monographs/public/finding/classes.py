"""The list of classes that published drugs are in."""

from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monographs.models.public import ListedClass, PublishedFacet, facets
from monographs.public.addresses import class_url
from monographs.public.canonical import query_of, to_canonical
from monographs.public.responses import render_page
from monographs.public.versions.capped import CountUpTo, in_words

PAGE_SIZE = 200
MOST_COUNTED = 50


@dataclass(frozen=True)
class ClassLine:
    name: str
    code: str
    url: str
    members: str


@require_safe
def class_list(request: HttpRequest) -> HttpResponse:
    if elsewhere := to_canonical(request, ["after"]):
        return elsewhere
    after = request.GET.get("after", "").replace("\0", "")
    following = classes_with_members().filter(name__gt=after).order_by("name")
    found = list(
        following.values_list(
            "name", "drug_class__atc_code", "drug_class__slug", "members"
        )[: PAGE_SIZE + 1]
    )
    shown = found[:PAGE_SIZE]
    return render_page(
        "monographs/class_list.html",
        classes=[_line(*row) for row in shown],
        query=query_of({"after": after}, ["after"]),
        next_query=query_of({"after": shown[-1][0]}, ["after"])
        if len(found) > PAGE_SIZE
        else "",
        is_start=not after,
    )


def classes_with_members() -> QuerySet[Any]:
    """Each with its name, and how many members it has, up to the most counted."""
    members = PublishedFacet.objects.filter(
        facet=Concat(
            Value(facets.of_class("")), Cast(OuterRef("drug_class"), CharField())
        )
    )
    return ListedClass.objects.annotate(
        name=F("drug_class__name"), members=CountUpTo(members, most=MOST_COUNTED)
    ).filter(members__gt=0)


def _line(name: str, code: str | None, slug: str, members: int) -> ClassLine:
    return ClassLine(
        name,
        code or "",
        class_url(slug),
        f"{in_words(members, most=MOST_COUNTED)} drug{'s' if members != 1 else ''}",
    )
