"""What the public site answers, without a server: its views, none of its middleware."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, QueryDict
from django.urls import Resolver404, get_urlconf, resolve, set_urlconf

_PUBLIC = "monographs.public.without_desk"


@dataclass(frozen=True)
class Answer:
    """A page that readers get, or the reason why a withdrawn one is gone."""

    body: str
    is_html: bool


@contextmanager
def without_desk() -> Iterator[None]:
    """Pages name only addresses of their own, so those of the desk stay unloaded."""
    before = get_urlconf()
    set_urlconf(_PUBLIC)
    try:
        yield
    finally:
        set_urlconf(before)


def ask(address: str) -> Answer | None:
    """None where there is no page: what redirects elsewhere is a page elsewhere."""
    url = urlsplit(address)
    request = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = url.path
    request.GET = QueryDict(url.query)
    try:
        match = resolve(url.path)
        response = match.func(request, *match.args, **match.kwargs)
    except (Http404, Resolver404):
        return None
    if response.status_code not in (200, 410):
        return None
    content_type = response.headers.get("Content-Type", "")
    return Answer(response.content.decode(), content_type.startswith("text/html"))
