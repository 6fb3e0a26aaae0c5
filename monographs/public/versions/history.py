"""The history of a page: each version that readers saw, and each withdrawal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template import loader
from django.views.decorators.http import require_safe

from monographs.models.public import PublicChange
from monographs.models.public.publication import signers_of
from monographs.public.addresses import difference_url, history_url, version_url
from monographs.public.caching import Rendering, respond
from monographs.public.responses import unindexed
from monographs.public.standing import Signer, signers_in
from monographs.public.versions.behind import Behind, page_or_elsewhere
from monographs.public.versions.kinds import SHOWS_A_VERSION, label_of
from monographs.public.versions.position import number_in

PAGE_SIZE = 50


@dataclass(frozen=True)
class HistoryEntry:
    """A version that readers were shown, or a withdrawal."""

    id: int
    kind: str
    label: str
    at: datetime
    number: int
    note: str
    change: str  # what kind of change it was, in words
    sha256: str
    signers: tuple[Signer, ...]
    is_emergency: bool
    is_live: bool
    previous: int | None
    version_url: str
    difference_url: str

    @property
    def is_version(self) -> bool:
        return self.kind in SHOWS_A_VERSION

    @property
    def compared(self) -> list[int]:
        """As the page of the difference names them: the earlier first."""
        return sorted(number for number in (self.previous, self.number) if number)


@dataclass(frozen=True)
class History:
    page: Behind
    entries: tuple[HistoryEntry, ...]
    next: int | None
    after: int | None

    @property
    def is_start(self) -> bool:
        return self.after is None

    @property
    def url(self) -> str:
        query = "" if self.after is None else f"?after={self.after}"
        return f"{self.page.history_url}{query}"


@require_safe
def page_history(request: HttpRequest, slug: str, *, kind: str) -> HttpResponseBase:
    page = page_or_elsewhere(slug, kind=kind, address=history_url)
    if not isinstance(page, Behind):
        return page
    after = number_in(request.GET.get("after", ""))
    history = history_of(page, after=after)
    response = respond(
        request,
        seed=f"history {history!r}",
        render=lambda: _rendering(history),
        slugs=(page.slug,),
    )
    return unindexed(response) if page.withdrawn_at else response


def history_of(page: Behind, *, after: int | None = None) -> History:
    changes = PublicChange.objects.filter(publication__slug=page.slug)
    if after is not None:
        changes = changes.filter(id__lt=after)
    rows = list(
        changes.order_by("-id")
        .annotate(signers=signers_of("revision"))
        .values(
            "id",
            "kind",
            "at",
            "note",
            "signers",
            "revision__number",
            "revision__sha256",
            "revision__state",
            "revision__change_kind",
            "previous__number",
        )[: PAGE_SIZE + 1]
    )
    entries = tuple(_entry(page, row) for row in rows[:PAGE_SIZE])
    return History(
        page,
        entries,
        next=entries[-1].id if len(rows) > PAGE_SIZE else None,
        after=after,
    )


def _entry(page: Behind, row: Mapping[str, Any]) -> HistoryEntry:
    number, previous = row["revision__number"], row["previous__number"]
    # The texts of a withdrawn page are not shown, so nothing leads there.
    leads_on = page.withdrawn_at is None
    return HistoryEntry(
        id=row["id"],
        kind=row["kind"],
        label=label_of(row["kind"]),
        at=row["at"],
        number=number,
        note=row["note"],
        change=_CHANGES.get(row["revision__change_kind"], ""),
        sha256=row["revision__sha256"],
        signers=signers_in(row["signers"]),
        is_emergency=row["revision__state"] == "bypassed",
        is_live=leads_on and number == page.number,
        previous=previous,
        version_url=version_url(page.kind, page.slug, number) if leads_on else "",
        difference_url=difference_url(page.kind, page.slug, previous, number)
        if leads_on and previous
        else "",
    )


_CHANGES = {
    "minor": "minor: wording, nothing clinical",
    "major": "major: clinical or large",
    "safety": "safety: urgent clinical change",
    "reviewed": "review of the whole page",
}


def _rendering(history: History) -> Rendering:
    html = loader.get_template("monographs/history.html").render(
        {"history": history, "page": history.page}
    )
    newest = history.entries[0].at if history.entries else datetime.now().astimezone()
    return Rendering(html, newest)
