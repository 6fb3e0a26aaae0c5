"""How far the collection is: counted by a worker, never while somebody waits."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from monographs.models import (
    Coverage,
    Finding,
    ProgressDay,
    Publication,
    Revision,
    Triage,
)

OLD = timedelta(minutes=10)
# Each a number of monographs; a page is in as many of them as are true of it.
COUNTS = {
    "all": Q(),
    "verified": Q(unverified=0),
    "in_review": Q(is_in_review=True),
    "published": Q(is_live=True),
    "overdue": Q(is_overdue=True),
}
# Each monograph is in exactly one of these.
STAGES = {
    "stage_published": Q(is_live=True),
    "stage_in_review": Q(is_live=False, is_in_review=True),
    "stage_verified": Q(is_live=False, is_in_review=False, unverified=0),
    "stage_unverified": Q(is_live=False, is_in_review=False, unverified__gt=0),
}


def record_progress() -> ProgressDay:
    """Today's counts, in the place of earlier ones of today."""
    letters = _counted_by_letter()
    total: Counter[str] = Counter()
    for counts in letters.values():
        total.update(counts)
    now = timezone.now()
    day, _ = ProgressDay.objects.update_or_create(
        date=timezone.localdate(now),
        defaults={
            "counts": {name: total[name] for name in (*COUNTS, *STAGES)}
            | {"codes": _codes()},
            "letters": letters,
            "counted_at": now,
        },
    )
    _tell_readers(total, now)
    return day


def _tell_readers(total: Counter[str], now: datetime) -> None:
    """What the start page says; public code never counts working copies itself."""
    early = Publication.objects.live().filter(revision__state=Revision.State.BYPASSED)
    early_count = early.count()
    Coverage.objects.update_or_create(
        pk=1,
        defaults={
            "approved": max(total["stage_published"] - early_count, 0),
            "early": early_count,
            "in_review": total["stage_in_review"],
            "not_reviewed": total["stage_verified"] + total["stage_unverified"],
            "counted_at": now,
        },
    )


def record_old_progress() -> bool:
    """Count again where the last count is some minutes old."""
    fresh = ProgressDay.objects.filter(
        date=timezone.localdate(), counted_at__gt=timezone.now() - OLD
    )
    if fresh.exists():
        return False
    record_progress()
    return True


def _codes() -> dict[str, int]:
    """What was found, so that a list can offer it without looking at all findings."""
    found = Finding.objects.exclude(monograph=None).order_by()
    return dict(found.values_list("code").annotate(count=Count("pk")))


def _counted_by_letter() -> dict[str, dict[str, int]]:
    live = Publication.objects.live().filter(monograph=OuterRef("monograph"))
    in_review = Revision.objects.filter(
        monograph=OuterRef("monograph"), state=Revision.State.SUBMITTED
    )
    overdue = live.filter(review_due_on__lt=timezone.localdate())
    counts: Any = {
        name: Count("pk", filter=condition)
        for name, condition in {**COUNTS, **STAGES}.items()
    }
    rows: Any = (
        Triage.objects.annotate(
            is_live=Exists(live),
            is_in_review=Exists(in_review),
            is_overdue=Exists(overdue),
        )
        .order_by()
        .values("letter")
        .annotate(**counts)
    )
    return {row.pop("letter") or "#": row for row in rows}
