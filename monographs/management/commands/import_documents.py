from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from monographs.importing.documents.draft import Status
from monographs.importing.intake import Incoming, Intake, Limits, read_paths
from monographs.importing.report import Summary, replacing, report_on
from monographs.importing.rights import require_import
from monographs.management.acting import AS_HELP, acting_user
from monographs.management.endings import (
    SOMETHING_REFUSED,
    CommandRefused,
    ending_in_words,
)
from monographs.management.import_run import import_now
from monographs.management.licence_options import (
    add_licence_options,
    licence_given,
    state_given,
)
from monographs.management.progress import Progress
from monographs.management.terminal_line import terminal_line
from monographs.models import Batch, BatchRow

Outcome = BatchRow.Outcome


class Command(BaseCommand):
    help = (
        "Load documents about drugs into working copies. The exit code is 0 when all "
        "went in, 1 when something was refused, 2 when the command could not run."
    )
    # A dry run needs no database, not even one that answers.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "paths", nargs="+", type=Path, metavar="PATH", help="A file, folder or ZIP."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Read the files, load nothing."
        )
        parser.add_argument(
            "--report",
            type=Path,
            metavar="FILE.jsonl",
            help="Write what each file says, as a line of JSON.",
        )
        parser.add_argument(
            "--skip-bad",
            action="store_true",
            help="Load the others if a file cannot be read; otherwise none is loaded.",
        )
        add_licence_options(parser)
        parser.add_argument("--as", dest="username", metavar="USERNAME", help=AS_HELP)

    def handle(
        self,
        *args: Any,
        paths: list[Path],
        dry_run: bool,
        report: Path | None,
        skip_bad: bool,
        username: str | None,
        licence: str | None,
        licence_address: str | None,
        **options: Any,
    ) -> None:
        with ending_in_words(self.stderr):
            stated = licence_given(licence, licence_address, is_dry=dry_run)
            intake = read_paths(paths, Limits.from_settings())
            if dry_run:
                all_went_in = self._dry_run(intake, report)
            else:
                by = require_import(acting_user(username))
                if report:
                    self._read(intake, report)
                batch = import_now(
                    self._shown("Taking in", intake),
                    name=", ".join(path.name or str(path) for path in paths),
                    by=by,
                    skip_bad=skip_bad,
                    shown_on=self.stderr,
                )
                all_went_in = self._say_what_became_of(batch)
                state_given(batch, stated, by=by, told=self.stdout)
            self._say_what_is_left_alone(intake)
            if not all_went_in:
                raise SystemExit(SOMETHING_REFUSED)

    def _dry_run(self, intake: Intake, report: Path | None) -> bool:
        summary = self._read(intake, report)
        self.stdout.write(summary.table())
        self.stdout.write(
            "\nThis was a dry run: files were read, not compared with what is here, "
            "and nothing was loaded."
        )
        return Status.REJECTED not in summary.outcomes

    def _read(self, intake: Intake, report: Path | None) -> Summary:
        if report and report.exists() and not report.is_file():
            raise CommandRefused(f'"{report}" is no ordinary file. Name another.')
        summary = Summary()
        try:
            with replacing(report) if report else nullcontext() as file:
                for each in report_on(self._shown("Parsing", intake)):
                    summary.add(each)
                    if file:
                        file.write(each.line)
        except OSError as error:
            place = error.filename or "The folder for temporary files"
            raise CommandRefused(
                f"{place} cannot be written: {error.strerror}."
            ) from error
        return summary

    def _say_what_became_of(self, batch: Batch) -> bool:
        outcomes = Counter(batch.counts["outcomes"])
        if outcomes.total() == outcomes[Outcome.UNCHANGED]:
            total = batch.total
            files = "the file is" if total == 1 else f"all {total:,} files are"
            self.stdout.write(f"Nothing to do: {files} here already.")
            return True
        self.stdout.write(Summary.of_batch(batch).table())
        bad = batch.rows.filter(outcome=Outcome.ERROR)
        for path, message in bad.values_list("path", "message"):
            self.stderr.write(terminal_line(f"{path}: {message}"))
        if batch.state == Batch.State.DONE:
            self.stdout.write(f"\nThis is import {batch.pk}.")
        else:
            self.stderr.write(
                "Nothing was loaded. Mend these files, or load the others with "
                "--skip-bad."
            )
        return not outcomes[Outcome.ERROR] and not outcomes[Outcome.SET_ASIDE]

    def _say_what_is_left_alone(self, intake: Intake) -> None:
        left = intake.left_alone
        if left.count:
            names = terminal_line(", ".join(left.names))
            more = "" if left.count == len(left.names) else ", …"
            self.stdout.write(
                f"Left alone, being no documents: {left.count:,} ({names}{more})."
            )

    def _shown(self, label: str, intake: Intake) -> Iterator[Incoming]:
        return Progress(self.stderr, label, intake.total).over(intake)
