"""Drugs side by side, and the form that adds one by its name."""

from functools import partial

from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template import loader
from django.views.decorators.http import require_safe

from monographs.public.caching import FOR_A_MINUTE, Rendering, respond
from monographs.public.compare.articles import articles_about
from monographs.public.compare.asked import MOST, Asked
from monographs.public.compare.choosing import Chosen, choose
from monographs.public.compare.merged import newest_merge
from monographs.public.compare.names import drugs_named, near_drugs
from monographs.public.compare.page import Added, page_of, unknown_one
from monographs.public.responses import redirect, render_page, unindexed
from monographs.search import Article

_TEMPLATE = "monographs/compare/page.html"


@require_safe
def compare(request: HttpRequest) -> HttpResponseBase:
    asked = Asked.of(request.GET)
    if asked.add:
        return _add(asked)
    if request.GET and request.GET.urlencode() != asked.query:
        return redirect(asked.url)
    chosen = choose(asked)
    if chosen.asked != asked:  # a drug has another address now
        return redirect(chosen.asked.url)
    if chosen.is_as_asked:
        return unindexed(_kept_page(request, chosen))
    return _page(chosen)


def _add(asked: Asked) -> HttpResponseBase:
    """Only an exact name adds its drug; whatever is like it is an offer."""
    before = asked.with_name("")
    named = drugs_named(asked.add, before)
    is_there = named.slug in before.slugs
    if named.slug and not is_there and len(before.slugs) < MOST:
        return HttpResponseRedirect(
            before.with_drug(named.slug).url, headers={"Cache-Control": FOR_A_MINUTE}
        )
    chosen = choose(before)
    if chosen.asked != before:
        return redirect(chosen.asked.with_name(asked.add).url)
    return _page(chosen, Added(asked.add, is_there, named.offers))


def _kept_page(request: HttpRequest, chosen: Chosen) -> HttpResponseBase:
    """Any of these pages may change, and shared caches are told of one at a time."""
    seeds = [page.seed for page in chosen.found]
    articles = articles_about(chosen.drugs)
    return respond(
        request,
        seed=f"{_TEMPLATE}{chosen.asked.url}{seeds}{articles}{newest_merge()}",
        render=partial(_rendering, chosen, articles),
        is_one_of_many=True,
    )


def _rendering(chosen: Chosen, articles: tuple[Article, ...]) -> Rendering:
    page = page_of(chosen, about_them=articles)
    html = loader.get_template(_TEMPLATE).render({"page": page})
    return Rendering(html, max(page.standing.published_at for page in chosen.found))


def _page(chosen: Chosen, added: Added | None = None) -> HttpResponseBase:
    """A page that also depends on what else there is: it is made each time."""
    asked = chosen.asked
    unknown = [
        unknown_one(slug, asked, near_drugs(slug, asked)) for slug in chosen.unknown
    ]
    nothing_found = bool(asked.slugs) and not chosen.found
    response = render_page(
        _TEMPLATE,
        status=404 if nothing_found else 200,
        page=page_of(
            chosen,
            about_them=articles_about(chosen.drugs),
            unknown=unknown,
            added=added,
        ),
    )
    return unindexed(response) if asked.slugs or added else response
