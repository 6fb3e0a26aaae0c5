"""From an empty or half-filled file to a formulary with people: again and again."""

import time
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import OperationalError

from monographs.management.demo.load import Progress, load_formulary
from monographs.management.demo.people import make_people, people_as_table
from monographs.management.demo.place import DemoRefused, refuse_foreign_database
from monographs.workflow import TransitionRefused

SECONDS_BETWEEN_REPORTS = 2

Say = Callable[[str], object]


def prepare(*, say: Say) -> None:
    """Do what is still missing; leave alone what is there."""
    try:
        refuse_foreign_database()
        _prepare(say)
    except (PermissionDenied, TransitionRefused) as error:
        raise DemoRefused(f"A sample page could not be loaded: {error}") from error
    except OperationalError as error:
        raise DemoRefused(f"The demo's database file: {error}.") from error
    except KeyboardInterrupt:
        raise DemoRefused(
            "Stopped. Run the demo again, and it goes on where it was."
        ) from None


def _prepare(say: Say) -> None:
    say("Preparing the database …")
    call_command("migrate", verbosity=0, interactive=False)
    people = make_people()
    loaded = load_formulary(people, progress=_every_few_seconds(say))
    say(
        f"Loaded {len(loaded)} sample pages."
        if loaded
        else "The sample pages are here already, as they were left."
    )
    say(f"\n{people_as_table(people.values())}\n")


def _every_few_seconds(say: Say) -> Progress:
    said_at = time.monotonic()

    def report(number: int, total: int) -> None:
        nonlocal said_at
        if time.monotonic() - said_at >= SECONDS_BETWEEN_REPORTS:
            said_at = time.monotonic()
            say(f"  page {number} of {total}")

    return report
