"""The page for an address that leads nowhere."""

from django.http import HttpRequest, HttpResponse
from django.template import loader

from monographs.public.caching import FOR_A_MINUTE


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Without the request: the page needs no session and repeats no address.
    return HttpResponse(
        loader.get_template("404.html").render(),
        status=404,
        headers={"Cache-Control": FOR_A_MINUTE},
    )
