"""Conditions as SQLite writes them: FTS5 and its trigrams."""

from collections.abc import Iterator, Sequence

from monographs.search.clause import AT_START, Clause, Groups, Words
from monographs.search.shelves import Shelf

_TRIGRAM = 3
_BEHIND_ALL = "\U0010ffff"


class SQLite:
    by_beginning = "found.folded"
    has_phrase = "instr(found.folded, %s) > 0"
    most_candidates = 300

    def with_words(self, shelf: Shelf, words: Words) -> Clause:
        query = " AND ".join(
            f"{_quoted(word)}{'*' if is_open else ''}" for word, is_open in words
        )
        return self._matching(shelf.words, shelf, query)

    def starting(self, shelf: Shelf, beginning: str) -> Clause:
        # LIKE would not use the index: it knows no case in SQLite.
        condition = shelf.where("found.folded >= %s AND found.folded < %s")
        params = (beginning, f"{beginning}{_BEHIND_ALL}")
        return Clause(f"{shelf.table} found", condition, params)

    def with_parts(
        self, shelf: Shelf, groups: Groups, *, near: str, most: int
    ) -> Clause:
        alternatives = [" AND ".join(_known_parts(group)) for group in groups]
        query = " OR ".join(f"({alternative})" for alternative in alternatives)
        return self._matching(shelf.parts, shelf, query)

    def _matching(self, index: str, shelf: Shelf, query: str) -> Clause:
        source = f"{index} JOIN {shelf.table} found ON found.id = {index}.rowid"
        return Clause(source, f"{index} MATCH %s", (query,))


def _known_parts(group: Sequence[str]) -> Iterator[str]:
    """Its trigrams know nothing shorter, and no beginning of a word."""
    bare = (part.removeprefix(AT_START) for part in group)
    return (_quoted(part) for part in bare if len(part) >= _TRIGRAM)


def _quoted(word: str) -> str:
    return f'"{word}"'
