"""What a worker does beside imports: publish on time, remind, forget, and send mail."""

import logging
import time
from collections.abc import Callable, Iterator

from monographs.caches.shared import send_waiting_purges
from monographs.mailing import forget_old, send_waiting
from monographs.workflow import publish_due
from monographs.workflow.reader_report import forget_reports
from monographs.workflow.reminders import remind

logger = logging.getLogger(__name__)

EVERY = 60  # seconds


def do_what_is_due() -> Iterator[str]:
    """What the clock says, one sentence for each thing that was done."""
    yield from publish_due()
    # First of what can wait: a proxy may still show what was withdrawn.
    if told := send_waiting_purges():
        yield f"Changed pages told to the shared cache: {told}."
    if reminded := remind():
        yield f"Reminders written: {reminded}."
    if forgotten := forget_old():
        yield f"Old notifications removed: {forgotten}."
    if forgotten := forget_reports():
        yield f"Old reports of readers forgotten: {forgotten}."


class TimedWork:
    """Each minute at most, whoever asks how often."""

    def __init__(self, say: Callable[[str], object]) -> None:
        self._say = say
        self._next_at = 0.0

    def do(self, told_to_stop: Callable[[], bool] = lambda: False) -> None:
        if time.monotonic() < self._next_at:
            return
        # Before the work: a failure waits for its minute as well.
        self._next_at = time.monotonic() + EVERY
        for sentence in do_what_is_due():
            self._say(sentence)
        outcome = send_waiting(told_to_stop=told_to_stop)
        if outcome.sent:
            self._say(f"Mails sent: {outcome.sent}.")
