"""Reports, a page at a time: pages begin behind a report, so each costs the same."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from monographs.desk.queues import count_at_most, counted_in_words
from monographs.models import ReaderReport

REPORTS_A_PAGE = 50
SHOWN = {
    "": "Waiting",
    "received": "Nobody looks at it yet",
    "taken": "Being looked at",
    "urgent": "Waiting, with words of an emergency",
    "closed": "Closed",
}


@dataclass(frozen=True)
class Listing:
    show: str
    count: int  # bounded, as the queues count
    reports: list[ReaderReport]
    next: str  # the address of what follows; empty on the last page
    is_start: bool

    @property
    def count_in_words(self) -> str:
        return counted_in_words(self.count, "report")

    @property
    def kept(self) -> str:
        """Behind the address of a report, so that it knows where one came from."""
        return kept(self.show)

    @property
    def choices(self) -> list[tuple[str, str]]:
        return list(SHOWN.items())


def listing(asked: QueryDict) -> Listing:
    show = shown_in(asked)
    after = _number(asked.get("after", ""))
    found = (
        _shown(show)
        .select_related("taken_by", "closed_by")
        .defer("text", "answer", "reason")
    )
    if show == "closed":
        found = found.order_by("-id")
        found = found.filter(pk__lt=after) if after else found
    else:
        # The oldest first; what came later has the higher number.
        found = found.order_by("id")
        found = found.filter(pk__gt=after) if after else found
    reports = list(found[: REPORTS_A_PAGE + 1])
    shown = reports[:REPORTS_A_PAGE]
    is_more = len(reports) > REPORTS_A_PAGE
    return Listing(
        show=show,
        count=count_at_most(_shown(show)),
        reports=shown,
        next=_query(show=show, after=str(shown[-1].pk)) if is_more else "",
        is_start=not after,
    )


def shown_in(asked: QueryDict) -> str:
    show = asked.get("show", "")
    return show if show in SHOWN else ""


def kept(show: str) -> str:
    return f"?{_query(show=show)}" if show else ""


def next_report(report: ReaderReport, show: str) -> ReaderReport | None:
    """Of those that this list shows and nobody has closed: behind an open one, so that
    one can look through them; after a closed one the oldest."""
    is_open = report.state != ReaderReport.State.CLOSED
    found = _shown("" if show == "closed" else show)
    found = found.filter(pk__gt=report.pk) if is_open else found.exclude(pk=report.pk)
    return found.defer("text", "answer", "reason").order_by("id").first()


def _shown(show: str) -> QuerySet[ReaderReport]:
    if show == "urgent":
        return ReaderReport.objects.waiting().filter(is_urgent=True)
    if show:
        return ReaderReport.objects.filter(state=show)
    return ReaderReport.objects.waiting()


def _query(**asked: str) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def _number(text: str) -> int | None:
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if is_number else None
