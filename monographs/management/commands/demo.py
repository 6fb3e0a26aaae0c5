import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from monographs.management.demo import (
    DemoRefused,
    prepare,
    refuse_unusable_address,
    working_beside,
)

LOCAL_HOSTS = {"127.0.0.1", "localhost", "::1"}
LOCAL_NAMES = [".localhost", "127.0.0.1", "[::1]"]  # as Django has them with DEBUG


class Command(BaseCommand):
    help = "Load sample documents into an SQLite file, and serve them for trying out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", default="8000")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--no-serve", action="store_true", help="Only load.")

    def handle(
        self, *args: Any, host: str, port: str, no_serve: bool, **options: Any
    ) -> None:
        try:
            if not no_serve:
                refuse_unusable_address(host, port)
                _lead_absolute_links_to(host, port)
            prepare(self.stdout)
        except DemoRefused as refusal:
            # Not a CommandError, whose name Django would print before the sentence.
            self.stderr.write(str(refusal))
            raise SystemExit(1) from refusal
        if not no_serve:
            self._serve(host, port)

    def _serve(self, host: str, port: str) -> None:
        name = _in_addresses(host)
        if host not in LOCAL_HOSTS:
            self.stderr.write(
                f"Careful: on {host} others can reach the demo, and its passwords "
                "are no secret."
            )
        self.stdout.write(
            f"Pages for readers:  http://{name}:{port}/\n"
            f"Desk for editors:   http://{name}:{port}/admin/\n"
        )
        # With DEBUG, Django would show its own page for an address that leads nowhere.
        settings.DEBUG = False
        # Static files from where they lie, as with DEBUG: nothing was collected.
        settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *LOCAL_NAMES, name]
        with working_beside():
            call_command("runserver", f"{name}:{port}", use_reloader=False)


def _in_addresses(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _lead_absolute_links_to(host: str, port: str) -> None:
    """Sitemap, feeds, JSON and mails name the demo's own port, as it is chosen here."""
    if not os.environ.get("SITE_URL", "").strip():
        settings.SITE_URL = f"http://{_in_addresses(host)}:{port}"
