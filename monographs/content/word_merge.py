"""One text out of two that grew from the same one, where their changes keep apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Beyond these a proposal would take longer than writing the text anew.
LONGEST_TEXT = 100_000
MOST_EDITS = 400

# A word with its signs and the space before it: "2.5" and "5–10" stay whole, so that
# no figure is put together from two people's halves.
_WORD = re.compile(r"\s*\S+|\s+")


@dataclass(frozen=True)
class _Change:
    """The words of the base from start to end give way to others."""

    start: int
    end: int
    words: tuple[str, ...]


def merge_words(base: str, theirs: str, mine: str) -> str | None:
    """Both sides' changes of the base, or None where they overlap or touch.

    Between a change of theirs and one of mine stands at least one word that nobody
    changed.
    """
    if max(len(base), len(theirs), len(mine)) > LONGEST_TEXT:
        return None
    words = _WORD.findall(base)
    first, second = (
        _changes(words, _WORD.findall(side)) if side != base else []
        for side in (theirs, mine)
    )
    if first is None or second is None or _touch(first, second):
        return None
    merged: list[str] = []
    place = 0
    for change in sorted({*first, *second}, key=lambda one: one.start):
        merged += [*words[place : change.start], *change.words]
        place = change.end
    return "".join([*merged, *words[place:]])


def _touch(first: list[_Change], second: list[_Change]) -> bool:
    return any(
        one.start <= other.end and other.start <= one.end and one != other
        for one in first
        for other in second
    )


def _changes(base: Sequence[str], side: Sequence[str]) -> list[_Change] | None:
    alike = _alike(base, side)
    if alike is None:
        return None
    found = []
    x = y = 0
    for i, j in [*alike, (len(base), len(side))]:
        if i > x or j > y:
            found.append(_Change(x, i, tuple(side[y:j])))
        x, y = i + 1, j + 1
    return found


def _alike(base: Sequence[str], side: Sequence[str]) -> list[tuple[int, int]] | None:
    """The places of the words that both have, by Myers' greedy search."""
    start = _same_start(base, side)
    tail = _same_start(base[start:][::-1], side[start:][::-1])
    before, after = base[start : len(base) - tail], side[start : len(side) - tail]
    reached = _search(before, after)
    if reached is None:
        return None
    middle = list(_walk_back(len(before), len(after), reached))[::-1]
    ends = zip(
        range(len(base) - tail, len(base)),
        range(len(side) - tail, len(side)),
        strict=True,
    )
    return [
        *((place, place) for place in range(start)),
        *((start + x, start + y) for x, y in middle),
        *ends,
    ]


def _same_start(base: Sequence[str], side: Sequence[str]) -> int:
    pairs = zip(base, side, strict=False)
    return next(
        (place for place, (one, other) in enumerate(pairs) if one != other),
        min(len(base), len(side)),
    )


def _search(before: Sequence[str], after: Sequence[str]) -> list[dict[int, int]] | None:
    """For each number of edits, how far each diagonal had got before it."""
    furthest = {1: 0}
    reached = []
    for edits in range(min(len(before) + len(after), MOST_EDITS) + 1):
        reached.append(dict(furthest))
        for diagonal in range(-edits, edits + 1, 2):
            x = _step(furthest, diagonal, edits)
            while (
                x < len(before)
                and x - diagonal < len(after)
                and before[x] == after[x - diagonal]
            ):
                x += 1
            furthest[diagonal] = x
            if x >= len(before) and x - diagonal >= len(after):
                return reached
    return None


def _is_added(furthest: dict[int, int], diagonal: int, edits: int) -> bool:
    return diagonal == -edits or (
        diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]
    )


def _step(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    if _is_added(furthest, diagonal, edits):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _walk_back(
    x: int, y: int, reached: list[dict[int, int]]
) -> Iterator[tuple[int, int]]:
    for edits in range(len(reached) - 1, -1, -1):
        furthest, diagonal = reached[edits], x - y
        start = _step(furthest, diagonal, edits) if edits else 0
        while x > start and y > start - diagonal:
            x, y = x - 1, y - 1
            yield x, y
        if edits and _is_added(furthest, diagonal, edits):
            y -= 1
        elif edits:
            x -= 1
