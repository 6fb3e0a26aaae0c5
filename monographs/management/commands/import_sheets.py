from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from monographs.importing.decisions import cancel
from monographs.importing.report import Summary
from monographs.importing.rights import require_import
from monographs.importing.sheets.decisions import profile_named
from monographs.importing.sheets.mapping import Blank, Mapping
from monographs.importing.sheets.reading import SheetLimits
from monographs.importing.sheets.report import write_report
from monographs.importing.sheets.suggest import problems
from monographs.importing.sheets.take_in import take_in_sheets
from monographs.management.acting import AS_HELP, acting_user
from monographs.management.batch_work import work_on
from monographs.management.endings import (
    SOMETHING_REFUSED,
    CommandRefused,
    ending_in_words,
)
from monographs.management.import_run import run_now
from monographs.management.licence_options import (
    add_licence_options,
    licence_given,
    state_given,
)
from monographs.management.terminal_line import terminal_line
from monographs.models import Batch, BatchIssue, BatchRow, User

Outcome = BatchRow.Outcome
MOST_SHOWN = 50


@dataclass(frozen=True)
class _File:
    name: str
    content: bytes


class Command(BaseCommand):
    help = (
        "Load spreadsheets into working copies: CSV, TSV, XLSX, ODS, JSON, or a ZIP of "
        "CSV files. The exit code is 0 when all went in, 1 when something was refused, "
        "2 when the command could not run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument(
            "--dry-run", action="store_true", help="Compare only, load nothing."
        )
        parser.add_argument(
            "--skip-bad",
            action="store_true",
            help="Load the other lines if some are bad; otherwise none is loaded.",
        )
        add_licence_options(parser)
        parser.add_argument("--as", dest="username", metavar="USERNAME", help=AS_HELP)
        parser.add_argument(
            "--report",
            type=Path,
            metavar="FILE.jsonl",
            help="Write what becomes of each drug, as a line of JSON.",
        )
        parser.add_argument(
            "--blank",
            type=Blank,
            choices=list(Blank),
            help="What a blank cell means: leave what is there (usual), or clear it.",
        )
        parser.add_argument(
            "--profile", metavar="NAME", help="What the columns mean, as saved before."
        )

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        with ending_in_words(self.stderr):
            by = require_import(acting_user(options["username"]))
            stated = licence_given(
                options["licence"],
                options["licence_address"],
                is_dry=options["dry_run"],
            )
            batch = self._run(files, by, options)
            if options["report"]:
                write_report(batch, options["report"])
            all_went_in = self._say_what_became_of(batch, is_dry=options["dry_run"])
            state_given(batch, stated, by=by, told=self.stdout)
            if not all_went_in:
                raise SystemExit(SOMETHING_REFUSED)

    def _run(self, paths: list[Path], by: User, options: dict[str, Any]) -> Batch:
        profile = profile_named(options["profile"]) if options["profile"] else None
        files = [_read(path) for path in paths]

        def begin() -> Batch:
            batch = take_in_sheets(
                files,
                name=", ".join(file.name for file in files),
                by=by,
                skip_bad=options["skip_bad"],
                profile=profile,
                blank=options["blank"],
            )
            if batch.state == Batch.State.MAPPING:
                self._refuse_columns(batch, by)
            return batch

        if not options["dry_run"]:
            return run_now(begin, by=by, shown_on=self.stderr)
        batch = work_on(begin(), shown_on=self.stderr)
        return cancel(batch, by=by) if batch.state == Batch.State.PREVIEW else batch

    def _refuse_columns(self, batch: Batch, by: User) -> None:
        found = problems(batch, Mapping.from_json(batch.mapping))
        for row in batch.rows.all():
            self.stderr.write(terminal_line(f"{row.path}: {row.message}"))
        for issue in found[:MOST_SHOWN]:
            told = f"{issue.place}: {issue.message}".removeprefix(": ")
            self.stderr.write(terminal_line(told))
        cancel(batch, by=by)
        raise CommandRefused(
            "Nothing was loaded, since the columns are not clear. Correct the headers, "
            "or say at the desk what they mean and save that as a profile."
        )

    def _say_what_became_of(self, batch: Batch, *, is_dry: bool) -> bool:
        outcomes = batch.counts.get("outcomes", {})
        if not set(outcomes) - {Outcome.UNCHANGED.value}:
            self.stdout.write("Nothing to do: all of it is here already.")
            return True
        self.stdout.write(Summary.of_batch(batch).table())
        self.stdout.write(_lines_table(batch))
        self._name_issues(batch)
        bad = outcomes.get(Outcome.ERROR, 0)
        if is_dry:
            self.stdout.write("\nThis was a dry run: nothing was loaded.")
        elif batch.state == Batch.State.DONE:
            self.stdout.write(f"\nThis is import {batch.pk}.")
        else:
            self.stderr.write(
                "Nothing was loaded. Mend these lines, or load the others with "
                "--skip-bad."
            )
        return not bad and not outcomes.get(Outcome.CONFLICT)

    def _name_issues(self, batch: Batch) -> None:
        issues = BatchIssue.objects.filter(row__batch=batch).select_related("row")
        for issue in issues[:MOST_SHOWN]:
            self.stderr.write(terminal_line(f"{issue.place}: {issue.message}"))
        if (more := issues.count() - MOST_SHOWN) > 0:
            self.stderr.write(f"And {more:,} more; --report writes all of them.")
        for row in batch.rows.filter(outcome=Outcome.CONFLICT)[:MOST_SHOWN]:
            self.stderr.write(terminal_line(f"{row.path}: {row.message}"))


def _read(path: Path) -> _File:
    most = SheetLimits.from_settings().files.file_bytes
    try:
        if path.stat().st_size > most:
            raise CommandRefused(
                f"{path} has more than {most:,} bytes. Divide it, or raise "
                "IMPORT_FILE_BYTES."
            )
        return _File(path.name, path.read_bytes())
    except OSError as error:
        raise CommandRefused(f"{path} cannot be read: {error.strerror}.") from error


def _lines_table(batch: Batch) -> str:
    lines = ["", "Lines:"]
    for sheet, counts in batch.counts.get("lines", {}).items():
        told = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
        lines.append(f"  {sheet}: {told}")
    return "\n".join(lines)
