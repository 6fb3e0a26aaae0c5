"""The explorer's page: the same version as the drug's, found in the same way."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template import loader
from django.views.decorators.http import require_safe

from monographs.models.public import PublishedSideEffect
from monographs.public import lookup
from monographs.public.addresses import explorer_url
from monographs.public.caching import Rendering, respond
from monographs.public.explorer.asked import LONGEST_TEXT, ORDERS, Asked
from monographs.public.explorer.groups import counts_of, groups_of
from monographs.public.explorer.statements import statements_of
from monographs.public.lookup import Found
from monographs.public.responses import moved, redirect, render_page
from monographs.public.versions.behind import behind_of, withdrawn
from monographs.public.versions.numbered_sources import numbered_sources


@require_safe
def explorer(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = lookup.live_page(slug)
    if found is None:
        return moved(lambda _, now: explorer_url(now), slug)
    if found.kind != "drug":
        return redirect(found.standing.url)
    if found.is_withdrawn:
        return withdrawn(behind_of(found.standing), heading="side effects")
    asked = Asked.of(request.GET)
    if request.GET.urlencode() != asked.query:
        return redirect(explorer_url(slug) + asked.query_string)
    if asked.text:
        # There is no end of texts to look for; these pages are not kept.
        return render_page(_TEMPLATE, **_context(found, asked))
    return respond(
        request,
        seed=f"explorer {asked.query} {found.seed}",
        render=lambda: _rendering(found, asked),
        slugs=(slug,),
    )


_TEMPLATE = "monographs/explorer.html"


def _rendering(found: Found, asked: Asked) -> Rendering:
    html = loader.get_template(_TEMPLATE).render(_context(found, asked))
    return Rendering(html, found.standing.published_at)


def _context(found: Found, asked: Asked) -> dict[str, Any]:
    standing = found.standing
    document = found.document
    statements = statements_of(
        document,
        sources=numbered_sources(document),
        slugs=_slugs_of_effects(standing.slug),
    )
    groups = groups_of(statements, asked)
    return {
        "standing": standing,
        "asked": asked,
        "orders": ORDERS,
        "longest_text": LONGEST_TEXT,
        "counts": counts_of(statements),
        "groups": groups,
        "shown": sum(len(group.statements) for group in groups),
        "has_pictures": any(
            one.how_often.pictogram for group in groups for one in group.statements
        ),
    }


def _slugs_of_effects(slug: str) -> dict[UUID, str]:
    """By the keys of the page's rows: what is sealed knows no addresses."""
    rows = PublishedSideEffect.objects.filter(publication__slug=slug)
    return dict(rows.order_by().values_list("key", "effect__slug"))
