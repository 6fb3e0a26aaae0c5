from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from monographs.importing.open_data import OpenDataSet, SetRefused
from monographs.management.endings import CommandRefused, ending_in_words
from monographs.management.progress import Progress
from monographs.workflow.restoring import NotEmpty, NotWhole, restore


class Command(BaseCommand):
    help = (
        "Make an empty site show again what a set of open data holds: every version, "
        "its signatures, its history. All of it is restored, or nothing. Exits with 0 "
        "or, when nothing was restored, with 2."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="SET_FOLDER")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        with ending_in_words(self.stderr):
            try:
                data = OpenDataSet(folder)
                bar = Progress(self.stderr, "Restoring", data.page_count)
                try:
                    count = restore(data, bar.update)
                finally:
                    bar.clear()
            except (NotEmpty, NotWhole, SetRefused) as refusal:
                raise CommandRefused(f"{refusal} Nothing was restored.") from None
        self.stdout.write(
            f"Restored {count:,} pages. Make accounts for the people who work here; "
            "those of the signers cannot be signed in with."
        )
