from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand

from monographs.importing.decisions import undo
from monographs.management.acting import AS_HELP, acting_user
from monographs.management.batch_work import work_on
from monographs.management.endings import (
    SOMETHING_REFUSED,
    CommandRefused,
    ending_in_words,
)
from monographs.management.terminal_line import terminal_line
from monographs.models import Batch, BatchRow

State = BatchRow.State


class Command(BaseCommand):
    help = (
        "Take back what an import loaded. The exit code is 0 when all went, 1 when "
        "something stays, 2 when the command could not run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("batch", type=int, metavar="IMPORT", help="Its number.")
        parser.add_argument("--as", dest="username", metavar="USERNAME", help=AS_HELP)

    def handle(
        self, *args: Any, batch: int, username: str | None, **options: Any
    ) -> None:
        with ending_in_words(self.stderr):
            by = acting_user(username)
            found = Batch.objects.filter(pk=batch).first()
            if found is None:
                raise CommandRefused(
                    f"There is no import {batch}. manage.py list_imports lists them."
                )
            done = work_on(undo(found, by=by), shown_on=self.stderr)
            if not self._say_what_became_of(done):
                raise SystemExit(SOMETHING_REFUSED)

    def _say_what_became_of(self, batch: Batch) -> bool:
        states = Counter(batch.counts["states"])
        self.stdout.write(f"{states[State.REVERTED]:,} taken back.")
        if kept := states[State.KEPT]:
            self.stdout.write(f"{kept:,} kept, because others have built on them:")
            self._name(batch, State.KEPT)
        if failed := states[State.FAILED]:
            self.stdout.write(f"{failed:,} could not be taken back:")
            self._name(batch, State.FAILED)
        return not kept and not failed

    def _name(self, batch: Batch, state: BatchRow.State) -> None:
        rows = batch.rows.filter(state=state)
        for path, message in rows.values_list("path", "message"):
            self.stdout.write(terminal_line(f"  {path}: {message}"))
