from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from monographs.management.endings import CommandRefused, ending_in_words
from monographs.workflow.reader_report import forget_reports


class Command(BaseCommand):
    help = (
        "Forget what readers wrote in reports that were closed long ago: who closed "
        "them, when, and the answer stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--days",
            type=int,
            default=settings.REPORT_DAYS,
            help="Those closed earlier; usually %(default)s.",
        )

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        with ending_in_words(self.stderr):
            if days < 1:
                raise CommandRefused("Reports are kept for one day at least.")
            forgotten = 0
            while count := forget_reports(days=days):
                forgotten += count
            self.stdout.write(f"{forgotten:,} forgotten.")
