"""Which words of two texts differ: exact where they are alike, else not at all."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

# Beyond these, marked words help nobody; and no text takes longer than a moment.
LONGEST_TEXT = 100_000
MOST_WORDS = 5_000
MOST_EDITS = 600

# A word or a sign, with the space before it; then what space is left.
_TOKEN = re.compile(r"\s*(?:\w+|[^\w\s])|\s+")
SAME, REMOVED, ADDED = "same", "removed", "added"

Step = tuple[str, str]


@dataclass(frozen=True)
class Piece:
    kind: str
    text: str


def diff_words(old: str, new: str) -> list[Piece] | None:
    """The new text with what it replaced; None where the two are too unlike."""
    if max(len(old), len(new)) > LONGEST_TEXT:
        return None
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    middle = (
        before[start : len(before) - end],
        after[start : len(after) - end],
    )
    changed = _compare(*middle)
    if changed is None:
        return None
    steps = [
        *((SAME, token) for token in after[:start]),
        *_readable(changed),
        *((SAME, token) for token in after[len(after) - end :]),
    ]
    return [Piece(*step) for step in _joined(_space_outside(_joined(steps)))]


def _joined(steps: Iterable[Step]) -> list[Step]:
    return [
        (kind, "".join(text for _, text in run))
        for kind, run in groupby(steps, key=lambda step: step[0])
    ]


def _space_outside(steps: Iterable[Step]) -> Iterator[Step]:
    """The space around changed words stands beside the marks, not in them."""
    for kind, text in steps:
        words = text.strip()
        if kind == SAME or not words:
            yield kind, text
            continue
        begin = text.index(words)
        parts = (text[:begin], SAME), (words, kind), (text[begin + len(words) :], SAME)
        yield from ((kind, part) for part, kind in parts if part)


def _readable(steps: list[Step]) -> Iterator[Step]:
    """A single word that happens to stand in both makes no sense between changes."""
    runs = [(kind, list(run)) for kind, run in groupby(steps, key=lambda step: step[0])]
    removed: list[Step] = []
    added: list[Step] = []
    for place, (kind, run) in enumerate(runs):
        is_island = 0 < place < len(runs) - 1 and len(run) == 1
        if kind == SAME and not is_island:
            yield from [*removed, *added, *run]
            removed, added = [], []
        if kind == REMOVED or (kind == SAME and is_island):
            removed += [(REMOVED, token) for _, token in run]
        if kind == ADDED or (kind == SAME and is_island):
            added += [(ADDED, token) for _, token in run]
    yield from [*removed, *added]


def _alike(before: Sequence[str], after: Sequence[str]) -> int:
    """How many tokens both begin with; space alone makes no difference."""
    count = 0
    for old, new in zip(before, after, strict=False):
        if old.strip() != new.strip():
            break
        count += 1
    return count


def _compare(before: list[str], after: list[str]) -> list[Step] | None:
    if not before or not after:
        return [
            *((REMOVED, token) for token in before),
            *((ADDED, token) for token in after),
        ]
    if max(len(before), len(after)) > MOST_WORDS:
        return None
    reached = _search([t.strip() for t in before], [t.strip() for t in after])
    return None if reached is None else list(_walk_back(before, after, reached))[::-1]


def _search(before: list[str], after: list[str]) -> list[dict[int, int]] | None:
    """Myers' greedy search: for each number of edits, how far each diagonal got."""
    furthest = {1: 0}
    reached = []
    for edits in range(min(len(before) + len(after), MOST_EDITS) + 1):
        # Only the round before: all rounds whole would fill the memory.
        before_this = range(1 - edits, edits, 2) if edits else (1,)
        reached.append({diagonal: furthest[diagonal] for diagonal in before_this})
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


def _step(furthest: dict[int, int], diagonal: int, edits: int) -> int:
    """One edit further: a word added (down) or removed (right)."""
    if _is_added(furthest, diagonal, edits):
        return furthest[diagonal + 1]
    return furthest[diagonal - 1] + 1


def _is_added(furthest: dict[int, int], diagonal: int, edits: int) -> bool:
    return diagonal == -edits or (
        diagonal != edits and furthest[diagonal - 1] < furthest[diagonal + 1]
    )


def _walk_back(
    before: list[str], after: list[str], reached: list[dict[int, int]]
) -> Iterator[Step]:
    x, y = len(before), len(after)
    for edits in range(len(reached) - 1, -1, -1):
        furthest, diagonal = reached[edits], x - y
        start = _step(furthest, diagonal, edits) if edits else 0
        while x > start and y > start - diagonal:
            x, y = x - 1, y - 1
            yield SAME, after[y]
        if edits and _is_added(furthest, diagonal, edits):
            y -= 1
            yield ADDED, after[y]
        elif edits:
            x -= 1
            yield REMOVED, before[x]
