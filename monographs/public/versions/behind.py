"""Which page an address below a page is about, found with one query."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from monographs.models.public import Publication
from monographs.public.addresses import history_url, page_url
from monographs.public.responses import gone, moved, redirect, unindexed
from monographs.public.standing import Standing

Address = Callable[[str, str], str]
# Of a publication, in the order of the fields of Behind.
COLUMNS = (
    "kind",
    "slug",
    "title",
    "revision__number",
    "withdrawn_at",
    "withdrawal_reason",
)


@dataclass(frozen=True)
class Behind:
    """The page itself, as pages behind it speak of it."""

    kind: str
    slug: str
    title: str
    number: int
    withdrawn_at: datetime | None
    withdrawal_reason: str

    @property
    def url(self) -> str:
        return page_url(self.kind, self.slug)

    @property
    def history_url(self) -> str:
        return history_url(self.kind, self.slug)


def find_behind(slug: str) -> Behind | None:
    row = Publication.objects.filter(slug=slug).order_by().values_list(*COLUMNS).first()
    return None if row is None else Behind(*row)


def behind_of(standing: Standing) -> Behind:
    return Behind(
        standing.kind,
        standing.slug,
        standing.title,
        standing.live_number,
        standing.withdrawn_at,
        standing.withdrawal_reason,
    )


def page_or_elsewhere(
    slug: str, *, kind: str, address: Address
) -> Behind | HttpResponse:
    """The page at this address, or where to go instead."""
    page = find_behind(slug)
    if page is None:
        return moved(address, slug)
    if page.kind != kind:
        return redirect(address(page.kind, slug))
    return page


def withdrawn(page: Behind, *, heading: str) -> HttpResponseBase:
    """Nothing of a withdrawn page's text is shown, in no version; its history is."""
    response = gone(
        "monographs/withdrawn_part.html", page.slug, page=page, heading=heading
    )
    return unindexed(response)
