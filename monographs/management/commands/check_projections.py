from typing import Any

from django.core.management.base import BaseCommand, CommandError

from monographs.workflow.projection_check import differences


class Command(BaseCommand):
    help = "Say where the published lists differ from what the signed versions hold."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for sentence in differences():
            self.stderr.write(sentence)
            count += 1
        if count:
            raise CommandError(f"{count} differences. Run rebuild_projections.")
        self.stdout.write("Every published list agrees with its signed version.")
