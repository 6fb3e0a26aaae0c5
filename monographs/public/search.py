"""Searching: a page of hits, and what is suggested while somebody types."""

from dataclasses import dataclass

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.template import loader
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from monographs.public.addresses import found_url, search_url
from monographs.public.caching import FOR_A_MINUTE
from monographs.search import FACETS, search, suggest
from monographs.search.results import Facet, Hit, Results, Suggestion

_HEADERS = {"Cache-Control": FOR_A_MINUTE}
_FURTHEST = 100_000


@dataclass(frozen=True)
class Question:
    """What the address asks for; its parameters have one order."""

    q: str
    kind: str = ""
    after: int = 0

    @classmethod
    def of(cls, request: HttpRequest) -> "Question":
        given = request.GET
        kind, after = given.get("kind", ""), given.get("after", "")
        is_number = after.isascii() and after.isdigit() and len(after) < 7
        return cls(
            given.get("q", ""),
            kind if kind in FACETS else "",
            min(int(after), _FURTHEST) if is_number else 0,
        )

    @property
    def query(self) -> str:
        given = {"q": self.q, "kind": self.kind, "after": str(self.after or "")}
        return urlencode({name: value for name, value in given.items() if value})

    @property
    def url(self) -> str:
        return f"{search_url()}?{self.query}" if self.query else search_url()


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    question = Question.of(request)
    # The form of an empty search sends "q=" as well.
    if request.GET and request.GET.urlencode() != question.query:
        return HttpResponsePermanentRedirect(question.url, headers=_HEADERS)
    results = search(question.q, facet=question.kind, after=question.after)
    html = loader.get_template("monographs/search.html").render(
        {"page": SearchPage(question, results)}
    )
    return HttpResponse(html, headers=_HEADERS)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    answer = [
        {
            "text": suggestion.text,
            "detail": suggestion.detail,
            "url": _suggestion_url(suggestion),
        }
        for suggestion in suggest(request.GET.get("q", ""))
    ]
    return JsonResponse({"suggestions": answer}, headers=_HEADERS)


@dataclass(frozen=True)
class Link:
    text: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class SearchPage:
    """What the template shows: hits with their addresses, and the ways on."""

    question: Question
    results: Results

    @property
    def hits(self) -> list[tuple[Hit, str, list[Link]]]:
        return [(hit, _hit_url(hit), _places(hit)) for hit in self.results.hits]

    @property
    def facets(self) -> list[Link]:
        return [
            Link(
                f"{facet.label} ({facet.count}{'+' if facet.is_more else ''})",
                Question(self.question.q, facet.kind).url,
                is_current=facet.kind == self.question.kind,
            )
            for facet in self.results.facets
            if facet.count or facet.kind in ("", self.question.kind)
        ]

    @property
    def kind_label(self) -> str:
        return FACETS[self.question.kind]

    @property
    def count(self) -> str:
        facet = next(f for f in self.results.facets if f.kind == self.question.kind)
        return f"At least {_counted(facet)}" if facet.is_more else _counted(facet)

    @property
    def withdrawn(self) -> list[Link]:
        return [
            Link(one.title, found_url(one.page_kind, one.slug))
            for one in self.results.withdrawn
        ]

    @property
    def offers(self) -> list[Link]:
        return [Link(text, Question(text).url) for text in self.results.offers]

    @property
    def look_alikes(self) -> list[Link]:
        return [
            Link(
                one.name if one.name == one.title else f"{one.name} ({one.title})",
                found_url(one.page_kind, one.slug),
            )
            for one in self.results.look_alikes
        ]

    @property
    def next_url(self) -> str:
        following = self.results.next
        if following is None:
            return ""
        return Question(self.question.q, self.question.kind, following).url

    @property
    def start_url(self) -> str:
        start = Question(self.question.q, self.question.kind)
        return "" if start == self.question else start.url


def _counted(facet: Facet) -> str:
    """Pages, but questions one by one, of which a page may hold several."""
    what = "question" if facet.kind == "question" else "page"
    return f"{facet.count} {what}{'' if facet.count == 1 else 's'}"


def _hit_url(hit: Hit) -> str:
    url = found_url(hit.page_kind, hit.slug)
    return f"{url}#{hit.anchor}" if hit.anchor else url


def _places(hit: Hit) -> list[Link]:
    url = found_url(hit.page_kind, hit.slug)
    return [Link(place.label, f"{url}#{place.anchor}") for place in hit.also]


def _suggestion_url(suggestion: Suggestion) -> str:
    if suggestion.page_kind:
        return found_url(suggestion.page_kind, suggestion.slug)
    return Question(suggestion.text).url
