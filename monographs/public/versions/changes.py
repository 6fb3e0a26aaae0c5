"""What changed on the whole site, the newest first; a bulk load is one entry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from monographs.models.public import PublicChange
from monographs.public.addresses import (
    difference_url,
    history_url,
    page_url,
    version_url,
)
from monographs.public.canonical import query_of
from monographs.public.responses import render_page
from monographs.public.versions.capped import CountUpTo, in_words
from monographs.public.versions.kinds import FILTERS, label_of, label_of_many
from monographs.public.versions.position import Moment, number_in

PAGE_SIZE = 50
# So many titles stand for the many pages of a bulk load.
NAMED = 3
_COLUMNS = (
    "id",
    "kind",
    "at",
    "title",
    "note",
    "publication__kind",
    "publication__slug",
    "publication__withdrawn_at",
    "revision__number",
    "previous__number",
)


@dataclass(frozen=True)
class Change:
    id: int
    label: str
    kind: str
    at: datetime
    title: str
    note: str
    number: int
    previous: int | None
    url: str
    version_url: str
    difference_url: str
    # Of a bulk load: how many pages it was, and some of them.
    pages: str = ""
    named: tuple[str, ...] = ()
    list_url: str = ""


@dataclass(frozen=True)
class ChangesPage:
    changes: tuple[Change, ...]
    next_query: str
    is_start: bool


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    kind = request.GET.get("kind", "")
    kind = kind if kind in FILTERS else ""
    after = Moment.from_text(request.GET.get("after", ""))
    return render_page(
        "monographs/changes.html",
        page=newest_changes(kind=kind, after=after),
        kind=kind,
        filters=FILTERS,
        label=FILTERS[kind],
        query=_query(kind=kind, after=after),
    )


@require_safe
def changes_in_one_go(request: HttpRequest, number: int) -> HttpResponse:
    first = PublicChange.objects.filter(pk=number, leader=None).first()
    if first is None:
        raise Http404("There is no such list of changes.")
    after = number_in(request.GET.get("after", ""))
    return render_page(
        "monographs/changes_in_one_go.html",
        page=members_of(first, after=after),
        first=first,
        label=label_of_many(first.kind),
        query=_query(after=after),
    )


def _query(*, kind: str = "", after: Moment | int | None = None) -> str:
    """In the one order that each of these addresses has."""
    pairs = {"kind": kind, "after": "" if after is None else str(after)}
    return query_of(pairs, tuple(pairs))


def newest_changes(
    *, kind: str = "", after: Moment | None = None, most: int | None = None
) -> ChangesPage:
    most = most or PAGE_SIZE
    found = PublicChange.objects.filter(leader=None)
    if kind:
        found = found.filter(kind=kind)
    if after:
        # The first condition lets the index start there; the second skips its equals.
        found = found.filter(at__lte=after.at).exclude(at=after.at, id__gte=after.id)
    rows = list(
        _with_members(found.order_by("-at", "-id")).values(*_COLUMNS, *_OF_MEMBERS)[
            : most + 1
        ]
    )
    shown = rows[:most]
    last = shown[-1] if len(rows) > most else None
    return ChangesPage(
        tuple(_change(row) for row in shown),
        next_query=_query(kind=kind, after=Moment(last["at"], last["id"]))
        if last
        else "",
        is_start=after is None,
    )


def changes_of_page(slug: str) -> tuple[Change, ...]:
    """The newest of one page, each as an entry of its own."""
    found = PublicChange.objects.filter(publication__slug=slug).order_by("-id")
    return tuple(_change(row) for row in found.values(*_COLUMNS)[:PAGE_SIZE])


def members_of(first: PublicChange, *, after: int | None = None) -> ChangesPage:
    """The first and all that were done with it."""
    found = PublicChange.objects.filter(leader=first)
    if after is None:
        own = list(PublicChange.objects.filter(pk=first.pk).values(*_COLUMNS))
    else:
        own, found = [], found.filter(id__gt=after)
    rows = [*own, *found.order_by("id").values(*_COLUMNS)[: PAGE_SIZE + 1]]
    shown = rows[:PAGE_SIZE]
    has_more = len(rows) > PAGE_SIZE
    return ChangesPage(
        tuple(_change(row) for row in shown),
        next_query=_query(after=shown[-1]["id"]) if has_more else "",
        is_start=after is None,
    )


_OF_MEMBERS = ("others", *(f"named_{place}" for place in range(1, NAMED)))


def _with_members(changes: QuerySet[PublicChange]) -> QuerySet[PublicChange]:
    members = PublicChange.objects.filter(leader=OuterRef("pk")).order_by("id")
    return changes.annotate(
        others=CountUpTo(members),
        **{
            f"named_{place}": Subquery(members.values("title")[place - 1 : place])
            for place in range(1, NAMED)
        },
    )


def _change(row: dict[str, Any]) -> Change:
    kind, slug = row["publication__kind"], row["publication__slug"]
    number, previous = row["revision__number"], row["previous__number"]
    # A withdrawn page shows no text, in no version; its history tells of it.
    leads_on = row["publication__withdrawn_at"] is None
    others = row.get("others", 0)
    return Change(
        id=row["id"],
        label=label_of_many(row["kind"]) if others else label_of(row["kind"]),
        kind=row["kind"],
        at=row["at"],
        title=row["title"],
        note=row["note"],
        number=number,
        previous=previous,
        url=page_url(kind, slug) if leads_on else history_url(kind, slug),
        version_url=version_url(kind, slug, number) if leads_on else "",
        difference_url=difference_url(kind, slug, previous, number)
        if leads_on and previous
        else "",
        **(_of_many(row, others) if others else {}),
    )


def _of_many(row: dict[str, Any], others: int) -> dict[str, Any]:
    names: Sequence[str | None] = [row["title"], *(row[one] for one in _OF_MEMBERS[1:])]
    return {
        "pages": in_words(others + 1),
        "named": tuple(name for name in names if name),
        "list_url": reverse("public:changes_in_one_go", args=[row["id"]]),
    }
