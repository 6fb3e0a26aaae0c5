"""How far the work on an import is, in figures and in words."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from django.utils import timezone

from monographs.desk.imports.outcomes import noun_of
from monographs.models import Batch

# A worker looks for work every few seconds; after this long there is none.
PATIENCE = 8  # seconds

DOING = {
    Batch.State.READING: "Reading",
    Batch.State.PLANNING: "Comparing",
    Batch.State.APPLYING: "Loading",
    Batch.State.UNDOING: "Taking back",
}


@dataclass(frozen=True)
class Progress:
    is_working: bool
    is_left_alone: bool  # nobody has begun, or nobody goes on
    done: int
    total: int  # 0 as long as nobody knows
    words: str

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


def progress_of(batch: Batch) -> Progress:
    now = timezone.now()
    done = min(batch.checkpoint, batch.to_do or batch.checkpoint)
    waits = batch.is_working and _is_left_alone(batch, now)
    return Progress(
        is_working=batch.is_working,
        is_left_alone=waits and not _some_worker(now),
        done=done,
        total=batch.to_do,
        words=_words(batch, done, None if waits else now),
    )


def _is_left_alone(batch: Batch, now: datetime) -> bool:
    if batch.lease_until:
        return batch.lease_until < now
    return (now - (batch.started_at or batch.at)).total_seconds() > PATIENCE


def _some_worker(now: datetime) -> bool:
    """One that is busy with another import comes to this one later."""
    return Batch.objects.filter(lease_until__gte=now).exists()


def _words(batch: Batch, done: int, now: datetime | None) -> str:
    """With rate and time left while somebody is at it."""
    if not batch.is_working:
        return str(batch)
    doing = DOING[Batch.State(batch.state)]
    words = f"{doing}: {_so_far(batch, done)}"
    if batch.cancel_requested:
        return f"{words}. It is about to stop."
    began = batch.started_at
    seconds = (now - began).total_seconds() if now and began else 0
    if not done or seconds <= 0:
        return f"{words}."
    rate = done / seconds
    if not batch.to_do:
        return f"{words}, {_rate(rate)}."
    left = ceil((batch.to_do - done) / rate)
    return f"{words}, {_rate(rate)}, {_duration(left)} left."


def _so_far(batch: Batch, done: int) -> str:
    """How many lines a spreadsheet has is known when it has been read."""
    is_sheets = batch.kind == Batch.Kind.SHEETS
    if is_sheets and batch.state == Batch.State.READING:
        return f"{done:,} line{'' if done == 1 else 's'}"
    is_by_line = is_sheets and batch.state == Batch.State.PLANNING
    return f"{done:,} of {batch.to_do:,} {'line' if is_by_line else noun_of(batch)}s"


def _rate(a_second: float) -> str:
    if a_second >= 1:
        return f"{a_second:,.0f} a second"
    return f"{a_second * 60:,.0f} a minute"


def _duration(seconds: int) -> str:
    if seconds < 60:
        return f"about {seconds} second{'' if seconds == 1 else 's'}"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"about {minutes} minute{'' if minutes == 1 else 's'}"
    return f"about {round(minutes / 60)} hours"
