"""Names that look like a mistyped one. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from heapq import nlargest
from itertools import chain

MOST_OFFERED = 3
# Comparing letter by letter is slow; those that share most pairs of letters get it.
MOST_COMPARED = 40
NEAR = 0.72


class NearNames:
    """Looks at the names that have a pair of letters in common, not at all of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        self.with_pair: dict[str, list[int]] = defaultdict(list)  # places of names
        self.pairs_in: list[int] = []
        for place, name in enumerate(self.names):
            pairs = _pairs(name.casefold())
            self.pairs_in.append(len(pairs))
            for pair in pairs:
                self.with_pair[pair].append(place)

    def to(self, text: str) -> list[str]:
        """The nearest first; none where nothing is near."""
        wanted = text.casefold()
        likely = (self.names[place] for place in self._likely(_pairs(wanted)))
        rated = ((_nearness(wanted, name.casefold()), name) for name in likely)
        near = {one for one in rated if one[0] >= NEAR and one[1] != text}
        return [name for _, name in nlargest(MOST_OFFERED, near)]

    def _likely(self, pairs: set[str]) -> list[int]:
        places = (self.with_pair.get(pair, ()) for pair in pairs)
        shared = Counter(chain.from_iterable(places))
        return nlargest(
            MOST_COMPARED,
            shared,
            key=lambda place: (
                shared[place] / (len(pairs) + self.pairs_in[place] - shared[place])
            ),
        )


def _pairs(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[place : place + 2] for place in range(len(padded) - 1)}


def _nearness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
