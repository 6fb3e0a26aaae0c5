"""Events as lines to read: a run of alike ones is one line that unfolds. Pure.

Each row that somebody verifies is an event of its own. The record keeps them all; a
person who reads it wants to know that thirty rows were verified, not thirty times that
one was.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils import timezone

from monographs.models import Event

OF_ROWS: dict[str, str] = {
    Event.Kind.VERIFIED: "{} verified",
    Event.Kind.UNVERIFIED: "verification of {} taken back",
}


@dataclass
class EventLine:
    """One event, or alike ones of one person on one monograph and day."""

    events: list[Event] = field(default_factory=list)
    goes_on: bool = False  # on the next page

    @property
    def first(self) -> Event:
        return self.events[0]

    @property
    def is_many(self) -> bool:
        return len(self.events) > 1

    @property
    def words(self) -> str:
        if self.first.kind in OF_ROWS:
            return _of_rows(self.first.kind, sum(map(_rows, self.events)))
        label = self.first.get_kind_display()
        return f"{label}, {len(self.events)} times" if self.is_many else label

    @property
    def steps(self) -> "list[EventLine]":
        return [EventLine([event]) for event in self.events]


def event_lines(
    events: Iterable[Event], *, behind: Event | None = None
) -> list[EventLine]:
    """In the order given; `behind` is the event with which the next page begins.

    Others may work at the same time: what they do on other monographs ends no run.
    """
    lines: list[EventLine] = []
    latest_of: dict[int, EventLine] = {}
    for event in events:
        line = latest_of.get(event.monograph_id)
        if line is None or not _are_alike(line.first, event):
            line = latest_of[event.monograph_id] = EventLine()
            lines.append(line)
        line.events.append(event)
    if behind and (line := latest_of.get(behind.monograph_id)):
        line.goes_on = _are_alike(line.first, behind)
    return lines


def _are_alike(one: Event, other: Event) -> bool:
    return _what(one) == _what(other)


def _what(event: Event) -> tuple[object, ...]:
    day = timezone.localdate(event.at)
    return event.kind, event.by_id, event.revision_id, event.reason, day


def _of_rows(kind: str, rows: int) -> str:
    return OF_ROWS[kind].format("1 row" if rows == 1 else f"{rows} rows")


def _rows(event: Event) -> int:
    return len(event.detail.get("keys", ())) or 1
