"""Orders of a list, and where in each its next page begins."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from monographs.models.public import Publication
from monographs.models.public.publication import sort_key

_START = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
# A value of the order, and the number of the page that has it.
CURSOR_PATTERN = r"[^\u0000-\u001f\u2028\u2029]{0,300}\.[0-9]{1,18}"


class NoSuchPlace(ValueError):
    """The cursor was not made by this list in this order."""


@dataclass(frozen=True)
class Order:
    column: str
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    is_descending: bool = False

    def sort(self, pages: QuerySet[Publication]) -> QuerySet[Publication]:
        sign = "-" if self.is_descending else ""
        pages = pages.filter(**{f"{self.column}__isnull": False})
        return pages.order_by(f"{sign}{self.column}", f"{sign}id")

    def behind(
        self, pages: QuerySet[Publication], cursor: str
    ) -> QuerySet[Publication]:
        if not re.fullmatch(CURSOR_PATTERN, cursor):
            raise NoSuchPlace(cursor)
        written, _, number = cursor.rpartition(".")
        try:
            value = self.read(written)
        except (ValueError, OverflowError) as error:
            raise NoSuchPlace(cursor) from error
        side, beyond = ("lte", "gte") if self.is_descending else ("gte", "lte")
        # The first condition lets the index start there; the second skips its equals.
        return pages.filter(**{f"{self.column}__{side}": value}).exclude(
            Q(**{self.column: value, f"id__{beyond}": int(number)})
        )

    def cursor_of(self, page: Publication) -> str:
        return f"{self.write(getattr(page, self.column))}.{page.pk}"


def _microseconds(moment: datetime) -> str:
    return str((moment - _START) // _MICROSECOND)


def _moment(text: str) -> datetime:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return _START + int(text) * _MICROSECOND


ORDERS = {
    "title": Order("sort_key", str, sort_key),
    "changed_at": Order("changed_at", _microseconds, _moment),
    "-changed_at": Order("changed_at", _microseconds, _moment, is_descending=True),
    "review_due_on": Order("review_due_on", date.isoformat, date.fromisoformat),
}
