"""What the two databases write differently: its shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from monographs.search.shelves import Shelf

# Words, and of each whether its beginning is enough. They hold letters and digits
# only, so no sign of a database's query language is ever among them.
Words = Sequence[tuple[str, bool]]
# Of at least one group, all parts stand somewhere in the text; a part with this sign
# stands at the beginning of a word, if the database can tell.
AT_START = "^"
Groups = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Clause:
    """A table, known as `found`, and a condition with its parameters."""

    source: str
    condition: str
    params: tuple[str, ...]
    # Conditions of which one after the other is added, until enough is found.
    rings: tuple[str, ...] = ()


class Dialect(Protocol):
    # By bytes, as the index of beginnings is sorted.
    by_beginning: str
    # True where the entry holds the one parameter.
    has_phrase: str
    # Of names that share some parts with a word.
    most_candidates: int

    def with_words(self, shelf: Shelf, words: Words) -> Clause: ...
    def starting(self, shelf: Shelf, beginning: str) -> Clause: ...
    def with_parts(
        self, shelf: Shelf, groups: Groups, *, near: str, most: int
    ) -> Clause: ...
