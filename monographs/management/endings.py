"""How the import commands end: with an exit code, and a sentence for a traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.core.management.base import OutputWrapper
from django.db import Error as AnyDatabaseError

from monographs.public.sealed import AlteredContent
from monographs.visible_text import visible_text

SOMETHING_REFUSED = 1
COULD_NOT_RUN = 2
INTERRUPTED = 130  # as shells report it


class CommandRefused(Exception):
    """The command cannot run, or cannot go on; the message says why."""


class Interrupted(Exception):
    """Somebody pressed Ctrl-C; the message says what became of the work."""


@contextmanager
def ending_in_words(stderr: OutputWrapper) -> Iterator[None]:
    code = COULD_NOT_RUN
    try:
        yield
        return
    except Interrupted as interrupted:
        sentence, code = str(interrupted), INTERRUPTED
    except KeyboardInterrupt:
        sentence, code = "Stopped.", INTERRUPTED
    except AnyDatabaseError as error:
        sentence = what_the_database_says(error)
    except _refusals() as refusal:
        sentence = str(refusal)
    # Not a CommandError, whose name Django would print before the sentence.
    stderr.write(visible_text(sentence))
    raise SystemExit(code)


def _refusals() -> tuple[type[Exception], ...]:
    """Asked for only where something failed: what they are from takes its time to load,
    and not every command needs it."""
    from monographs.importing.intake import IntakeRefused
    from monographs.workflow import TransitionRefused

    return (
        AlteredContent,
        CommandRefused,
        IntakeRefused,
        PermissionDenied,
        TransitionRefused,
    )


def what_the_database_says(error: AnyDatabaseError) -> str:
    said = str(error).strip().partition("\n")[0].rstrip(".")
    if "is full" in said or "No space left" in said:
        return f"The database has no room left ({said}). Make room, then go on."
    if "no such table" in said or "does not exist" in said:
        return f"The database is not prepared ({said}). Run manage.py migrate first."
    return f"The database cannot do it now: {said}."
