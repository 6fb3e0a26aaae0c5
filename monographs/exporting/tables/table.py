"""Named tables of text, and what a format cannot hold of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """`rows` may be asked for more than once: some formats are checked beforehand.
    `names` is the column by which a person finds what a row is about."""

    name: str
    header: Sequence[str]
    rows: Callable[[], Iterable[Sequence[str]]]
    names: str = ""


class CannotHold(Exception):
    """A format cannot hold a text; nothing was written. The message says where, why,
    and which format can."""
