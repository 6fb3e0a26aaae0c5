"""Pages that cost little: kept once rendered, asked for again only by their ETag.

Which caches may keep a page for how long: see decision 27.

A page is a function of its revision (by hash), of what stands around it and of the
code. A key made of these three names the rendering, in our cache and in everybody
else's: what is served can be old by the seconds that the headers allow, never wrong.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache as once
from functools import partial
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template import engines
from django.utils.cache import get_conditional_response
from django.utils.http import http_date

from monographs.caches.own import combinations, kept_or_made, pages
from monographs.caches.tags import tag_of
from monographs.public.made_once import are_all_made

# A browser, or a proxy that nobody tells of changes, may show its copy for a minute.
FOR_A_MINUTE = "public, max-age=60"
# A shared cache that is told of each change may show it while it fetches the next one,
# and while we do not answer.
UNTIL_TOLD = "public, max-age=60, stale-while-revalidate=86400, stale-if-error=604800"
_KEPT_SECONDS = 24 * 60 * 60
_ONE_OF_MANY_SECONDS = 10 * 60
_SOURCES = ("*.py", "*.html", "*.css")


@dataclass(frozen=True)
class Rendering:
    html: str
    last_modified: datetime


def respond(
    request: HttpRequest,
    *,
    seed: str,
    render: Callable[[], Rendering],
    slugs: Iterable[str] = (),
    content_type: str | None = None,
    is_one_of_many: bool = False,
) -> HttpResponseBase:
    """The kept page, or a newly rendered one, or "not modified".

    Of pages of which there is no end few are kept: they would push the others out.

    The seed changes with anything that the page shows. `slugs` are of the monographs
    that it shows: shared caches are told when one of them changes, and may keep the
    page for longer. Leave them out where it shows anything else that can change.
    """
    key = hashlib.sha256(f"{code_in_use()}{seed}".encode()).hexdigest()[:40]
    etag = f'"{key}"'
    headers = {"Cache-Control": FOR_A_MINUTE, "ETag": etag, **for_shared_caches(slugs)}
    response = HttpResponse(headers=headers, content_type=content_type)
    # Only the ETag is compared. A time of change would miss a notice that ended and a
    # review that fell due, so If-Modified-Since gets the whole page.
    answer = get_conditional_response(request, etag=etag, response=response)
    if answer is response:
        page, last_modified = _kept(key, render, is_one_of_many)
        response.content = page
        response.headers["Last-Modified"] = last_modified
    return answer or response


def for_shared_caches(slugs: Iterable[str], *, is_gone: bool = False) -> dict[str, str]:
    """Headers for those that are told of changes; browsers do not know them."""
    if not settings.PURGE_URL or not slugs:
        return {}
    tags = [tag_of(slug) for slug in slugs]
    return {
        "CDN-Cache-Control": FOR_A_MINUTE if is_gone else UNTIL_TOLD,
        "Cache-Tag": ",".join(tags),
        "Surrogate-Key": " ".join(tags),
    }


def _kept(
    key: str, render: Callable[[], Rendering], is_one_of_many: bool
) -> tuple[bytes, str]:
    if are_all_made():
        return _made(render)
    seconds, where = _KEPT_SECONDS, pages
    if is_one_of_many:
        seconds, where = _ONE_OF_MANY_SECONDS, combinations
    kept: tuple[bytes, str]
    kept = kept_or_made(f"page:{key}", partial(_made, render), seconds, where)
    return kept


def _made(render: Callable[[], Rendering]) -> tuple[bytes, str]:
    rendering = render()
    return rendering.html.encode(), http_date(rendering.last_modified.timestamp())


def code_in_use() -> str:
    """Differs when anything that pages are made with does."""
    # Templates change under a running server only while somebody works on them.
    return _code_hash.__wrapped__() if settings.DEBUG else _code_hash()


@once
def _code_hash() -> str:
    digest = hashlib.sha256(
        f"{django.__version__} {settings.STATIC_URL} {settings.TIME_ZONE} "
        f"{settings.SITE_URL}".encode()
    )
    for folder in _source_folders():
        for pattern in _SOURCES:
            for path in sorted(folder.rglob(pattern)):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _source_folders() -> list[Path]:
    templates = [Path(str(name)) for engine in engines.all() for name in engine.dirs]
    return [Path(apps.get_app_config("monographs").path), *templates]
