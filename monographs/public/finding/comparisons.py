"""The list of comparisons, as fast at its end as at its start."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monographs.models.public import Publication
from monographs.public.addresses import page_url
from monographs.public.canonical import query_of, to_canonical
from monographs.public.finding.a_to_z import Target
from monographs.public.finding.place import PAGE_SIZE, After, Place
from monographs.public.responses import render_page


@require_safe
def comparison_list(request: HttpRequest) -> HttpResponse:
    if elsewhere := to_canonical(request, ["after"]):
        return elsewhere
    after = Place.from_text(request.GET.get("after", ""))
    pages = Publication.objects.listed().comparisons()
    if after:
        pages = pages.filter(After({"sort_key": after.sort_key, "id": after.id}))
    found = list(pages[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return render_page(
        "monographs/comparison_list.html",
        pages=[Target(page.title, page_url(page.kind, page.slug)) for page in shown],
        next_query=query_of({"after": str(_place(shown[-1]))}, ["after"])
        if len(found) > PAGE_SIZE
        else "",
        query=query_of(request.GET.dict(), ["after"]),
        is_start=after is None,
    )


def _place(page: Publication) -> Place:
    return Place(page.sort_key, id=page.pk)
