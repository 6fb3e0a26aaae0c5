from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from monographs.models import Monograph, Triage
from monographs.workflow.triage import CHUNK, mark_stale, refresh_stale


class Command(BaseCommand):
    help = "Bring the working list up to date with what changed since."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="Look at every monograph again."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"]:
            mark_stale(Monograph.objects.in_work().values_list("pk", flat=True))
        # What changes meanwhile is for the next run, so that this one ends.
        left = Triage.objects.filter(is_stale=True).count()
        done = 0
        while left > done and (number := refresh_stale(min(CHUNK, left - done))):
            done += number
        self.stdout.write(f"Looked again at {done:,} monographs.")
