from collections.abc import Iterator

from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.content import DocumentSideEffect
from monographs.frequency import (
    Basis,
    Interval,
    interval_as_text,
    word_against_figure,
    words_differ,
)

MOST_NAMED = 5


def place_of(row: DocumentSideEffect) -> str:
    return f"Side effect “{row.effect}”"


@register(
    code="word_and_number_differ",
    severity=Severity.WARNING,
    about="A side effect's frequency word and its number do not fit each other.",
)
def word_and_number(page: Page) -> Iterator[Remark]:
    """“Rare (5 %)” is one or the other. Readers remember the word and doctors the
    number, so that both have to be right."""
    differing: dict[tuple[str, Interval], list[DocumentSideEffect]] = {}
    for row in page.document.side_effects:
        word, interval = row.frequency.word, row.frequency.interval
        if interval and words_differ(word, interval):
            differing.setdefault((word, interval), []).append(row)
    for (word, interval), rows in differing.items():
        figure = interval_as_text(interval)
        yield Remark(
            rows[0],
            _place_of_all(rows),
            f"{_named(rows)}: {word_against_figure(word, interval)}",
            f"{word} {figure} {[row.effect for row in rows]}",
        )


@register(
    code="frequency_without_basis",
    severity=Severity.HINT,
    about="Numbers stand without what they rest on: trials or reports.",
)
def without_basis(page: Page) -> Iterator[Remark]:
    """A share counted in a trial and a guess from reports look alike as a number."""
    rows = [
        row
        for row in page.document.side_effects
        if row.frequency.interval and row.frequency.basis is Basis.NOT_STATED
    ]
    if not rows:
        return
    yield Remark(
        rows[0] if len(rows) == 1 else None,
        "Side effects",
        f"Nothing says what these numbers rest on: {_named(rows)}. Choose the "
        "basis where the source names it.",
        "basis",
    )


def _place_of_all(rows: list[DocumentSideEffect]) -> str:
    return place_of(rows[0]) if len(rows) == 1 else f"{len(rows)} side effects"


def _named(rows: list[DocumentSideEffect]) -> str:
    named = ", ".join(row.effect for row in rows[:MOST_NAMED])
    more = len(rows) - MOST_NAMED
    return f"{named} and {more} more" if more > 0 else named
