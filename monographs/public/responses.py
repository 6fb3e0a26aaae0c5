"""Answers that every public page gives in the same way."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.template import loader

from monographs.public import lookup
from monographs.public.caching import FOR_A_MINUTE, for_shared_caches


def render_page(template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Rendered without the request: no session, no person, no cookie can slip in."""
    return HttpResponse(
        loader.get_template(template).render(context),
        status=status,
        headers={"Cache-Control": FOR_A_MINUTE},
    )


def gone(template: str, slug: str, **context: Any) -> HttpResponse:
    """For as long as a page is withdrawn; shared caches hear when it comes back."""
    response = render_page(template, status=410, **context)
    for name, value in for_shared_caches((slug,), is_gone=True).items():
        response.headers[name] = value
    return response


def unindexed(response: HttpResponseBase) -> HttpResponseBase:
    """Search engines shall lead to the live page alone."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def moved(address: Callable[[str, str], str], slug: str) -> HttpResponse:
    """To where the page is now that had this slug once; `address` of kind and slug."""
    current = lookup.current_address(slug)
    if current is None:
        raise Http404("There is no page at this address.")
    return redirect(address(*current))


def redirect(url: str) -> HttpResponse:
    # A page may return to an old address of its own; a redirect that browsers keep
    # for ever would then lead in a circle.
    response = HttpResponsePermanentRedirect(url)
    response.headers["Cache-Control"] = FOR_A_MINUTE
    return response
