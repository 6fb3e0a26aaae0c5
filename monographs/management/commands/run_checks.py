from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from monographs.management.checks_run import check_all, table_of
from monographs.management.endings import CommandRefused, ending_in_words
from monographs.models import Monograph
from monographs.models.monograph import MonographQuerySet


class Command(BaseCommand):
    help = (
        "Check what working copies say, keep what is found, and print how much of each "
        "kind there is. Findings are no failure: the exit code is 0."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "slugs",
            nargs="*",
            metavar="ADDRESS",
            help="The last part of a page's address; without any, all are checked.",
        )

    def handle(self, *args: Any, slugs: list[str], **options: Any) -> None:
        with ending_in_words(self.stderr):
            monographs = _chosen(slugs)
            count = check_all(monographs, shown_on=self.stderr)
            self.stdout.write(table_of(monographs))
            pages = "monograph" if count == 1 else "monographs"
            self.stdout.write(f"\nChecked {count:,} {pages}.")


def _chosen(slugs: list[str]) -> MonographQuerySet:
    if not slugs:
        return Monograph.objects.all()
    monographs = Monograph.objects.filter(slug__in=slugs)
    found = set(monographs.values_list("slug", flat=True))
    if unknown := [slug for slug in slugs if slug not in found]:
        raise CommandRefused(f"There is no monograph {', '.join(unknown)}.")
    return monographs
