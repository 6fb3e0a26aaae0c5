from typing import Any

from django.core.management.base import BaseCommand, CommandError

from monographs.management.terminal_line import terminal_line
from monographs.workflow.projection_check import differences


class Command(BaseCommand):
    help = "Say where the published lists differ from what the signed versions hold."

    def handle(self, *args: Any, **options: Any) -> None:
        count = 0
        for sentence in differences():
            self.stderr.write(terminal_line(sentence))
            count += 1
        if count:
            raise CommandError(f"{count} differences. Run rebuild_projections.")
        self.stdout.write("Every published list agrees with its signed version.")
