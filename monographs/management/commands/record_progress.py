from typing import Any

from django.core.management.base import BaseCommand

from monographs.workflow.progress import record_progress


class Command(BaseCommand):
    help = "Count how far the collection is today, for the desk's front page."

    def handle(self, *args: Any, **options: Any) -> None:
        counts = record_progress().counts
        self.stdout.write(
            f"{counts['all']:,} monographs: {counts['verified']:,} verified, "
            f"{counts['in_review']:,} in review, {counts['published']:,} published, "
            f"{counts['overdue']:,} overdue."
        )
