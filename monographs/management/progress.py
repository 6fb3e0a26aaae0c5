"""One line on a terminal that says how far something has come."""

import shutil
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.core.management.base import OutputWrapper

Item = TypeVar("Item")

BAR = 20
SECONDS_BETWEEN_UPDATES = 0.1


class Progress:
    """Done, total, rate and time left; where no terminal is, nothing."""

    def __init__(
        self, stream: OutputWrapper, label: str, total: int, *, done: int = 0
    ) -> None:
        self._stream = stream
        self._label = label
        self._total = total
        self._done_before = done
        self._started_at = time.monotonic()
        self._shown_at = 0.0
        self._has_terminal = stream.isatty()

    def over(self, items: Iterable[Item]) -> Iterator[Item]:
        try:
            for done, item in enumerate(items, 1):
                yield item
                self.update(done)
        finally:
            self.clear()

    def update(self, done: int) -> None:
        now = time.monotonic()
        is_due = done >= self._total or now - self._shown_at >= SECONDS_BETWEEN_UPDATES
        if self._has_terminal and is_due:
            self._shown_at = now
            self._write(self._line(done, now - self._started_at))

    def clear(self) -> None:
        if self._has_terminal:
            self._write("")

    def _line(self, done: int, seconds: float) -> str:
        total = max(self._total, done)
        filled = BAR * done // max(total, 1)
        bar = "#" * filled + "." * (BAR - filled)
        line = f"{self._label} [{bar}] {done:,} of {total:,}"
        rate = (done - self._done_before) / max(seconds, 0.001)
        if rate:
            line += f", {rate:,.0f} a second, {_clock((total - done) / rate)} left"
        return line

    def _write(self, line: str) -> None:
        """In place of what stood there before."""
        # In a terminal's last column some begin a new line.
        width = shutil.get_terminal_size().columns - 1
        self._stream.write(f"\r{line:<{width}.{width}}\r", style_func=str, ending="")
        self._stream.flush()


def _clock(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
