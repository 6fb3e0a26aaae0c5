"""The worker inside the demo: an upload is loaded, and what is due is done, without a
second process."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import Error as AnyDatabaseError
from django.db import close_old_connections, connections, reset_queries

from monographs.importing.advance import run_next
from monographs.management.endings import what_the_database_says
from monographs.management.timed_work import TimedWork
from monographs.models import Batch
from monographs.workflow.looking_again import look_again

PAUSE = 1  # seconds between looks at whether an import waits
PAUSE_AFTER_AN_ERROR = 5
LONGEST_CHUNK = 5  # seconds, for which the end of the demo waits

# Does the next import that waits; None where none does.
Work = Callable[..., Batch | None]

logger = logging.getLogger(__name__)


class _Stopped(Exception):
    """Told to stop between two chunks."""


@contextmanager
def working_beside(work: Work = run_next) -> Iterator[None]:
    told_to_stop = Event()
    # A daemon, so that it never keeps a process alive that wants to end.
    thread = Thread(target=_work, args=(work, told_to_stop), daemon=True)
    thread.start()
    try:
        yield
    finally:
        told_to_stop.set()
        thread.join(LONGEST_CHUNK)


def _work(work: Work, told_to_stop: Event) -> None:
    """Whatever goes wrong with one import: the next one is waited for."""

    def after_each(_: Batch) -> None:
        reset_queries()  # with DEBUG, Django would keep them all
        if told_to_stop.is_set():
            raise _Stopped

    timed_work = TimedWork(logger.info)
    pause: float = 0
    while not told_to_stop.wait(pause):
        pause = PAUSE_AFTER_AN_ERROR
        try:
            close_old_connections()
            timed_work.do(told_to_stop.is_set)
            pause = 0 if work(after_each=after_each) or look_again() else PAUSE
            reset_queries()
        except _Stopped:
            pass
        except AnyDatabaseError as error:
            logger.warning(what_the_database_says(error))
        except Exception:
            logger.exception("The demo's worker goes on after an error.")
    connections.close_all()
