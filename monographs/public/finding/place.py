"""Where in the A–Z a page of a list begins."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, Self

from django.db.models import BooleanField, F, Func, Value

from monographs.models.public.alphabet import initials_of
from monographs.models.public.finding import ORDER

PAGE_SIZE = 100
_LONGEST_NUMBER = 18


class InOrder(Protocol):
    sort_key: str
    rank: int
    publication_id: int


@dataclass(frozen=True)
class Place:
    """The last entry that a reader has seen; names may be equal, so with its page."""

    sort_key: str
    rank: int = 0
    id: int = 0

    @classmethod
    def of(cls, entry: InOrder) -> Self:
        return cls(entry.sort_key, entry.rank, entry.publication_id)

    @classmethod
    def from_text(cls, text: str) -> Self | None:
        text = text.replace("\0", "")
        rest, _, number = text.rpartition(".")
        sort_key, _, rank = rest.rpartition(".")
        if _is_number(number, _LONGEST_NUMBER) and _is_number(rank, 1):
            return cls(sort_key, int(rank), int(number))
        return cls(text) if text else None

    @property
    def after(self) -> "After":
        """The rest of the A–Z."""
        values = (initials_of(self.sort_key), self.sort_key, self.rank, self.id)
        return After(dict(zip(ORDER, values, strict=True)))

    def __str__(self) -> str:
        return f"{self.sort_key}.{self.rank}.{self.id}"


class After(Func):
    """All columns of the order at once: the index begins there, and skips nothing."""

    output_field = BooleanField()

    def __init__(self, values: Mapping[str, int | str]) -> None:
        super().__init__(*map(F, values), *map(Value, values.values()))

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:
        parts = [compiler.compile(each) for each in self.source_expressions]
        half = len(parts) // 2
        columns, values = (
            ", ".join(sql for sql, _ in side) for side in (parts[:half], parts[half:])
        )
        return f"({columns}) > ({values})", [one for _, own in parts for one in own]


def _is_number(text: str, longest: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= longest
