"""Public pages: each is found with one query and rendered from what was sealed."""

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template import loader
from django.views.decorators.http import require_safe

from monographs.public import lookup
from monographs.public.addresses import page_url
from monographs.public.caching import Rendering, respond
from monographs.public.formats.linked_data import with_linked_data
from monographs.public.lookup import Found
from monographs.public.made_once import made_once
from monographs.public.page import render_monograph
from monographs.public.responses import gone
from monographs.public.responses import moved as _moved
from monographs.public.responses import redirect as _redirect


@require_safe
def monograph(request: HttpRequest, slug: str, *, kind: str) -> HttpResponseBase:
    found = lookup.live_page(slug)
    if found is None:
        return _moved(page_url, slug)
    if found.kind != kind:
        return _redirect(page_url(found.kind, slug))
    if found.is_withdrawn:
        return gone("monographs/withdrawn.html", slug, standing=found.standing)
    return show_monograph(request, found, "monographs/monograph.html", slug)


def show_monograph(
    request: HttpRequest, found: Found, template: str, slug: str, **around: Any
) -> HttpResponseBase:
    """`around` is what stands around the article, and differs when it does."""
    return respond(
        request,
        seed=f"{template}{found.seed}{around or ''}",
        render=partial(_rendering, found, template, around),
        slugs=(slug,),
    )


def _rendering(found: Found, template: str, around: dict[str, Any]) -> Rendering:
    standing = found.standing
    document = found.document
    html = loader.get_template(template).render(
        {
            "document": document,
            "standing": standing,
            "article": made_once(
                ("article", standing),
                lambda: render_monograph(document, standing=standing),
            ),
            **around,
        }
    )
    if standing.is_live:
        html = with_linked_data(html, document, standing)
    return Rendering(html, standing.published_at)
