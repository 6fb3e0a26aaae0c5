from collections.abc import Iterator, Sequence
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from monographs.management.endings import ending_in_words
from monographs.management.terminal_line import terminal_line
from monographs.models import Batch, BatchRow

HEADINGS = ("import", "when", "by", "name", "state", "files", "outcomes")
LONGEST_NAME = 40


class Command(BaseCommand):
    help = "List the imports, the newest first."

    def handle(self, *args: Any, **options: Any) -> None:
        with ending_in_words(self.stderr):
            rows = [_cells(batch) for batch in Batch.objects.select_related("by")]
        if not rows:
            self.stdout.write("There is no import yet.")
            return
        for line in _table([HEADINGS, *rows]):
            self.stdout.write(terminal_line(line))


def _cells(batch: Batch) -> tuple[str, ...]:
    name = batch.name
    return (
        str(batch.pk),
        f"{timezone.localtime(batch.at):%Y-%m-%d %H:%M}",
        batch.by.get_username(),
        name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…",
        _state(batch),
        f"{batch.total:,}",
        _outcomes(batch),
    )


def _state(batch: Batch) -> str:
    state = batch.get_state_display()
    if not batch.is_working:
        return state
    is_held = batch.lease_until is not None and batch.lease_until > timezone.now()
    done = f"{state}, {batch.checkpoint:,} of {batch.to_do:,}"
    return done if is_held else f"{done}, waits for run_worker"


def _outcomes(batch: Batch) -> str:
    """Of files, or of the drugs in spreadsheets."""
    outcomes = batch.counts.get("outcomes", {})
    return ", ".join(
        f"{outcomes[outcome.value]:,} {outcome.label}"
        for outcome in BatchRow.Outcome
        if outcome.value in outcomes
    )


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
