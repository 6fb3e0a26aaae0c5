"""Names that look like a mistyped one. Pure."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nlargest

MOST_OFFERED = 3
# Comparing letter by letter is slow; those that share most pairs of letters get it.
MOST_COMPARED = 40
NEAR = 0.72


class NearNames:
    def __init__(self, names: Iterable[str]) -> None:
        self.names = [(name, _pairs(name.casefold())) for name in names]

    def to(self, text: str) -> list[str]:
        """The nearest first; none where nothing is near."""
        wanted = text.casefold()
        pairs = _pairs(wanted)
        likely = nlargest(
            MOST_COMPARED,
            self.names,
            key=lambda named: len(pairs & named[1]) / len(pairs | named[1]),
        )
        rated = ((_nearness(wanted, name.casefold()), name) for name, _ in likely)
        best = nlargest(MOST_OFFERED, {one for one in rated if NEAR <= one[0] < 1})
        return [name for _, name in best]


def _pairs(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[place : place + 2] for place in range(len(padded) - 1)}


def _nearness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
