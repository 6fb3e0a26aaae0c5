"""Where the demo may run: its own SQLite file, and a free address to serve on."""

import errno
import socket

from django.conf import settings
from django.db import DatabaseError, connection

from monographs.management.demo.people import PEOPLE
from monographs.models import User

FIRST_PORT, LAST_PORT = 1, 65535
WHY = "The demo makes people whose password everybody can read, so it"


class DemoRefused(Exception):
    """The demo cannot run here and now; the message says why."""


def refuse_foreign_database() -> None:
    """Asked before the first change, migrations included."""
    if not settings.DEBUG:
        raise DemoRefused(f"{WHY} runs only with DEBUG=1, on your own machine.")
    if connection.vendor != "sqlite":
        raise DemoRefused(
            f"{WHY} uses only an SQLite file of its own. DATABASE_URL names a "
            f"{connection.display_name} database: unset it, or set it to "
            "sqlite:///demo.sqlite3."
        )
    _refuse_other_file()
    if not _is_empty() and not _is_ours():
        raise DemoRefused(
            f"{WHY} uses only an SQLite file of its own. "
            f"{connection.settings_dict['NAME']} holds data that the demo did not "
            "make: set DATABASE_URL to sqlite:///demo.sqlite3."
        )


def refuse_unusable_address(host: str, port: str) -> None:
    is_number = port.isascii() and port.isdecimal() and len(port) <= 5
    number = int(port) if is_number else 0
    if not FIRST_PORT <= number <= LAST_PORT:
        raise DemoRefused(
            f'The port "{port}" is not a number from {FIRST_PORT} to {LAST_PORT}. '
            "Name one: make demo PORT=8001"
        )
    try:
        family, kind, *_, address = socket.getaddrinfo(
            host, number, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind) as probe:
            # As the server does, so that a port just given up counts as free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise DemoRefused(_sentence(error, host, number)) from error


def _refuse_other_file() -> None:
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        raise DemoRefused(
            f"{connection.settings_dict['NAME']} cannot be opened as an SQLite "
            f"file: {error}. Set DATABASE_URL to another path."
        ) from error


def _sentence(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < LAST_PORT else port - 1
        return (
            f"Port {port} on {host} is taken by another program. "
            f"Choose another: make demo PORT={other}"
        )
    if error.errno == errno.EACCES:
        return (
            f"Your account may not open port {port}. "
            "Choose one from 1024: make demo PORT=8000"
        )
    return f'The demo cannot be served on "{host}", port {port}: {error.strerror}.'


def _is_empty() -> bool:
    tables = connection.introspection.table_names()
    if User._meta.db_table in tables:
        return not User.objects.exists()
    return not tables or "django_migrations" in tables


def _is_ours() -> bool:
    """Some of the demo's people can be renamed, but hardly all; and hardly anybody
    else has both the username and the printed name of one of them."""
    made = {(person.username, person.printed_name) for person in PEOPLE}
    here = User.objects.values_list("username", "printed_name")
    has_people = User._meta.db_table in connection.introspection.table_names()
    return has_people and not made.isdisjoint(here)
