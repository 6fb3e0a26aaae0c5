"""What somebody typed, as words to look for. Pure."""

from dataclasses import dataclass

from monographs.search.words import STOP_WORDS, fold, stem

LONGEST_QUERY = 200
MOST_WORDS = 12
# Shorter words begin too many others.
SHORTEST_BEGINNING = 3


@dataclass(frozen=True)
class Query:
    text: str  # as it was typed, without what was cut off
    folded: str
    is_cut: bool

    @classmethod
    def of(cls, typed: str) -> "Query":
        text = " ".join(typed.replace("\0", " ").split())
        cut = text[:LONGEST_QUERY].strip()
        words = fold(cut).split()
        is_cut = len(text) > LONGEST_QUERY or len(words) > MOST_WORDS
        return cls(cut, " ".join(words[:MOST_WORDS]), is_cut)

    @property
    def words(self) -> list[str]:
        return self.folded.split()

    @property
    def telling_words(self) -> list[str]:
        return [word for word in self.words if word not in STOP_WORDS]

    @property
    def stems(self) -> list[str]:
        """What a running text must hold."""
        return list(dict.fromkeys(map(stem, self.telling_words)))

    @property
    def beginnings(self) -> list[tuple[str, bool]]:
        """What a name must hold: each word, and whether its beginning is enough."""
        stems = list(dict.fromkeys(map(stem, self.telling_words or self.words)))
        return [(word, len(word) >= SHORTEST_BEGINNING) for word in stems]

    @property
    def has_only_stop_words(self) -> bool:
        return bool(self.words) and not self.telling_words

    @property
    def can_search_texts(self) -> bool:
        return any(len(word) >= SHORTEST_BEGINNING for word in self.stems)
