"""Which source supports which statement of a page, and where sources disagree."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template import loader
from django.views.decorators.http import require_safe

from monographs.content import Document
from monographs.models.public import SourceLicence
from monographs.public import lookup
from monographs.public.addresses import page_url, sources_url
from monographs.public.caching import Rendering, respond
from monographs.public.lookup import Found
from monographs.public.parts import parts_of
from monographs.public.responses import moved, redirect
from monographs.public.versions.behind import behind_of, withdrawn
from monographs.public.versions.contradictions import contradictions_of
from monographs.public.versions.numbered_sources import numbered_sources
from monographs.public.versions.statements import statements_of


@require_safe
def page_sources(request: HttpRequest, slug: str, *, kind: str) -> HttpResponseBase:
    found = lookup.live_page(slug)
    if found is None:
        return moved(sources_url, slug)
    if found.kind != kind:
        return redirect(sources_url(found.kind, slug))
    if found.is_withdrawn:
        return withdrawn(behind_of(found.standing), heading="sources")
    return respond(
        request,
        # As seldom as one is stated, it need not be of a source of this page.
        seed=f"sources {found.seed} {lookup.newest_licence()}",
        render=lambda: _rendering(found),
        slugs=(slug,),
    )


def _rendering(found: Found) -> Rendering:
    standing = found.standing
    html = loader.get_template("monographs/sources.html").render(
        {
            "standing": standing,
            "page_url": page_url(standing.kind, standing.slug),
            **sources_context(found.document),
        }
    )
    return Rendering(html, standing.published_at)


def sources_context(document: Document) -> dict[str, Any]:
    sources = numbered_sources(document)
    stated = SourceLicence.objects.stated_of(sources)
    return {
        "sources": tuple(
            (source, stated.get(sha256)) for sha256, source in sources.items()
        ),
        "has_references": bool(document.citations),
        "groups": statements_of(document, sources),
        "contradictions": contradictions_of(document.side_effects, sources),
        "notes": tuple(
            note for part in parts_of(document) for note in part.disagreements
        ),
    }
