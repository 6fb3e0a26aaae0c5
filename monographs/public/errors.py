"""Pages for what went wrong: an address that leads nowhere, a request that is none."""

import re
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader

from monographs.public.caching import FOR_A_MINUTE
from monographs.public.formats.json_form import refusal_as_json
from monographs.public.near_pages import near_pages

_ASKED_FOR = re.compile(
    r"/(?:drugs|comparisons|side-effects|classes|body-systems)/([^/]{1,300})/.*"
)


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
    return HttpResponse(
        loader.get_template("404.html").render(
            {"near": near_pages(asked[1]) if asked else ()}
        ),
        status=404,
        headers={"Cache-Control": FOR_A_MINUTE},
    )


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
