"""A batch's work, done from a terminal that shows how far it is."""

import time

from django.core.management.base import OutputWrapper

from monographs.importing.advance import run
from monographs.management.progress import Progress
from monographs.models import Batch

STAGES = {
    Batch.State.READING: "Reading",
    Batch.State.PLANNING: "Comparing",
    Batch.State.APPLYING: "Loading",
    Batch.State.UNDOING: "Taking back",
}
PAUSE = 0.5  # seconds between looks at what another process does


def work_on(batch: Batch, *, shown_on: OutputWrapper) -> Batch:
    """All that can be done now. What a worker has taken already is waited for, and
    taken over should that worker be killed."""
    bar = BatchProgress(shown_on)
    bar.show(batch)
    try:
        while (batch := run(batch, after_each=bar.show)).is_working:
            bar.show(batch)
            time.sleep(PAUSE)
    finally:
        bar.clear()
    return batch


class BatchProgress:
    """A line for each state that the batch goes through."""

    def __init__(self, stream: OutputWrapper) -> None:
        self._stream = stream
        self._bar: Progress | None = None
        self._state = ""

    def show(self, batch: Batch) -> None:
        if batch.state != self._state:
            self.clear()
            self._begin(batch)
        if self._bar:
            self._bar.update(batch.checkpoint)

    def clear(self) -> None:
        if self._bar:
            self._bar.clear()

    def _begin(self, batch: Batch) -> None:
        self._state = batch.state
        self._bar = None
        if batch.is_working:
            self._bar = Progress(
                self._stream,
                STAGES[Batch.State(batch.state)],
                batch.to_do,
                done=batch.checkpoint,
            )
