"""Which entry of one list is which of another: by one name first, then by looser ones.

Pure; one walk over both lists for each kind of name.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, TypeVar

Entry = TypeVar("Entry")


def pair_up(
    old: Sequence[Entry],
    new: Sequence[Entry],
    *names: Callable[[Entry], Hashable | None],
) -> dict[int, int]:
    """For each place in `new` that has a partner, its place in `old`.

    Each name is tried on what the ones before left over; None is no name.
    """
    partner: dict[int, int] = {}
    for name in names:
        _pair_by(name, old, new, partner)
    return partner


def _pair_by(
    name_of: Callable[[Any], Hashable | None],
    old: Sequence[Any],
    new: Sequence[Any],
    partner: dict[int, int],
) -> None:
    """The first of each name with the first, the second with the second."""
    taken = set(partner.values())
    waiting: dict[Hashable, list[int]] = {}
    for place in _free(old, taken):
        if (name := name_of(old[place])) is not None:
            waiting.setdefault(name, []).append(place)
    for places in waiting.values():
        places.reverse()
    for place in _free(new, partner):
        name = name_of(new[place])
        if name is not None and waiting.get(name):
            partner[place] = waiting[name].pop()


def _free(entries: Sequence[Any], taken: Iterable[int]) -> list[int]:
    return [place for place in range(len(entries)) if place not in taken]
