from typing import Any

from django.core.management.base import BaseCommand

from monographs.workflow import publish_due
from monographs.workflow.progress import record_old_progress


class Command(BaseCommand):
    help = (
        "Publish every approved revision whose scheduled time has come, and count the "
        "day's progress."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for line in publish_due():
            self.stdout.write(line)
        record_old_progress()
