"""Public pages: each is found with one query and rendered from what was sealed."""

from functools import partial
from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.http.response import HttpResponseBase
from django.template import loader
from django.views.decorators.http import require_safe

from monographs.content import loads, sha256
from monographs.public import a_to_z, lookup
from monographs.public.addresses import page_url, version_url
from monographs.public.caching import (
    FOR_A_MINUTE,
    Rendering,
    for_shared_caches,
    respond,
)
from monographs.public.effects import effect_page
from monographs.public.lookup import Found
from monographs.public.page import render_monograph


class AlteredContent(Exception):
    """The stored text no longer has the hash that was signed."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return _page("monographs/home.html")


@require_safe
def drug_list(request: HttpRequest, initial: str = "") -> HttpResponse:
    listing = a_to_z.list_pages(
        "drug", initial=initial, after=request.GET.get("after", "")
    )
    return _page(
        "monographs/drug_list.html",
        listing=listing,
        initial=initial,
        initial_label=a_to_z.INITIALS.get(initial, ""),
        initials=a_to_z.INITIALS,
        is_start="after" not in request.GET,
    )


@require_safe
def comparison_list(request: HttpRequest) -> HttpResponse:
    listing = a_to_z.list_pages("comparison", after=request.GET.get("after", ""))
    return _page(
        "monographs/comparison_list.html",
        listing=listing,
        is_start="after" not in request.GET,
    )


@require_safe
def effect(request: HttpRequest, slug: str) -> HttpResponse:
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 0
    page = effect_page(slug, after=after)
    if page is None:
        raise Http404("No medicine lists this side effect.")
    return _page("monographs/effect.html", effect=page, slug=slug, is_start=not after)


@require_safe
def monograph(request: HttpRequest, slug: str, *, kind: str) -> HttpResponseBase:
    found = lookup.live_page(slug)
    if found is None:
        return _moved(page_url, slug)
    if found.kind != kind:
        return _redirect(page_url(found.kind, slug))
    if found.is_withdrawn:
        gone = _page("monographs/withdrawn.html", status=410, standing=found.standing)
        for name, value in for_shared_caches((slug,), is_gone=True).items():
            gone.headers[name] = value
        return gone
    return _monograph_page(request, found, slug, "monographs/monograph.html")


@require_safe
def monograph_version(
    request: HttpRequest, slug: str, number: int, *, kind: str
) -> HttpResponseBase:
    address = partial(version_url, number=number)
    found = lookup.version(slug, number)
    if found is None:
        return _moved(address, slug)
    if found.kind != kind:
        return _redirect(address(found.kind, slug))
    return _monograph_page(request, found, slug, "monographs/version.html")


def _monograph_page(
    request: HttpRequest, found: Found, slug: str, template: str
) -> HttpResponseBase:
    return respond(
        request,
        seed=f"{template}{found.seed}",
        render=partial(_rendering, found, template),
        slugs=(slug,),
    )


def _rendering(found: Found, template: str) -> Rendering:
    standing = found.standing
    if sha256(found.content) != standing.sha256:
        raise AlteredContent(f"{standing.title}, version {standing.number}")
    document = loads(found.content)
    html = loader.get_template(template).render(
        {
            "document": document,
            "standing": standing,
            "article": render_monograph(document, standing=standing),
        }
    )
    return Rendering(html, standing.published_at)


def _page(template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    """Rendered without the request: no session, no person, no cookie can slip in."""
    return HttpResponse(
        loader.get_template(template).render(context),
        status=status,
        headers={"Cache-Control": FOR_A_MINUTE},
    )


def _moved(address: Any, slug: str) -> HttpResponse:
    current = lookup.current_address(slug)
    if current is None:
        raise Http404("There is no page at this address.")
    kind, current_slug = current
    return _redirect(address(kind, current_slug))


def _redirect(url: str) -> HttpResponse:
    # A page may return to an old address of its own; a redirect that browsers keep
    # for ever would then lead in a circle.
    response = HttpResponsePermanentRedirect(url)
    response.headers["Cache-Control"] = FOR_A_MINUTE
    return response
