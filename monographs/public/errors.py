"""Pages for what went wrong: an address that leads nowhere, a request that is none."""

import re
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader

from monographs.public import lookup
from monographs.public.addresses import InitialConverter, SlugConverter
from monographs.public.caching import FOR_A_MINUTE
from monographs.public.formats.json_form import refusal_as_json
from monographs.public.near_pages import Near, near_effects, near_pages
from monographs.public.responses import redirect
from monographs.search import fold

_ASKED_FOR = re.compile(
    r"/(drugs|comparisons|side-effects|classes|body-systems)/([^/]{1,300})(/.*)?"
)
_OF_PAGES = ("drugs", "comparisons")
_WITH_INITIALS = ("drugs", "side-effects")
_SLUG = re.compile(SlugConverter.regex)
_INITIAL = re.compile(InitialConverter.regex)


def not_found(request: HttpRequest, exception: Exception | None) -> HttpResponse:
    if request.path.endswith(".json") or request.path.startswith("/api/"):
        return HttpResponse(
            refusal_as_json(404, message="There is nothing at this address."),
            status=404,
            content_type="application/json",
            headers={"Cache-Control": FOR_A_MINUTE},
        )
    # Without the request: the page needs no session and repeats no address.
    asked = _ASKED_FOR.fullmatch(request.path)
    near: tuple[Near, ...] = ()
    if asked:
        where, slug, rest = asked[1], _as_slug(asked[2]), asked[3] or "/"
        if slug != asked[2] and _is_an_address(where, slug, rest):
            query = request.META.get("QUERY_STRING", "")
            address = f"/{where}/{slug}{quote(rest)}"
            return redirect(f"{address}?{query}" if query else address)
        near = near_effects(slug) if where == "side-effects" else near_pages(slug)
    return HttpResponse(
        loader.get_template("404.html").render({"near": near}),
        status=404,
        headers={"Cache-Control": FOR_A_MINUTE},
    )


def _as_slug(typed: str) -> str:
    """As addresses are written here: "Ölprobol Forte" as "olprobol-forte"."""
    is_name = all(char.isalnum() or char in " -_" for char in typed)
    return fold(typed).replace(" ", "-") if is_name else typed


def _is_an_address(where: str, slug: str, rest: str) -> bool:
    """Whether a page is or was there; asked only of what was written otherwise."""
    if _INITIAL.fullmatch(slug):
        return where in _WITH_INITIALS and rest == "/"
    # Programs are told that there is nothing; only people write names in capitals.
    if where not in _OF_PAGES or not _SLUG.fullmatch(slug) or rest[-1] != "/":
        return False
    return lookup.live_page(slug) is not None or bool(lookup.current_address(slug))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain("400.html", 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Text that was read when the process began: nothing is left that could fail."""
    return _plain("500.html", 500)


def _plain(name: str, status: int) -> HttpResponse:
    return HttpResponse(
        _PLAIN[name], status=status, headers={"Cache-Control": "no-store"}
    )


_FOLDER = Path(settings.BASE_DIR) / "templates"
_PLAIN = {name: (_FOLDER / name).read_bytes() for name in ("400.html", "500.html")}
