"""Pages about the site: what it is, how numbers are made, what status words mean."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.decorators.http import require_safe

from monographs.frequency import BAND_INTERVALS, BAND_NAMES, BAND_SENTENCES
from monographs.public.caching import FOR_A_MINUTE


@dataclass(frozen=True)
class BandLine:
    sentence: str
    name: str


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return _page("about")


@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    # From the rules themselves, so that this page never says something else.
    bands = [
        BandLine(BAND_SENTENCES[band], BAND_NAMES[band]) for band in BAND_INTERVALS
    ]
    return _page("numbers", bands=bands)


@require_safe
def review(request: HttpRequest) -> HttpResponse:
    return _page("review")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _page("privacy", report_days=settings.REPORT_DAYS)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return _page("accessibility")


def _page(name: str, **context: Any) -> HttpResponse:
    context |= {"owner": settings.SITE_OWNER, "contact": settings.CONTACT_EMAIL}
    html = loader.get_template(f"monographs/about/{name}.html").render(context)
    return HttpResponse(html, headers={"Cache-Control": FOR_A_MINUTE})
