from typing import Any

from django.core.management.base import BaseCommand

from monographs.mailing import send_waiting
from monographs.management.endings import SOMETHING_REFUSED


class Command(BaseCommand):
    help = "Send the mail that waits: what people are told at once, and due digests."

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = send_waiting()
        self.stdout.write(f"{outcome.sent} sent.")
        if outcome.failed:
            self.stderr.write(
                f"{outcome.failed} not sent, tried again later. {outcome.trouble}"
            )
            raise SystemExit(SOMETHING_REFUSED)
