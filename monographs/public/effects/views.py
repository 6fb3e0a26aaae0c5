"""The pages about side effects, each with a fixed number of queries."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from monographs.public.canonical import to_canonical
from monographs.public.effects import a_to_z
from monographs.public.effects.match import Asked, match
from monographs.public.effects.page import Choice, effect_page, slug_of_word
from monographs.public.effects.place import Place
from monographs.public.effects.spread import WAYS
from monographs.public.responses import redirect, render_page, unindexed


@require_safe
def effects(request: HttpRequest, initial: str = "") -> HttpResponseBase:
    if moved := to_canonical(request, ("after",)):
        return moved
    after = Place.from_text(request.GET.get("after", ""))
    return render_page(
        "monographs/effects/a_to_z.html",
        listing=a_to_z.list_effects(initial=initial, after=after),
        initial=initial,
        label=a_to_z.LABELS.get(initial, ""),
        after=after,
    )


@require_safe
def effect(request: HttpRequest, slug: str) -> HttpResponseBase:
    choice = Choice.of(request.GET)
    # The form sends what was not chosen as well.
    if request.GET and request.GET.urlencode() != choice.query:
        return redirect(_address(slug, choice))
    page = effect_page(slug, choice)
    if page is None:
        current = slug_of_word(slug)
        if current is None:
            raise Http404("No drug lists this side effect.")
        return redirect(_address(current, choice))
    response = render_page(
        "monographs/effects/effect.html",
        effect=page,
        slug=slug,
        choice=choice,
        chosen=WAYS.get(choice.band, ""),
    )
    return unindexed(response) if choice.is_filter else response


def _address(slug: str, choice: Choice) -> str:
    url = reverse("public:effect", args=[slug])
    return f"{url}?{choice.query}" if choice.query else url


@require_safe
def effect_match(request: HttpRequest) -> HttpResponseBase:
    asked = Asked.of(request.GET)
    response = render_page("monographs/effects/match.html", page=match(asked))
    # What was asked is nobody else's: no cache keeps it, and no page that a reader goes
    # on to is told of it.
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"
    return unindexed(response)
