"""The list of drugs: the A–Z, one letter of it, or what a filter finds."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monographs.models.public.alphabet import INITIALS
from monographs.public.canonical import query_of, to_canonical
from monographs.public.finding.a_to_z import list_entries
from monographs.public.finding.filter_page import FilterPage
from monographs.public.finding.filters import NAMES
from monographs.public.finding.initials import (
    LABELS,
    letters,
    second_letters,
    two_letters,
)
from monographs.public.finding.place import Place
from monographs.public.responses import render_page

_OF_ALL = (*NAMES, "after")
_OF_A_LETTER = ("then", "after")


@require_safe
def drug_list(request: HttpRequest) -> HttpResponse:
    if elsewhere := to_canonical(request, _OF_ALL):
        return elsewhere
    after = Place.from_text(request.GET.get("after", ""))
    page = FilterPage(request.GET.dict(), after=after)
    listing = None if page.is_asked else list_entries(after=after)
    return render_page(
        "monographs/drug_list.html",
        letters=letters(),
        filters=page,
        listing=listing,
        next_query=query_of({"after": str(listing.next)}, _OF_ALL)
        if listing and listing.next
        else "",
        query=query_of(request.GET.dict(), _OF_ALL),
        is_start=after is None,
    )


@require_safe
def drugs_by_initial(request: HttpRequest, initial: str) -> HttpResponse:
    if elsewhere := to_canonical(request, _OF_A_LETTER):
        return elsewhere
    given = request.GET.dict()
    second = given.get("then", "")
    second = second if second in INITIALS else ""
    after = Place.from_text(given.get("after", ""))
    listing = list_entries(initial=initial, second=second, after=after)
    is_long = bool(listing.next or after or second)
    return render_page(
        "monographs/drugs_by_initial.html",
        letters=letters(initial),
        seconds=second_letters(initial, second) if is_long else (),
        listing=listing,
        label=two_letters(initial, second) if second else LABELS[initial],
        initial=initial,
        start_query=query_of({"then": second}, _OF_A_LETTER),
        query=query_of({**given, "then": second}, _OF_A_LETTER),
        next_query=query_of({"then": second, "after": str(listing.next)}, _OF_A_LETTER)
        if listing.next
        else "",
        is_start=after is None,
    )
