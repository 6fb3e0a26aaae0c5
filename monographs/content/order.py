"""What a new order of the same things means. Pure.

`partner` gives for each new place the old one.
"""

from bisect import bisect_left


def moved_places(partner: dict[int, int]) -> set[int]:
    """The fewest rows that must have been taken elsewhere, by their new places.

    All others are a longest run of rows that stand in their old order.
    """
    ends: list[int] = []  # for each length, the smallest old place a run ends with
    last: list[int] = []  # the new place of that end
    before: dict[int, int | None] = {}
    for place in sorted(partner):
        length = bisect_left(ends, partner[place])
        before[place] = last[length - 1] if length else None
        ends[length : length + 1] = [partner[place]]
        last[length : length + 1] = [place]
    stayed: set[int] = set()
    at = last[-1] if last else None
    while at is not None:
        stayed.add(at)
        at = before[at]
    return set(partner) - stayed


def removed_behind(count: int, partner: dict[int, int]) -> dict[int | None, list[int]]:
    """Old places without a partner, behind the nearest one before that has one."""
    kept = set(partner.values())
    removed: dict[int | None, list[int]] = {}
    behind = None
    for place in range(count):
        if place in kept:
            behind = place
        else:
            removed.setdefault(behind, []).append(place)
    return removed
