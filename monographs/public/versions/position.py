"""Where in a list, the newest first, its next page begins."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Self

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# Within what a database's integers and times can hold.
_LONGEST = 18
_LAST = datetime(9999, 1, 1, tzinfo=UTC)


def number_in(text: str) -> int | None:
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST
    return int(text) if is_number else None


@dataclass(frozen=True)
class Moment:
    """The time and number of the last entry that a reader has seen."""

    at: datetime
    id: int

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        since, _, own = text.partition(".")
        microseconds, number = number_in(since), number_in(own)
        if microseconds is None or number is None:
            return None
        if microseconds > (_LAST - _START) // _MICROSECOND:
            return None
        return cls(_START + microseconds * _MICROSECOND, number)

    def __str__(self) -> str:
        return f"{(self.at - _START) // _MICROSECOND}.{self.id}"


@dataclass(frozen=True)
class Day:
    """The day and number of the last entry that a reader has seen."""

    on: date
    id: int

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        day, _, own = text.partition(".")
        number = number_in(own)
        try:
            return None if number is None else cls(date.fromisoformat(day), number)
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.on.isoformat()}.{self.id}"
