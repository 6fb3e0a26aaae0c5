"""The desk's front page: what waits for this person, and how far the collection is."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.urls import reverse

from monographs.desk.progress_picture import (
    LETTERS_HEIGHT,
    LETTERS_WIDTH,
    NAMES,
    STAGES,
    TIME_HEIGHT,
    TIME_WIDTH,
    Bar,
    Column,
    Line,
    Moment,
    bars,
    columns,
    lines,
    thinned,
)
from monographs.desk.queues import QUEUES
from monographs.desk.queues.queue import Queue, Waiting, waiting_in
from monographs.models import ProgressDay, User

DAYS_SHOWN = 730


@dataclass(frozen=True)
class Progress:
    counted_at: datetime
    bars: list[Bar]
    columns: list[Column]
    lines: list[Line]
    moments: list[Moment]
    names = tuple(NAMES.values())
    stages = tuple(
        (name.removeprefix("stage_"), label) for name, label in STAGES.items()
    )
    letters_box = f"0 0 {LETTERS_WIDTH} {LETTERS_HEIGHT + 20}"
    letters_baseline = LETTERS_HEIGHT + 15
    time_box = f"-4 -4 {TIME_WIDTH + 8} {TIME_HEIGHT + 8}"
    time_floor = f"0,{TIME_HEIGHT} {TIME_WIDTH},{TIME_HEIGHT}"

    @property
    def tallest(self) -> int:
        return max((column.counts[0] for column in self.columns), default=0)

    @property
    def highest(self) -> int:
        return max((max(moment.counts) for moment in self.moments), default=0)


def front_page(person: Any) -> dict[str, Any]:
    if not isinstance(person, User) or not _may_read(person):
        return {}
    return {"queue_groups": _groups(person), "progress": _progress()}


def _may_read(person: User) -> bool:
    return any(
        person.has_perm(f"monographs.{right}")
        for right in ("view_monograph", "change_monograph")
    )


def _groups(person: User) -> list[tuple[str, list[tuple[str, Waiting]]]]:
    useful = [queue for queue in QUEUES if queue.is_useful_to(person)]
    return [
        (group, [(_address(queue), waiting_in(queue, person)) for queue in queues])
        for group, queues in groupby(useful, key=lambda queue: queue.group)
    ]


def _address(queue: Queue) -> str:
    return reverse(queue.address) + (f"?{queue.query}" if queue.query else "")


def _progress() -> Progress | None:
    """As it was counted last; counting is a worker's."""
    newest = ProgressDay.objects.order_by("-date").first()
    if newest is None:
        return None
    moments = thinned(_moments())
    return Progress(
        newest.counted_at,
        bars(newest.counts),
        columns(newest.letters),
        lines(moments),
        moments,
    )


def _moments() -> list[Moment]:
    """From the first day to the last, without their letters."""
    days = ProgressDay.objects.order_by("-date").values_list(
        "date", *(f"counts__{name}" for name in NAMES)
    )
    return [Moment(day, tuple(counts)) for day, *counts in reversed(days[:DAYS_SHOWN])]
