"""What is written together, and anew only when what it is made from changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from monographs.public.static_site.asking import Answer


def _nothing() -> dict[str, Answer]:
    return {}


@dataclass(frozen=True)
class Unit:
    """`seed` changes with whatever the answers at these addresses are made from."""

    name: str
    seed: str
    addresses: tuple[str, ...]
    # Lists go on to their next pages.
    is_followed: bool = True
    # What stands below the first address belongs to it, where a page leads there.
    owns_below: bool = False
    # There for good, so that others need not note that they lead there.
    is_lasting: bool = False
    # Addresses that no view answers, and what makes their files.
    others: tuple[str, ...] = ()
    make_others: Callable[[], dict[str, Answer]] = _nothing
    # Files that stand somewhere already, by their addresses.
    copies: Mapping[str, Path] = field(default_factory=dict)

    @property
    def all_addresses(self) -> tuple[str, ...]:
        return (*self.addresses, *self.others, *self.copies)

    @property
    def start(self) -> str:
        return self.addresses[0]
