from typing import Any

from django.core.management.base import BaseCommand

from monographs.management.timed_work import do_what_is_due
from monographs.workflow.progress import record_old_progress


class Command(BaseCommand):
    help = (
        "Publish every approved version whose scheduled time has come, write the "
        "day's reminders of reviews that fall due, remove old notifications, forget "
        "old reports of readers, tell the shared cache what it has not heard, and "
        "count the day's progress."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for line in do_what_is_due():
            self.stdout.write(line)
        record_old_progress()
