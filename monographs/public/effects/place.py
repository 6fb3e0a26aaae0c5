"""Where in a list its next page begins: as fast at its end as at its start."""

from dataclasses import dataclass
from typing import Any, Self

from django.db.models import QuerySet

from monographs.public.versions.position import number_in


@dataclass(frozen=True)
class Place:
    """Of the last row that a reader has seen; keys may be equal, so with its id."""

    key: str
    id: int

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        key, _, own = text.replace("\0", "").rpartition(".")
        number = number_in(own)
        return None if number is None else cls(key, number)

    def __str__(self) -> str:
        return f"{self.key}.{self.id}"


def behind(
    rows: QuerySet[Any, Any], key: str, place: Place | None
) -> QuerySet[Any, Any]:
    """In the order of the key, from the place on."""
    if place is not None:
        # The first condition lets the index start there; the second skips its equals.
        rows = rows.filter(**{f"{key}__gte": place.key}).exclude(
            **{key: place.key, "id__lte": place.id}
        )
    return rows.order_by(key, "id")
