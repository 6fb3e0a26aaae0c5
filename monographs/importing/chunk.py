"""So many at once as neither memory nor a lease minds."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from monographs.models import BatchRow

# Two of the largest documents, or hundreds of usual ones.
MOST_BYTES = 4_000_000

T = TypeVar("T")


def chunk_of(rows: Iterable[BatchRow], *, most: int) -> list[BatchRow]:
    return first_of(rows, most=most, size=_size)


def first_of(items: Iterable[T], *, most: int, size: Callable[[T], int]) -> list[T]:
    """Takes no more items than it returns; at least one, if there is any."""
    taken: list[T] = []
    total = 0
    for item in items:
        taken.append(item)
        total += size(item)
        if total >= MOST_BYTES or len(taken) >= most:
            break
    return taken


def _size(row: BatchRow) -> int:
    return len(row.content or b"") + len(row.after) + len(row.before)
