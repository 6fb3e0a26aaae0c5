from typing import Any

from django.core.management.base import BaseCommand

from monographs.workflow import publish_due


class Command(BaseCommand):
    help = "Publish every approved revision whose scheduled time has come."

    def handle(self, *args: Any, **options: Any) -> None:
        for line in publish_due():
            self.stdout.write(line)
