"""An import from a terminal, which decides what a preview would ask a person."""

from collections.abc import Callable, Iterable

from django.core.management.base import OutputWrapper
from django.db import Error as AnyDatabaseError

from monographs.importing.decisions import cancel, load
from monographs.importing.intake import Incoming
from monographs.importing.take_in import take_in
from monographs.management.batch_work import work_on
from monographs.management.endings import (
    CommandRefused,
    Interrupted,
    what_the_database_says,
)
from monographs.models import Batch, BatchRow, User
from monographs.workflow import TransitionRefused

# A change of the same drugs in the meantime makes a plan outdated; so many are made.
MOST_PLANS = 3


def import_now(
    files: Iterable[Incoming],
    *,
    name: str,
    by: User,
    skip_bad: bool,
    shown_on: OutputWrapper,
) -> Batch:
    return run_now(
        lambda: take_in(files, name=name, by=by, skip_bad=skip_bad),
        by=by,
        shown_on=shown_on,
    )


def run_now(begin: Callable[[], Batch], *, by: User, shown_on: OutputWrapper) -> Batch:
    """The batch as it was loaded, or as it was cancelled because something is bad."""
    batch = None
    try:
        batch = begin()
        return _load(work_on(batch, shown_on=shown_on), by, shown_on)
    except KeyboardInterrupt:
        raise Interrupted(_stop(batch, by, shown_on)) from None
    except AnyDatabaseError as error:
        raise CommandRefused(
            f"{what_the_database_says(error)} {_as_far_as_it_came(batch)}"
        ) from error


def _load(batch: Batch, by: User, shown_on: OutputWrapper) -> Batch:
    plans = 0
    while batch.state == Batch.State.PREVIEW and plans < MOST_PLANS:
        if _has_bad_files(batch) and not batch.skip_bad:
            return cancel(batch, by=by)
        batch = work_on(load(batch, by=by), shown_on=shown_on)
        plans += 1
    if batch.state == Batch.State.DONE:
        return batch
    raise CommandRefused(
        f"Import {batch.pk} is {batch.get_state_display()}. {batch.message}".rstrip()
    )


def _has_bad_files(batch: Batch) -> bool:
    return batch.rows.filter(outcome=BatchRow.Outcome.ERROR).exists()


def _stop(batch: Batch | None, by: User, shown_on: OutputWrapper) -> str:
    if batch is None:
        return "Stopped. Nothing was taken in."
    try:
        batch = work_on(cancel(batch, by=by), shown_on=shown_on)
    except TransitionRefused as refusal:
        return f"Too late to stop import {batch.pk}. {refusal}"
    except KeyboardInterrupt:
        return f"Stopped before all was taken back. {_as_far_as_it_came(batch)}"
    return f"Stopped. {batch.message or 'Nothing was loaded.'}"


def _as_far_as_it_came(batch: Batch | None) -> str:
    if batch is None:
        return "Nothing was taken in."
    return (
        f"Import {batch.pk} stays as far as it came: manage.py run_worker --once goes "
        "on with it."
    )
