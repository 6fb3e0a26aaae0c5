from typing import Any

from django.core.management.base import BaseCommand

from monographs.workflow.projection_check import rebuild_all


class Command(BaseCommand):
    help = "Make the published lists anew from the signed versions."

    def handle(self, *args: Any, **options: Any) -> None:
        count = rebuild_all()
        self.stdout.write(f"Rebuilt the lists of {count} pages.")
