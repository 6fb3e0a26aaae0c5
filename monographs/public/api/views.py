"""`/api/drugs/` and `/api/comparisons/`: pages as records, in parts."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.http import urlencode

from monographs.models.public import Publication
from monographs.public.addresses import (
    absolute_url,
    format_url,
    history_url,
    page_url,
    version_url,
)
from monographs.public.api.cursor import ORDERS, NoSuchPlace
from monographs.public.api.filters import (
    DEFAULT_LIMIT,
    PARAMETERS,
    ListFilter,
    problems_of,
)
from monographs.public.caching import FOR_A_MINUTE
from monographs.public.formats.status import as_text
from monographs.public.only_read import only_read

LONGEST_QUERY = 4_000
_NO_TEXT = re.compile("[\\0\ud800-\udfff]")
_COLUMNS = (
    *("id", "kind", "slug", "title", "sort_key", "is_listed", "changed_at"),
    *("published_at", "reviewed_on", "review_due_on"),
    *("withdrawn_at", "withdrawal_reason"),
    *("revision__number", "revision__sha256", "revision__state"),
)


@only_read()
def page_list(request: HttpRequest, *, kind: str) -> HttpResponse:
    given = request.GET
    filters = ListFilter(
        given,
        Publication.objects.filter(kind=kind)
        .select_related("revision")
        .only(*_COLUMNS),
    )
    problems = _unreadable(request) or (
        problems_of(filters, given, kind) | _ill_given(request)
    )
    if problems:
        return _refusal(400, "This list cannot be asked so.", problems)
    asked = filters.form.cleaned_data
    order = ORDERS[asked["order"] or "title"]
    limit = asked["limit"] or DEFAULT_LIMIT
    pages = order.sort(filters.qs)
    if asked["after"]:
        try:
            pages = order.behind(pages, asked["after"])
        except NoSuchPlace:
            where = 'Leave out "after" to begin at the start.'
            return _refusal(404, f"The list has no such place. {where}", {})
    found = list(pages[: limit + 1])
    following = None
    if len(found) > limit:
        following = _address(request, order.cursor_of(found[limit - 1]))
    return _answer(
        {"results": [_record(page) for page in found[:limit]], "next": following}
    )


def _record(page: Publication) -> dict[str, Any]:
    kind, slug = page.kind, page.slug
    record: dict[str, Any] = {
        "state": _state(page),
        "kind": kind,
        "title": page.title,
        "slug": slug,
        "changed_at": as_text(page.changed_at),
    }
    if page.is_withdrawn:
        return record | {
            "withdrawn_at": as_text(page.withdrawn_at),
            "reason": page.withdrawal_reason,
            "history_url": absolute_url(history_url(kind, slug)),
        }
    due = page.review_due_on
    return record | {
        "version": page.revision.number,
        "sha256": page.revision.sha256,
        "published_at": as_text(page.published_at),
        "reviewed_on": as_text(page.reviewed_on),
        "review_due_on": as_text(due),
        "is_review_overdue": due is not None and due < timezone.localdate(),
        "is_listed": page.is_listed,
        "url": absolute_url(page_url(kind, slug)),
        "version_url": absolute_url(version_url(kind, slug, page.revision.number)),
        "json_url": absolute_url(format_url(kind, slug, "json")),
        "markdown_url": absolute_url(format_url(kind, slug, "md")),
        "fhir_url": absolute_url(format_url(kind, slug, "fhir.json")),
    }


def _state(page: Publication) -> str:
    if page.is_withdrawn:
        return "withdrawn"
    if page.revision.state == "bypassed":
        return "published_before_all_signed"
    return "approved"


def _ill_given(request: HttpRequest) -> dict[str, str]:
    return {
        name: "Give it once." if len(values) > 1 else "Give it a value or leave it out."
        for name, values in request.GET.lists()
        if name in PARAMETERS and (len(values) > 1 or not values[0])
    }


def _unreadable(request: HttpRequest) -> dict[str, str]:
    """Text that no database can be asked for, or that is meant to cost."""
    if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
        return {"": f"Use at most {LONGEST_QUERY:,} characters."}
    return {
        name: "It holds a character that is no text."
        for name, values in request.GET.lists()
        if any(_NO_TEXT.search(value) for value in values)
    }


def _address(request: HttpRequest, cursor: str) -> str:
    """The same question, in the one order of its parameters."""
    asked = {name: request.GET.get(name, "") for name in PARAMETERS}
    pairs = {name: value for name, value in asked.items() if value}
    return absolute_url(f"{request.path}?{urlencode(pairs | {'after': cursor})}")


def _refusal(code: int, message: str, problems: dict[str, str]) -> HttpResponse:
    told = [
        {"parameter": name[:100], "problem": problem}
        for name, problem in problems.items()
    ]
    return _answer({"error": code, "message": message, "problems": told}, status=code)


def _answer(data: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return JsonResponse(
        data,
        status=status,
        json_dumps_params={"ensure_ascii": False},
        headers={
            "Cache-Control": FOR_A_MINUTE,
            "Access-Control-Allow-Origin": "*",
            "X-Robots-Tag": "noindex",
        },
    )
