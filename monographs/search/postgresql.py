"""Conditions as PostgreSQL writes them: full text and trigrams."""

import re
from collections.abc import Sequence
from dataclasses import replace

from monographs.search.clause import AT_START, Clause, Groups, Words
from monographs.search.shelves import Shelf

_TRIGRAM = 3
_MOST_COMPARED = 1_000


class PostgreSQL:
    by_beginning = "found.folded USING ~<~"
    has_phrase = "strpos(found.folded, %s) > 0"
    most_candidates = 60  # the likest first

    def with_words(self, shelf: Shelf, words: Words) -> Clause:
        condition = "to_tsvector('simple', found.folded) @@ to_tsquery('simple', %s)"
        query = " & ".join(
            f"'{word}'{':*' if is_open else ''}" for word, is_open in words
        )
        # All that holds a word is read before the first is shown, unless in rings.
        return replace(self._clause(shelf, condition, query), rings=shelf.rings)

    def starting(self, shelf: Shelf, beginning: str) -> Clause:
        return self._clause(shelf, "found.folded LIKE %s", f"{_literal(beginning)}%")

    def with_parts(
        self, shelf: Shelf, groups: Groups, *, near: str, most: int
    ) -> Clause:
        patterns = [pattern for group in groups for pattern in _patterns(group)]
        condition = " OR ".join(map(_condition, patterns))
        # The nearest alone are read further. A word that thousands of names hold is
        # among the first of them; so many need not be put in order.
        likely = (
            f"SELECT * FROM {shelf.table} found "  # noqa: S608
            f"WHERE {shelf.where(f'({condition})')} LIMIT {_MOST_COMPARED}"
        )
        nearest = (
            f"(SELECT * FROM ({likely}) found "  # noqa: S608
            "ORDER BY strict_word_similarity(%s, found.folded) DESC, found.id "
            f"LIMIT {most}) found"
        )
        return Clause(nearest, "TRUE", (*patterns, near))

    def _clause(self, shelf: Shelf, condition: str, *params: str) -> Clause:
        return Clause(f"{shelf.table} found", shelf.where(condition), params)


def _literal(text: str) -> str:
    """Of a folded text nothing changes; a title may hold any sign."""
    return re.sub(r"([\\%_])", r"\\\1", text)


def _condition(pattern: str) -> str:
    # The index of beginnings serves LIKE alone. Too many names have the same first
    # letter or two, so it must not be taken for these: by ILIKE it cannot be.
    has_short_beginning = 0 < pattern.find("%") < _TRIGRAM
    return f"found.folded {'ILIKE' if has_short_beginning else 'LIKE'} %s"


def _patterns(group: Sequence[str]) -> tuple[str, ...]:
    """All its parts in one, in their order: several would be looked up one by one."""
    parts = "%".join(group)
    if not parts.startswith(AT_START):
        return (f"%{parts}%",)
    # In the first word, or in another one.
    beginning = parts.removeprefix(AT_START)
    return f"{beginning}%", f"% {beginning}%"
