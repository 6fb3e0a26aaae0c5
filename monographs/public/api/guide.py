"""The page that explains the interface to people, and its description for programs."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse

from monographs.public.addresses import absolute_url
from monographs.public.api.description import description
from monographs.public.api.side_effect import SIDE_EFFECT
from monographs.public.caching import FOR_A_MINUTE
from monographs.public.only_read import only_read
from monographs.public.responses import render_page


@dataclass(frozen=True)
class Example:
    """A question that the page answers with an address; each is tried by a test."""

    question: str
    path: str

    @property
    def url(self) -> str:
        return absolute_url(self.path)


EXAMPLES = (
    Example("All drugs by title, 20 at a time", "/api/drugs/?limit=20"),
    Example(
        "What changed since a moment, the oldest first",
        "/api/drugs/?order=changed_at&changed_since=2026-01-01T00:00:00Z",
    ),
    Example(
        "Which pages are due for review, the most urgent first",
        "/api/drugs/?order=review_due_on&review_due_before=2030-01-01",
    ),
    Example(
        "Which drugs list a rare, serious side effect",
        "/api/drugs/?band=rare&serious=yes",
    ),
    Example("What was withdrawn, and why", "/api/drugs/?state=withdrawn"),
    Example("Articles that compare drugs", "/api/comparisons/"),
)


@only_read()
def api_guide(request: HttpRequest) -> HttpResponse:
    listing = description()["paths"]["/api/drugs/"]["get"]
    return render_page(
        "monographs/api.html",
        examples=EXAMPLES,
        side_effect=SIDE_EFFECT,
        parameters=listing["parameters"],
    )


@only_read()
def openapi(request: HttpRequest) -> HttpResponse:
    return JsonResponse(
        description(),
        headers={
            "Cache-Control": FOR_A_MINUTE,
            "Access-Control-Allow-Origin": "*",
            "X-Robots-Tag": "noindex",
        },
    )
