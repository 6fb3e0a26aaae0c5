"""From an empty or half-filled file to reviewed pages with people: again and again."""

import time
from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import OutputWrapper
from django.db import OperationalError, connection

from monographs.importing.intake import IntakeRefused
from monographs.management.demo.documents import sample_import
from monographs.management.demo.load import Progress, load_formulary
from monographs.management.demo.people import make_people, people_as_table
from monographs.management.demo.place import DemoRefused, refuse_foreign_database
from monographs.workflow import TransitionRefused
from monographs.workflow.looking_again import look_again

SECONDS_BETWEEN_REPORTS = 2
LOOK_FIRST = """\
Look first at Imports, as "steward": Examplazole came in twice with opposite claims, and
a request for a name instead of an article was set aside. Then, as "editor", verify
Newcomerol: nobody had when it came in."""

Say = Callable[[str], object]


def prepare(out: OutputWrapper) -> None:
    """Do what is still missing; leave alone what is there."""
    try:
        refuse_foreign_database()
        _prepare(out)
    except (PermissionDenied, TransitionRefused, IntakeRefused) as error:
        raise DemoRefused(f"A sample page could not be loaded: {error}") from error
    except OperationalError as error:
        raise DemoRefused(f"The demo's database file: {error}.") from error
    except KeyboardInterrupt:
        raise DemoRefused(
            "Stopped. Run the demo again, and it goes on where it was."
        ) from None


def _prepare(out: OutputWrapper) -> None:
    say = out.write
    say("Preparing the database …")
    call_command("migrate", verbosity=0, interactive=False)
    people = make_people()
    reviewed = load_formulary(people, shown_on=out, progress=_every_few_seconds(say))
    while reviewed and look_again():
        pass
    batch = sample_import()
    say(
        f"Loaded {batch.total} sample documents and led {len(reviewed)} pages through "
        "review."
        if batch and reviewed
        else "The sample pages are here already, as they were left."
    )
    say(f"\n{people_as_table(people.values())}")
    say(f"\n{LOOK_FIRST if batch else _from_before()}\n")


def _from_before() -> str:
    return (
        "These pages were made before documents could be loaded. To see documents come "
        f"in, move\n{connection.settings_dict['NAME']}\naway and run the demo again."
    )


def _every_few_seconds(say: Say) -> Progress:
    said_at = time.monotonic()

    def report(number: int, total: int) -> None:
        nonlocal said_at
        if time.monotonic() - said_at >= SECONDS_BETWEEN_REPORTS:
            said_at = time.monotonic()
            say(f"  page {number} of {total}")

    return report
