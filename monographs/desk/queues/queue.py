"""A queue, and how much of it is counted: as much at a thousand as at a million."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, F, Min, QuerySet
from django.utils import timezone

from monographs.models import User

MOST_COUNTED = 1_000


@dataclass(frozen=True)
class Queue:
    name: str  # as in the address of its list
    title: str
    group: str
    of: Callable[[User], QuerySet[Any]]
    since: str  # the field that tells how long each of it has waited
    rights: tuple[str, ...]  # whoever has one of them can do something about it
    address: str
    query: str = ""
    # Where no index holds its order, the oldest of very many is not looked for.
    is_in_order: bool = True
    is_to_come: bool = False  # what it tells the time of lies ahead

    def is_useful_to(self, person: User) -> bool:
        return any(person.has_perm(f"monographs.{right}") for right in self.rights)


@dataclass(frozen=True)
class Waiting:
    """How much waits in a queue now."""

    queue: Queue
    count: int
    first: datetime | date | None

    @property
    def count_in_words(self) -> str:
        if self.count > MOST_COUNTED:
            return f"more than {MOST_COUNTED:,}"
        return f"{self.count:,}"

    @property
    def age_in_words(self) -> str:
        if self.first is None or (
            self.count > MOST_COUNTED and not self.queue.is_in_order
        ):
            return ""
        day = _day(self.first)
        if self.queue.is_to_come:
            return f"next on {day:%d %B %Y}"
        return f"oldest: {_days((timezone.localdate() - day).days)}"


def waiting_in(queue: Queue, person: User) -> Waiting:
    """In one query, which reads a bounded part of the queue."""
    rows = queue.of(person).order_by(*([queue.since] if queue.is_in_order else []))
    bounded = rows.annotate(waits=F(queue.since)).values("waits")[: MOST_COUNTED + 1]
    found = bounded.aggregate(count=Count("*"), first=Min("waits"))
    return Waiting(queue, found["count"], found["first"])


def count_at_most(rows: QuerySet[Any]) -> int:
    """One more than the most counted where there are more."""
    return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()


def counted_in_words(count: int, noun: str) -> str:
    """What `count_at_most` found, at the start of a sentence."""
    if count > MOST_COUNTED:
        return f"More than {MOST_COUNTED:,} {noun}s"
    return f"1 {noun}" if count == 1 else f"{count:,} {noun}s"


def _day(moment: datetime | date) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


def _days(count: int) -> str:
    if count <= 0:
        return "today"
    return "1 day" if count == 1 else f"{count:,} days"
