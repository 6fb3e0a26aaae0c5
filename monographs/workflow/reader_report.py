"""Looking at a reader's report, answering it, and forgetting what it said."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from monographs.models import ReaderReport, ReportStep, User
from monographs.workflow.step import (
    Person,
    TransitionRefused,
    require,
    require_reason,
    typed,
)

RIGHT = "answer_reports"
# So that the first time, after years, holds nobody up: the next minute does more.
MOST_AT_ONCE = 5_000


@transaction.atomic
def take_report(report: ReaderReport, *, by: Person) -> ReaderReport:
    """Say "I look at it"; another person may take it over."""
    person = require(by, RIGHT)
    report = _open(report)
    if report.taken_by_id == person.pk:
        raise TransitionRefused("You look at this report already.")
    report.state = ReaderReport.State.TAKEN
    report.taken_by, report.taken_at = person, timezone.now()
    report.save(update_fields=["state", "taken_by", "taken_at"])
    _note(report, ReportStep.Kind.TAKEN, by=person)
    return report


@transaction.atomic
def close_report(
    report: ReaderReport, *, answer: str, reason: str, by: Person
) -> ReaderReport:
    """Answer it, once and for all: the answer for the reader, the reason for us."""
    person = require(by, RIGHT)
    reason = require_reason(reason, "Closing a report")
    report = _open(report)
    answer = typed(answer)
    if not answer:
        raise TransitionRefused(
            "Write an answer: whoever has the receipt number reads it."
        )
    report.state = ReaderReport.State.CLOSED
    report.closed_by, report.closed_at = person, timezone.now()
    report.answer, report.reason = answer, reason
    report.save(update_fields=["state", "closed_by", "closed_at", "answer", "reason"])
    _note(report, ReportStep.Kind.CLOSED, by=person, reason=reason)
    return report


def forget_reports(*, days: int | None = None) -> int:
    """Empty the texts of reports that were closed so many days ago; how many."""
    days = settings.REPORT_DAYS if days is None else days
    if not days:
        return 0
    old = ReaderReport.objects.filter(
        state=ReaderReport.State.CLOSED,
        forgotten_at=None,
        closed_at__lt=timezone.now() - timedelta(days=days),
    )
    oldest = old.order_by("closed_at").values("pk")[:MOST_AT_ONCE]
    return ReaderReport.objects.filter(pk__in=oldest, forgotten_at=None).update(
        text="", forgotten_at=timezone.now()
    )


def _open(report: ReaderReport) -> ReaderReport:
    """As it is now, locked; an answer stays given."""
    locked: ReaderReport = ReaderReport.objects.select_for_update().get(pk=report.pk)
    if locked.state == ReaderReport.State.CLOSED:
        raise TransitionRefused(
            f"{locked.closed_by} has closed this report already: {locked.reason}"
        )
    return locked


def _note(
    report: ReaderReport, kind: ReportStep.Kind, *, by: User, reason: str = ""
) -> None:
    ReportStep.objects.create(
        report=report, kind=kind, by=by, at=timezone.now(), reason=reason
    )
