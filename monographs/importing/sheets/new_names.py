"""What is said of a name that a line adds to a vocabulary: perhaps it is a slip."""

from collections.abc import Callable, Iterable

from monographs.importing.sheets.issue import cut
from monographs.near_names import NearNames

# Of the lines of a chunk. Each looks through many names; a heap of new ones is no slip.
MOST_GUESSES = 10
LONGEST_NAME = 60  # in a sentence that says two


class NewNames:
    """`names` are those that the vocabulary has: asked for once, if at all."""

    def __init__(self, names: Callable[[], Iterable[str]], sentence: str) -> None:
        self._names = names
        self._sentence = sentence
        self._near: NearNames | None = None
        self._told: set[str] = set()

    def hint(self, name: str) -> str:
        """Once for each name; nothing after that."""
        if name in self._told:
            return ""
        self._told.add(name)
        near = self._near_to(name) if len(self._told) <= MOST_GUESSES else []
        meant = f' Did you mean "{cut(near[0], LONGEST_NAME)}"?' if near else ""
        return self._sentence.format(cut(name, LONGEST_NAME)) + meant

    def _near_to(self, name: str) -> list[str]:
        if self._near is None:
            self._near = NearNames(self._names())
        return self._near.to(name)
