"""A list of rows too long for one page is opened and saved in parts.

A part is sent back as the rows that it showed, each with its key, so a save finds
exactly those. Rows outside were never on the page: nothing about them is read from
what was typed, and they stay as they are.
"""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet

ROWS_A_PART = 500
_WANTED = re.compile(r"([a-z_]{1,40}):([0-9]{1,6})")


@dataclass(frozen=True)
class Part:
    """`newest` is the highest primary key when the page was opened: what is above it
    was added since, by others."""

    number: int = 1
    count: int = 0
    newest: int = 0

    @property
    def is_one_of_several(self) -> bool:
        return self.count > ROWS_A_PART

    @property
    def numbers(self) -> range:
        return range(1, -(-self.count // ROWS_A_PART) + 1)

    @property
    def first(self) -> int:
        return (self.number - 1) * ROWS_A_PART + 1

    @property
    def last(self) -> int:
        return min(self.number * ROWS_A_PART, self.count)


def wanted_part(prefix: str, wanted: str) -> int:
    """Of "side_effects:3" the 3, for the list with this prefix."""
    match = _WANTED.fullmatch(wanted)
    return int(match[2]) if match and match[1] == prefix else 1


def part_of(rows: QuerySet[Any], number: int) -> tuple[QuerySet[Any], Part]:
    """The rows of this part; of a list that fits a page, all, without a query."""
    first = rows[: ROWS_A_PART + 1]
    if len(first) <= ROWS_A_PART:
        return first, Part(count=len(first))
    known = rows.order_by().aggregate(newest=Max("pk"))
    count = rows.count()
    last = -(-count // ROWS_A_PART)
    part = Part(min(max(number, 1), last), count, known["newest"])
    return rows[part.first - 1 : part.last], part
