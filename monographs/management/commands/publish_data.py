from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from monographs.management.endings import CommandRefused, ending_in_words
from monographs.management.progress import Progress
from monographs.public.open_data.publish import DataRefused, publish_data
from monographs.public.open_data.records import count_live_pages


class Command(BaseCommand):
    help = (
        "Write a dated set of open data below DATA_DIR: what readers see, and every "
        "version that they were shown. Writes nothing if nothing changed. Exits with 0 "
        "when the newest set is up to date, 2 when there is no new one; the former "
        "ones stay as they were."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        with ending_in_words(self.stderr):
            bar = Progress(self.stderr, "Writing", count_live_pages())
            try:
                outcome = publish_data(bar.update)
            except DataRefused as refusal:
                raise CommandRefused(str(refusal)) from None
            except OSError as error:
                raise CommandRefused(
                    f"Cannot write to {error.filename or settings.DATA_DIR}: "
                    f"{error.strerror}. The former sets are whole."
                ) from error
            finally:
                bar.clear()
        counts = outcome.counts
        if not outcome.is_new:
            self.stdout.write(f"Nothing changed since the set {outcome.name}.")
            return
        self.stdout.write(
            f"Wrote {settings.DATA_DIR / outcome.name}: {counts['pages']:,} pages, "
            f"{counts['versions']:,} versions, {counts['side_effects']:,} statements "
            "about side effects."
        )
