"""Pages that cost little: kept once rendered, asked for again only by their ETag.

A page is a function of its revision (by hash), of what stands around it and of the
code. A key made of these three names the rendering, in our cache and in everybody
else's: what is served can be old by the seconds that the headers allow, never wrong.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache as once
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import engines
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

# A browser or a proxy may show its copy for a minute. No stale-while-revalidate yet:
# without a way to purge, a proxy would once more show what was withdrawn.
FOR_A_MINUTE = "public, max-age=60"
_KEPT_SECONDS = 24 * 60 * 60
_SOURCES = ("*.py", "*.html", "*.css")


@dataclass(frozen=True)
class Rendering:
    html: str
    last_modified: datetime


def respond(
    request: HttpRequest, *, seed: str, render: Callable[[], Rendering]
) -> HttpResponseBase:
    """The kept page, or a newly rendered one, or "not modified".

    The seed changes with anything that the page shows.
    """
    key = hashlib.sha256(f"{_code_in_use()}{seed}".encode()).hexdigest()[:40]
    etag = f'"{key}"'
    response = HttpResponse(headers={"Cache-Control": FOR_A_MINUTE, "ETag": etag})
    # Only the ETag is compared. A time of change would miss a notice that ended and a
    # review that fell due, so If-Modified-Since gets the whole page.
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is response:
        page, last_modified = _kept(key, render)
        response.content = page
        response.headers["Last-Modified"] = last_modified
    return answer or response


def _kept(key: str, render: Callable[[], Rendering]) -> tuple[bytes, str]:
    kept: tuple[bytes, str] | None = cache.get(f"page:{key}")
    if kept is None:
        rendering = render()
        last_modified = http_date(rendering.last_modified.timestamp())
        kept = rendering.html.encode(), last_modified
        cache.set(f"page:{key}", kept, _KEPT_SECONDS)
    return kept


def _code_in_use() -> str:
    # Templates change under a running server only while somebody works on them.
    return _code_hash.__wrapped__() if settings.DEBUG else _code_hash()


@once
def _code_hash() -> str:
    digest = hashlib.sha256(
        f"{django.__version__}{settings.STATIC_URL}{settings.TIME_ZONE}".encode()
    )
    for folder in _source_folders():
        for pattern in _SOURCES:
            for path in sorted(folder.rglob(pattern)):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _source_folders() -> list[Path]:
    templates = [Path(str(name)) for engine in engines.all() for name in engine.dirs]
    return [Path(apps.get_app_config("monographs").path), *templates]
