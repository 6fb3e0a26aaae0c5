import os
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from monographs.management.endings import CommandRefused, ending_in_words
from monographs.management.progress import Progress
from monographs.public.static_site.export import export_site
from monographs.public.static_site.folder import NotOurs
from monographs.public.static_site.unit import Unit

MOST_PROCESSES = 4


class Command(BaseCommand):
    # They take longer than bringing a whole site up to date.
    requires_system_checks = ()
    help = (
        "Write the whole public site as files below FOLDER, for reading offline and "
        "for any static host. Run it again with the same FOLDER: only what changed is "
        "made and written, and what is gone is removed. Exits with 0, or with 2 when "
        "it could not run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--anew",
            action="store_true",
            help="Make every page again, as after files were lost.",
        )
        parser.add_argument(
            "--processes",
            type=int,
            default=min(os.cpu_count() or 1, MOST_PROCESSES),
            metavar="NUMBER",
            help="So many make pages at the same time, where there are many to make.",
        )

    def handle(
        self,
        *args: Any,
        folder: Path,
        anew: bool,
        processes: int,
        **options: Any,
    ) -> None:
        with ending_in_words(self.stderr):
            try:
                report = export_site(
                    folder, watch=self._watch, anew=anew, processes=processes
                )
            except NotOurs as refusal:
                raise CommandRefused(str(refusal)) from refusal
            except OSError as error:
                raise CommandRefused(
                    f"Cannot write to {error.filename or folder}: {error.strerror}. "
                    "The files that are there are whole; run it again to go on."
                ) from error
        self.stdout.write(
            f"{report.files:,} files below {folder}: {report.written:,} written, "
            f"{report.removed:,} removed."
        )

    def _watch(self, units: list[Unit]) -> Iterable[Unit]:
        return Progress(self.stderr, "Writing", len(units)).over(units)
