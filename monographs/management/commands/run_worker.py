import logging
import signal
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand
from django.db import Error as AnyDatabaseError
from django.db import close_old_connections

from monographs.importing.advance import run_next
from monographs.management.batch_work import BatchProgress
from monographs.management.endings import COULD_NOT_RUN, what_the_database_says
from monographs.management.terminal_line import terminal_line
from monographs.management.timed_work import TimedWork
from monographs.models import Batch
from monographs.workflow.looking_again import look_again

logger = logging.getLogger(__name__)

PAUSE = 5  # seconds between looks at whether an import waits


class Command(BaseCommand):
    help = (
        "Work on the imports that wait, one after the other, and keep the working list "
        "up to date, until told to stop; each minute publish what is scheduled, "
        "remind, and send mail."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="End when nothing waits any more."
        )

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        timed_work = TimedWork(self.stdout.write)
        with _told_to_stop() as told_to_stop:
            while not told_to_stop.is_set():
                self._do_what_is_due(timed_work, told_to_stop)
                found_work = self._work(told_to_stop, once)
                if once and not found_work:
                    return
                if not found_work:
                    told_to_stop.wait(PAUSE)

    def _do_what_is_due(self, timed_work: TimedWork, told_to_stop: Event) -> None:
        """Whatever goes wrong here: imports go on, and the next minute comes."""
        try:
            timed_work.do(told_to_stop.is_set)
        except AnyDatabaseError as error:
            self.stderr.write(what_the_database_says(error))
            close_old_connections()
        except Exception:
            logger.exception("What is due could not all be done; it is tried again.")

    def _work(self, told_to_stop: Event, once: bool) -> bool:
        bar = BatchProgress(self.stderr)

        def after_each(batch: Batch) -> None:
            bar.show(batch)
            if told_to_stop.is_set():
                raise SystemExit(0)

        try:
            batch = run_next(after_each=after_each)
            if batch is None:
                return look_again()
        except AnyDatabaseError as error:
            self.stderr.write(what_the_database_says(error))
            close_old_connections()  # a restarted database has forgotten them
            if once:
                raise SystemExit(COULD_NOT_RUN) from error
            return False
        except Exception:
            # The others that wait shall not wait for this one.
            logger.exception("Some work could not be done; it is tried again.")
            return False
        finally:
            bar.clear()
        self.stdout.write(terminal_line(f"Import {batch.pk}, {batch}."))
        return True


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """Set by the signals that end a process, instead of ending it at once."""
    told = Event()
    before = {
        number: signal.signal(number, lambda *_: told.set())
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield told
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
