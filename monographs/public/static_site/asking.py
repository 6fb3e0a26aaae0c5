"""What the public site answers, without a server: its views, none of its middleware."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, resolve

_PUBLIC = "monographs.public.urls"


@dataclass(frozen=True)
class Answer:
    """A page that readers get, or the reason why a withdrawn one is gone."""

    body: str
    is_html: bool


def ask(address: str) -> Answer | None:
    """None where there is no page: what redirects elsewhere is a page elsewhere."""
    url = urlsplit(address)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = url.path
    request.GET = QueryDict(url.query)
    try:
        match = resolve(url.path, _PUBLIC)
        response = match.func(request, *match.args, **match.kwargs)
    except (Http404, Resolver404):
        return None
    if response.status_code not in (200, 410):
        return None
    content_type = response.headers.get("Content-Type", "")
    return Answer(response.content.decode(), content_type.startswith("text/html"))
