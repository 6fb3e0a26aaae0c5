from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from monographs.importing.prune import prune
from monographs.management.endings import CommandRefused, ending_in_words


class Command(BaseCommand):
    help = (
        "Remove imports that were never loaded, and empty old spreadsheet imports: "
        "who loaded what and when stays, but they cannot be taken back any more."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days",
            type=int,
            default=settings.IMPORT_KEPT_DAYS,
            help="Those that ended earlier; usually %(default)s.",
        )

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        with ending_in_words(self.stderr):
            if days < 1:
                raise CommandRefused("Imports are kept for one day at least.")
            pruned = prune(days=days)
            self.stdout.write(
                f"{pruned.removed:,} removed, {pruned.emptied:,} emptied."
            )
