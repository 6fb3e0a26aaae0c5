"""The page to compare with: all of the middleware, and nothing else."""

from django.http import HttpRequest, HttpResponse

HELLO = "/benchmark-hello/"


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")
