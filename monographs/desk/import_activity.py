"""What a person did with imports: these write no events, their rows are the record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth

from monographs.desk.event_list import start_of
from monographs.models import Batch, User

MOST_LISTED = 20


@dataclass(frozen=True)
class Step:
    """One thing that is done with an import, and where it says by whom and when."""

    label: str
    person: str
    at: str

    def of(self, person: User) -> QuerySet[Batch]:
        return Batch.objects.filter(
            **{self.person: person, f"{self.at}__isnull": False}
        )


STEPS = (
    Step("Imports taken in", "by", "at"),
    Step("Imports loaded", "by", "applied_at"),
    Step("Imports taken back", "undone_by", "undone_at"),
)


def import_counts(person: User, since: date) -> Iterator[tuple[str, dict[date, int]]]:
    """For each step that was done at all: how often, by the month's first day."""
    for step in STEPS:
        found: Any = (
            step.of(person)
            .filter(**{f"{step.at}__gte": start_of(since)})
            .order_by()
            .annotate(month=TruncMonth(step.at))
            .values_list("month")
            .annotate(count=Count("pk"))
        )
        if counts := {month.date(): count for month, count in found}:
            yield step.label, counts


def imports_of(person: User) -> list[Batch]:
    """The newest that the person took in or took back."""
    batches = Batch.objects.filter(Q(by=person) | Q(undone_by=person))
    return list(batches.select_related("by", "undone_by").order_by("-id")[:MOST_LISTED])
