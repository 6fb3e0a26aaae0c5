"""The letters above a list: links to those that something begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from django.db import connection

from monographs.models.public import AToZEntry
from monographs.models.public.alphabet import BEFORE, BEHIND, INITIALS, range_of
from monographs.public.addresses import list_url

LABELS = {
    initial: {BEFORE: "0–9", BEHIND: "Other"}.get(initial, initial.upper())
    for initial in INITIALS
}


@dataclass(frozen=True)
class Letter:
    label: str
    url: str  # empty where nothing begins with it
    is_current: bool


def letters(current: str = "") -> tuple[Letter, ...]:
    """All initials; one query."""
    filled = _filled([range_of(initial) for initial in INITIALS])
    return tuple(
        Letter(
            LABELS[initial],
            initial_url(initial) if has_any else "",
            initial == current,
        )
        for initial, has_any in zip(INITIALS, filled, strict=True)
    )


def second_letters(initial: str, current: str = "") -> tuple[Letter, ...]:
    """Of a long letter, those that it goes on with; one query."""
    filled = _filled([range_of(initial, second) for second in INITIALS])
    return tuple(
        Letter(
            two_letters(initial, second),
            f"{initial_url(initial)}?then={second}",
            second == current,
        )
        for second, has_any in zip(INITIALS, filled, strict=True)
        if has_any or second == current
    )


def two_letters(initial: str, second: str) -> str:
    """As a reader would call it: "Ab"."""
    first = LABELS[initial]
    if second == BEFORE:
        return f"{first} alone"
    return f"{first}…" if second == BEHIND else f"{first}{second}"


def initial_url(initial: str) -> str:
    return f"{list_url('drug')}{initial}/"


def _filled(ranges: Sequence[tuple[int, int]]) -> list[bool]:
    # Put together by hand: as querysets, these take a third of a page's time.
    one = f"EXISTS (SELECT 1 FROM {AToZEntry._meta.db_table}"  # noqa: S608
    one += " WHERE initials BETWEEN %s AND %s)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([one] * len(ranges))}", list(chain(*ranges)))
        return [bool(has_any) for has_any in cursor.fetchone()]
