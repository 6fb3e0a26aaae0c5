"""Addresses of the site that was here before: /composition/<letter>/<slug>[.html]."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from monographs.public.addresses import SlugConverter, page_url
from monographs.public.responses import moved, redirect
from monographs.public.versions.behind import find_behind


class FormerSlugConverter(SlugConverter):
    """That site's file names; some of its links had capital letters."""

    regex = "[A-Za-z0-9][A-Za-z0-9-]{1,299}"

    def to_python(self, value: str) -> str:
        return value.lower()


@require_safe
def composition(request: HttpRequest, letter: str, slug: str) -> HttpResponse:
    """In one step to where the page is now, whatever its letter was."""
    page = find_behind(slug)
    return moved(page_url, slug) if page is None else redirect(page.url)


def of_former_site() -> list[URLPattern]:
    """A function, since the converters are registered where all addresses meet."""
    return [
        path(
            f"composition/<str:letter>/<site_slug:slug>{ending}",
            composition,
            name=f"composition{name}",
        )
        for name, ending in (("", ""), ("_html", ".html"))
    ]
