"""Words that were marked in a source text, found again where it is rendered."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

# Words, figures, and every other sign by itself.
_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S")
_TOKEN_OR_SPACE = re.compile(rf"{_TOKEN.pattern}|\s+")
# Signs of Markdown and the addresses of links are not among the rendered words.
FURTHEST = 300

Run = tuple[str, str | None]


class Marks:
    """The runs of a Markdown text, in its order, each with a mark or None.

    Called with a piece of the rendered text after the other, as Markdown reads them.
    """

    def __init__(self, runs: Iterable[Run]) -> None:
        self._tokens = [
            (token, mark) for text, mark in runs for token in _TOKEN.findall(text)
        ]
        self._next = 0

    def __call__(self, text: str) -> Iterator[Run]:
        found = [
            (token, None if token.isspace() else self._mark_of(token))
            for token in _TOKEN_OR_SPACE.findall(text)
        ]
        runs = groupby(_without_gaps(found), key=lambda run: run[1])
        for mark, run in runs:
            yield "".join(token for token, _ in run), mark

    def _mark_of(self, token: str) -> str | None:
        ahead = self._tokens[self._next : self._next + FURTHEST]
        for place, (known, mark) in enumerate(ahead, self._next + 1):
            if known == token:
                self._next = place
                return mark
        return None


def _without_gaps(runs: list[Run]) -> Iterator[Run]:
    """The space between two words with the same mark belongs to it."""
    for place, (text, mark) in enumerate(runs):
        around = {run[1] for run in runs[max(0, place - 1) : place + 2 : 2]}
        is_between = text.isspace() and 0 < place < len(runs) - 1 and len(around) == 1
        yield text, around.pop() if is_between else mark
