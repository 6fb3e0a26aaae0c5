"""The start page: search, letters, what changed lately, how far the collection is."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from monographs.models.public import Coverage, Publication
from monographs.public.canonical import to_canonical
from monographs.public.finding.initials import letters
from monographs.public.responses import render_page
from monographs.public.versions.changes import newest_changes

CHANGES = 5
# In hundredths; less could not be seen, and would look like none.
_NARROWEST = 0.5


@dataclass(frozen=True)
class Share:
    """A part of the collection, and where it stands in the bar."""

    name: str
    count: str
    start: str
    width: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if elsewhere := to_canonical(request, ()):
        return elsewhere
    coverage = Coverage.objects.first()
    return render_page(
        "monographs/home.html",
        letters=letters(),
        changes=newest_changes(most=CHANGES).changes,
        has_pages=Publication.objects.live().exists(),
        coverage=coverage,
        total=f"{coverage.total:,}" if coverage else "",
        shares=tuple(shares(coverage)) if coverage and coverage.total else (),
    )


def shares(coverage: Coverage) -> Iterator[Share]:
    counts = {
        "approved": coverage.approved,
        "early": coverage.early,
        "in_review": coverage.in_review,
        "not_reviewed": coverage.not_reviewed,
    }
    start = 0.0
    for name, count in counts.items():
        if name == "early" and not count:
            continue  # a rare exception: none is nothing to tell
        width = 100 * count / coverage.total
        if count:
            width = max(width, _NARROWEST)
        width = min(width, 100 - start)
        yield Share(name, f"{count:,}", f"{start:.2f}", f"{width:.2f}")
        start += width
