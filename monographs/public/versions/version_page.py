"""One version for ever: its text under its number, while its page is not withdrawn."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from monographs.models.public import PublicChange
from monographs.public import lookup
from monographs.public.addresses import version_url
from monographs.public.lookup import Found
from monographs.public.responses import gone, redirect, unindexed
from monographs.public.versions.behind import Behind, page_or_elsewhere
from monographs.public.versions.no_such_version import no_such_version
from monographs.public.views import show_monograph


@dataclass(frozen=True)
class Withdrawal:
    """Of this very version; a page that came back shows another one now."""

    at: datetime
    reason: str


@require_safe
def monograph_version(
    request: HttpRequest, slug: str, number: int, *, kind: str
) -> HttpResponseBase:
    address = partial(version_url, number=number)
    found = lookup.version(slug, number)
    if found is None:
        page = page_or_elsewhere(slug, kind=kind, address=address)
        return no_such_version(page, [number]) if isinstance(page, Behind) else page
    if found.kind != kind:
        return redirect(address(found.kind, slug))
    if found.is_withdrawn:
        return _gone(found, slug)
    if found.is_live:
        return show_monograph(request, found, "monographs/version.html", slug)
    response = show_monograph(
        request,
        found,
        "monographs/version.html",
        slug,
        withdrawals=_withdrawals(slug, number),
    )
    return unindexed(response)


def _gone(found: Found, slug: str) -> HttpResponseBase:
    """What is known of the version, and why its text is not shown any more."""
    response = gone("monographs/withdrawn_version.html", slug, standing=found.standing)
    return unindexed(response)


def _withdrawals(slug: str, number: int) -> tuple[Withdrawal, ...]:
    """The newest first."""
    changes = PublicChange.objects.filter(
        publication__slug=slug,
        revision__number=number,
        kind=PublicChange.Kind.WITHDRAWN,
    )
    return tuple(
        Withdrawal(at, reason)
        for at, reason in changes.order_by("-id").values_list("at", "note")
    )
