"""Addresses for programs: whoever wants to write there is refused in their format."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from monographs.public.formats.json_form import refusal_as_json

ONLY_READ = "This can only be read: use GET or HEAD."
_METHODS = ("GET", "HEAD")
View = Callable[..., HttpResponseBase]


def refused_as_json(**address: Any) -> HttpResponse:
    return HttpResponse(
        refusal_as_json(405, message=ONLY_READ, problems=[]),
        status=405,
        content_type="application/json",
        headers={"Access-Control-Allow-Origin": "*"},
    )


def only_read(
    refused: Callable[..., HttpResponse] = refused_as_json,
) -> Callable[[View], View]:
    """`refused` makes the answer to other methods, of what the address holds."""

    def decorate(view: View) -> View:
        # Nothing is written here, and a token's absence is not why.
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in _METHODS:
                return view(request, *args, **kwargs)
            response = refused(**kwargs)
            response.headers["Allow"] = ", ".join(_METHODS)
            return response

        return answer

    return decorate
