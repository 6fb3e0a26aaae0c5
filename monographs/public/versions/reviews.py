"""Which pages are due to be reviewed again, and which are overdue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from monographs.models.public import Publication
from monographs.public.addresses import page_url
from monographs.public.canonical import query_of
from monographs.public.responses import render_page
from monographs.public.versions.capped import counts_of, in_words
from monographs.public.versions.position import Day

PAGE_SIZE = 100
SOON = timedelta(days=90)
OVERDUE, DUE, APPROVED, UNREVIEWED = "overdue", "due", "approved", "unreviewed"
LABELS = {
    OVERDUE: "Overdue",
    DUE: "Due in 90 days",
    APPROVED: "Approved, not due yet",
    UNREVIEWED: "Not reviewed as a whole yet",
}
# Sorts before every day that a review is due on.
_NO_DAY = date.min


@dataclass(frozen=True)
class Choice:
    name: str
    query: str
    label: str
    count: str
    is_none: bool


@dataclass(frozen=True)
class ReviewedPage:
    title: str
    url: str
    reviewed_on: date | None
    due_on: date | None
    is_emergency: bool


@dataclass(frozen=True)
class ReviewsPage:
    choices: tuple[Choice, ...]
    pages: tuple[ReviewedPage, ...]
    start_query: str
    next_query: str
    is_start: bool

    @property
    def are_all_overdue(self) -> bool:
        has_none = [choice.is_none for choice in self.choices]
        return has_none == [False, True, True, True]

    @property
    def is_empty(self) -> bool:
        return all(choice.is_none for choice in self.choices)


@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("list", "")
    chosen = chosen if chosen in LABELS else OVERDUE
    after = Day.from_text(request.GET.get("after", ""))
    page = reviews_page(chosen, today=timezone.localdate(), after=after)
    return render_page(
        "monographs/reviews.html",
        page=page,
        chosen=chosen,
        label=LABELS[chosen],
        query=_query(chosen, after),
    )


def _query(chosen: str, after: Day | None = None) -> str:
    """In the one order that each of these addresses has."""
    pairs = {
        "list": "" if chosen == OVERDUE else chosen,
        "after": "" if after is None else str(after),
    }
    return query_of(pairs, tuple(pairs))


def reviews_page(chosen: str, *, today: date, after: Day | None = None) -> ReviewsPage:
    lists = {name: _list(name, today) for name in LABELS}
    counts = counts_of(list(lists.values()))
    rows = list(_from(lists[chosen], after)[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    last = shown[-1] if len(rows) > PAGE_SIZE else None
    return ReviewsPage(
        choices=_choices(counts),
        pages=tuple(map(_page, shown)),
        start_query=_query(chosen),
        next_query=_query(chosen, Day(last.review_due_on or _NO_DAY, last.pk))
        if last
        else "",
        is_start=after is None,
    )


def _list(name: str, today: date) -> QuerySet[Publication]:
    live = Publication.objects.live()
    soon = today + SOON
    return {
        OVERDUE: live.filter(review_due_on__lt=today),
        DUE: live.filter(review_due_on__gte=today, review_due_on__lte=soon),
        APPROVED: live.filter(review_due_on__gt=soon),
        UNREVIEWED: live.filter(review_due_on=None),
    }[name]


def _from(
    publications: QuerySet[Publication], after: Day | None
) -> QuerySet[Publication]:
    if after and after.on == _NO_DAY:
        publications = publications.filter(id__gt=after.id)
    elif after:
        publications = publications.filter(review_due_on__gte=after.on).exclude(
            review_due_on=after.on, id__lte=after.id
        )
    return (
        publications.order_by("review_due_on", "id")
        .select_related("revision")
        .only(
            "kind",
            "slug",
            "title",
            "reviewed_on",
            "review_due_on",
            "revision__state",
        )
    )


def _choices(counts: Sequence[int]) -> tuple[Choice, ...]:
    return tuple(
        Choice(name, _query(name), label, in_words(count), is_none=not count)
        for (name, label), count in zip(LABELS.items(), counts, strict=True)
    )


def _page(publication: Publication) -> ReviewedPage:
    return ReviewedPage(
        title=publication.title,
        url=page_url(publication.kind, publication.slug),
        reviewed_on=publication.reviewed_on,
        due_on=publication.review_due_on,
        is_emergency=publication.revision.state == "bypassed",
    )
