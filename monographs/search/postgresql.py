"""Conditions as PostgreSQL writes them: full text and trigrams."""

from dataclasses import replace

from monographs.search.clause import Clause, Groups, Words
from monographs.search.shelves import Shelf


class PostgreSQL:
    by_beginning = "found.folded USING ~<~"
    has_phrase = "strpos(found.folded, %s) > 0"

    def with_words(self, shelf: Shelf, words: Words) -> Clause:
        condition = "to_tsvector('simple', found.folded) @@ to_tsquery('simple', %s)"
        query = " & ".join(
            f"'{word}'{':*' if is_open else ''}" for word, is_open in words
        )
        # All that holds a word is read before the first is shown, unless in rings.
        return replace(self._clause(shelf, condition, query), rings=shelf.rings)

    def starting(self, shelf: Shelf, beginning: str) -> Clause:
        return self._clause(shelf, "found.folded LIKE %s", f"{beginning}%")

    def with_parts(self, shelf: Shelf, groups: Groups) -> Clause:
        alternatives = [
            " AND ".join(["found.folded LIKE %s"] * len(group)) for group in groups
        ]
        condition = " OR ".join(f"({alternative})" for alternative in alternatives)
        parts = (f"%{part}%" for group in groups for part in group)
        return self._clause(shelf, f"({condition})", *parts)

    def _clause(self, shelf: Shelf, condition: str, *params: str) -> Clause:
        return Clause(f"{shelf.table} found", shelf.where(condition), params)
