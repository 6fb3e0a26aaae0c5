"""Addresses that end in a format: the same version as the page, or the same refusal."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase

from monographs.content import Document
from monographs.public import lookup
from monographs.public.addresses import absolute_url, format_url, version_format_url
from monographs.public.caching import (
    FOR_A_MINUTE,
    Rendering,
    for_shared_caches,
    respond,
)
from monographs.public.compare.merged import newest_merge
from monographs.public.formats.fhir_codes import (
    about_definition,
    code_system,
    interval_definition,
)
from monographs.public.formats.fhir_form import as_fhir, refusal_as_fhir
from monographs.public.formats.json_form import (
    as_json,
    refusal_as_json,
    slugs_of_effects,
)
from monographs.public.formats.markdown_form import as_markdown, refusal_as_markdown
from monographs.public.formats.status import withdrawal_of
from monographs.public.lookup import Found
from monographs.public.made_once import made_once
from monographs.public.only_read import ONLY_READ, only_read
from monographs.public.responses import redirect
from monographs.public.standing import Standing


@dataclass(frozen=True)
class Form:
    content_type: str
    write: Callable[[Document, str, Standing], str]
    refuse: Callable[..., str]
    # Of what it also shows, beside the version and what stands around it.
    seed: Callable[[Found], object] = lambda found: ""


def _slugs_shown(found: Found) -> object:
    """The effects of a live version are listed, by itself: they change by merging."""
    return newest_merge() if found.is_live else slugs_of_effects(found.document)


FORMS = {
    "json": Form("application/json", as_json, refusal_as_json, _slugs_shown),
    "md": Form("text/markdown; charset=utf-8", as_markdown, refusal_as_markdown),
    "fhir.json": Form("application/fhir+json", as_fhir, refusal_as_fhir),
}
_Response = TypeVar("_Response", bound=HttpResponseBase)
_NOT_THERE = "There is no page at this address."
FHIR_DEFINITIONS = {
    "CodeSystem/frequency-band": code_system,
    "StructureDefinition/frequency-interval": interval_definition,
    "StructureDefinition/statement-about": about_definition,
}


def _not_written(*, form: str, **address: Any) -> HttpResponse:
    return _refusal(form, 405, message=ONLY_READ)


@only_read(_not_written)
def live_form(
    request: HttpRequest, slug: str, *, kind: str, form: str
) -> HttpResponseBase:
    address = partial(format_url, form=form)
    return _answer(request, lookup.live_page(slug), slug, kind, form, address)


@only_read(_not_written)
def version_form(
    request: HttpRequest, slug: str, number: int, *, kind: str, form: str
) -> HttpResponseBase:
    address = partial(version_format_url, number=number, form=form)
    return _answer(request, lookup.version(slug, number), slug, kind, form, address)


@only_read()
def fhir_definition(request: HttpRequest, name: str) -> HttpResponse:
    """At a permanent address, which the documents name."""
    return _open(
        JsonResponse(
            FHIR_DEFINITIONS[name](),
            content_type="application/fhir+json",
            headers={"Cache-Control": FOR_A_MINUTE},
        )
    )


def _answer(
    request: HttpRequest,
    found: Found | None,
    slug: str,
    kind: str,
    form: str,
    address: Callable[[str, str], str],
) -> HttpResponseBase:
    if found is None:
        current = lookup.current_address(slug)
        if current is None:
            return _refusal(form, 404, message=_NOT_THERE)
        return redirect(address(*current))
    if found.kind != kind:
        return redirect(address(found.kind, slug))
    if found.is_withdrawn:
        gone = _refusal(form, 410, status=withdrawal_of(found.standing))
        for name, value in for_shared_caches((slug,), is_gone=True).items():
            gone.headers[name] = value
        return gone
    response = respond(
        request,
        seed=f"{form} {found.seed} {FORMS[form].seed(found)}",
        render=partial(_rendering, found, form),
        slugs=(slug,),
        content_type=FORMS[form].content_type,
    )
    # Search engines shall lead to the page that people read.
    response.headers["Link"] = f'<{absolute_url(found.standing.url)}>; rel="canonical"'
    return _open(response)


def _rendering(found: Found, form: str) -> Rendering:
    standing = found.standing
    # The live version is the same under its number.
    text = made_once(
        (form, standing),
        lambda: FORMS[form].write(found.document, found.content, standing),
    )
    return Rendering(text, standing.published_at)


def _refusal(form: str, code: int, **told: Any) -> HttpResponse:
    return _open(
        HttpResponse(
            FORMS[form].refuse(code, **told),
            status=code,
            content_type=FORMS[form].content_type,
            headers={"Cache-Control": FOR_A_MINUTE},
        )
    )


def _open(response: _Response) -> _Response:
    """Any page on the web may read it: it is public, and nobody is signed in here."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
