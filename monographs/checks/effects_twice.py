from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from monographs.checks.frequencies import place_of
from monographs.checks.page import Page
from monographs.checks.registry import Remark, Severity, register
from monographs.checks.texts import quote
from monographs.content import DocumentSideEffect


@register(
    code="effect_twice",
    severity=Severity.WARNING,
    about="One side effect is listed twice for the same component, route or dose.",
)
def effect_twice(page: Page) -> Iterator[Remark]:
    """Listed as common and as rare, it is neither; readers find the first one only."""
    rows: defaultdict[Any, list[DocumentSideEffect]] = defaultdict(list)
    for row in page.document.side_effects:
        rows[_where(row), row.effect_key].append(row)
    for first, *others in rows.values():
        for other in others:
            yield Remark(
                other,
                place_of(other),
                f"It is listed before: {quote(_told(first))}, and here "
                f"{quote(_told(other))}. Keep one, or say to which component, route "
                "or dose each belongs.",
                f"{_told(first)}|{_told(other)}",
            )


def _where(row: DocumentSideEffect) -> tuple[str, str, str]:
    return row.scope, row.scope_name.casefold(), row.group.casefold()


def _told(row: DocumentSideEffect) -> str:
    frequency = row.frequency
    often = frequency.phrase or frequency.word or "no frequency"
    told = [row.wording or row.effect, often]
    if row.serious == "yes":
        told.append("serious")
    return ", ".join(told)
