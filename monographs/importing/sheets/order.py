"""In which order the rows of a page stand when lines give places. Pure."""

from collections.abc import Mapping, Sequence


def new_order(
    current: Sequence[str],
    places: Mapping[str, int],
    added: Sequence[tuple[str, int | None]],
) -> list[str] | None:
    """The keys of all rows; None where those that are here stay as they are, and new
    ones come behind.

    A row without a given place counts where it stands, a new one behind all. Of two at
    one place, the one that stood first stays first: the same file again moves nothing.
    """
    behind = float("inf")
    wanted: list[tuple[float, str]] = [
        (places.get(key, place), key) for place, key in enumerate(current, 1)
    ]
    wanted += [(behind if place is None else place, key) for key, place in added]
    ordered = [key for _, key in sorted(wanted, key=lambda one: one[0])]
    as_is = [*current, *(key for key, _ in added)]
    return None if ordered == as_is else ordered
