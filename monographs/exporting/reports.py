"""The desk's reports as rows, a chunk of records at a time."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from monographs.content import ROW_MODELS
from monographs.exporting.tables import Cell, Row
from monographs.models import Event, Finding, Monograph, Publication, Revision, User

CHUNK = 500

HISTORY = ("When", "Monograph", "What", "Who", "Version", "Why")
REVIEW_STATUS = (
    *("Title", "Kind", "Address", "State", "Version"),
    *("Published on", "Reviewed on", "Review due on", "Days overdue"),
    *("Assigned to", "Unverified rows"),
)
FINDINGS = ("Severity", "Finding", "What it says", "Monograph", "Where", "Found on")
ACTIVITY = ("Month", "Who", "What", "How often")


@dataclass(frozen=True)
class Report:
    name: str  # as in its address and its file's name
    title: str
    explains: str
    rows: Callable[[], Iterator[Row]]


def history(events: QuerySet[Event]) -> Iterator[Row]:
    """These events, the newest first."""
    yield HISTORY
    events = events.select_related("monograph", "by", "revision").defer(
        "revision__content", "detail"
    )
    for event in _one_by_one(events, newest_first=True):
        yield (
            event.at,
            event.monograph.title,
            event.get_kind_display(),
            str(event.by) if event.by else "the clock",
            event.revision.number if event.revision else None,
            event.reason,
        )


def review_status() -> Iterator[Row]:
    yield REVIEW_STATUS
    open_revisions = Revision.objects.filter(
        monograph=OuterRef("pk"), state=Revision.State.SUBMITTED
    )
    monographs = (
        Monograph.objects.select_related("publication__revision")
        .defer("publication__revision__content")
        .annotate(in_review=Exists(open_revisions))
    )
    for chunk in _chunks(monographs):
        unverified = _unverified_rows(chunk)
        people = User.objects.in_bulk({_assignee(one) for one in chunk} - {None})
        for monograph in chunk:
            assignee = people.get(_assignee(monograph))
            yield _status(monograph, assignee, unverified[monograph.pk])


def findings() -> Iterator[Row]:
    yield FINDINGS
    found = Finding.objects.select_related("monograph")
    for finding in _one_by_one(found, newest_first=True):
        yield (
            finding.get_severity_display(),
            finding.code,
            finding.message,
            finding.monograph.title if finding.monograph else "",
            finding.place,
            timezone.localdate(finding.found_at),
        )


def activity() -> Iterator[Row]:
    """Who did what how often in each month: one question, few rows."""
    yield ACTIVITY
    counts = (
        Event.objects.order_by()
        .annotate(month=TruncMonth("at"))
        .values_list("month", "by", "kind")
        .annotate(count=Count("pk"))
        .order_by("-month", "by", "kind")
    )
    people = {person.pk: str(person) for person in User.objects.all()}
    for month, by, kind, count in counts.iterator():
        who = people[by] if by else "the clock"
        yield f"{month:%Y-%m}", who, Event.Kind(kind).label, count


REPORTS = (
    Report(
        "review-status",
        "Review status",
        "Each monograph with its state, version, review dates, days overdue, whom it "
        "is assigned to, and how many of its rows nobody has verified.",
        review_status,
    ),
    Report(
        "findings",
        "Findings",
        "What checks and imports found, with the place.",
        findings,
    ),
    Report(
        "activity",
        "Activity",
        "Who did what how often, by month.",
        activity,
    ),
)


def _status(monograph: Any, assignee: User | None, unverified: int) -> Row:
    publication: Publication | None = getattr(monograph, "publication", None)
    cells: tuple[Cell, ...] = (None,) * 5
    state = "never published"
    if publication:
        state = "withdrawn" if publication.is_withdrawn else "published"
        due = publication.review_due_on
        late = (timezone.localdate() - due).days if due else 0
        cells = (
            publication.revision.number,
            timezone.localdate(publication.published_at),
            publication.reviewed_on,
            due,
            late if late > 0 and not publication.is_withdrawn else None,
        )
    return (
        monograph.title,
        monograph.get_kind_display(),
        monograph.slug,
        f"{state}, in review" if monograph.in_review else state,
        *cells,
        str(assignee) if assignee else None,
        unverified,
    )


def _assignee(monograph: Any) -> Any:
    return getattr(monograph, "assigned_to_id", None)


def _unverified_rows(monographs: list[Monograph]) -> Counter[int]:
    """One question for all kinds of rows."""
    first, *others = (
        model.objects.filter(monograph__in=monographs)
        .unverified()
        .order_by()
        .values_list("monograph")
        .annotate(count=Count("pk"))
        for model in ROW_MODELS.values()
    )
    counts: Counter[int] = Counter()
    # Two kinds may have as many rows, so none may be taken for the same.
    for monograph, count in first.union(*others, all=True):
        counts[monograph] += count
    return counts


def _one_by_one(records: QuerySet[Any], *, newest_first: bool = False) -> Iterator[Any]:
    for chunk in _chunks(records, newest_first=newest_first):
        yield from chunk


def _chunks(
    records: QuerySet[Any], *, newest_first: bool = False
) -> Iterator[list[Any]]:
    """Each begins behind the last one: the millionth costs what the first did."""
    ordered = records.order_by("-pk" if newest_first else "pk")
    beyond = "pk__lt" if newest_first else "pk__gt"
    chunk = list(ordered[:CHUNK])
    while chunk:
        yield chunk
        chunk = list(ordered.filter(**{beyond: chunk[-1].pk})[:CHUNK])
