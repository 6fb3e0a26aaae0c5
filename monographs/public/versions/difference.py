"""What differs between two versions of a page, by section, row and word."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template import loader
from django.views.decorators.http import require_safe

from monographs.content.difference import compare_documents
from monographs.content.shown_difference import ShownDifference, show_difference
from monographs.models.public import PublishedRevision
from monographs.public.addresses import difference_url, version_url
from monographs.public.caching import Rendering, respond
from monographs.public.responses import redirect, render_page, unindexed
from monographs.public.sealed import read_sealed
from monographs.public.versions.behind import (
    COLUMNS,
    Behind,
    page_or_elsewhere,
    withdrawn,
)
from monographs.public.versions.no_such_version import no_such_version

_OF_VERSION = ("number", "published_at", "change_note", "sha256", "content")


@dataclass(frozen=True)
class Side:
    """One of the two versions."""

    number: int
    published_at: datetime
    note: str
    sha256: str
    url: str


@dataclass(frozen=True)
class TwoVersions:
    page: Behind
    earlier: Side
    later: Side

    @property
    def url(self) -> str:
        return difference_url(
            self.page.kind, self.page.slug, self.earlier.number, self.later.number
        )

    @property
    def has_live(self) -> bool:
        return self.page.number in (self.earlier.number, self.later.number)


@require_safe
def version_difference(
    request: HttpRequest, slug: str, first: int, second: int, *, kind: str
) -> HttpResponseBase:
    if first > second:
        return redirect(difference_url(kind, slug, first, second))
    rows = _rows(slug, first, second)
    address = partial(difference_url, first=first, second=second)
    page = (
        Behind(*rows[0][: len(COLUMNS)])
        if rows
        else page_or_elsewhere(slug, kind=kind, address=address)
    )
    if not isinstance(page, Behind):
        return page
    if page.kind != kind:
        return redirect(address(page.kind, slug))
    if page.withdrawn_at:
        return withdrawn(page, heading="difference between two versions")
    sides = {row[len(COLUMNS)]: row[len(COLUMNS) :] for row in rows}
    if missing := {first, second} - sides.keys():
        return no_such_version(page, missing)
    if first == second:
        response: HttpResponseBase = render_page(
            "monographs/same_version.html", page=page, version=_side(page, sides[first])
        )
    else:
        response = _difference(request, page, sides[first], sides[second])
    return unindexed(response)


def _rows(slug: str, first: int, second: int) -> list[Any]:
    """The earlier first; one query for all that is shown."""
    publication = "monograph__publication"
    return list(
        PublishedRevision.objects.filter(
            **{f"{publication}__slug": slug}, number__in={first, second}
        )
        .order_by("number")
        .values_list(*(f"{publication}__{name}" for name in COLUMNS), *_OF_VERSION)
    )


def _difference(
    request: HttpRequest, page: Behind, earlier: Any, later: Any
) -> HttpResponseBase:
    both = TwoVersions(page, _side(page, earlier), _side(page, later))
    return respond(
        request,
        seed=f"difference {both!r}",
        render=lambda: _rendering(both, earlier[-1], later[-1]),
        slugs=(page.slug,),
    )


def _side(page: Behind, columns: Any) -> Side:
    number, published_at, note, sha256, _ = columns
    return Side(
        number, published_at, note, sha256, version_url(page.kind, page.slug, number)
    )


def _rendering(both: TwoVersions, earlier: str, later: str) -> Rendering:
    html = loader.get_template("monographs/difference.html").render(
        {
            "both": both,
            "page": both.page,
            "changes": _changes(both, earlier, later),
        }
    )
    return Rendering(html, max(both.earlier.published_at, both.later.published_at))


def _changes(both: TwoVersions, earlier: str, later: str) -> ShownDifference:
    documents = [
        read_sealed(
            content,
            digest=side.sha256,
            name=f"{both.page.title}, version {side.number}",
        )
        for content, side in ((earlier, both.earlier), (later, both.later))
    ]
    return show_difference(compare_documents(*documents))
