"""What a row says and its lines do not: words and figures that need attention. Pure.

A row comes from its lines word for word, so a word that is not there was put in by a
machine or by an editor. It may well be right; it is what to look at.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_THOUSANDS = re.compile(r",(?=\d{3}(?!\d))")
MOST_NAMED = 12


@dataclass(frozen=True)
class Piece:
    text: str
    kind: str = ""  # "word" or "figure" where the lines do not hold it


def words_of(text: str) -> frozenset[str]:
    return frozenset(_plain(found[0]) for found in _TOKEN.finditer(text))


def compared(text: str, known: Collection[str]) -> tuple[Piece, ...]:
    """The whole text, cut where something is not among the known words."""
    return tuple(piece for piece in _pieces(text, known) if piece.text)


def uncompared(text: str) -> tuple[Piece, ...]:
    return (Piece(text),) if text else ()


def doubts_about(pieces: Iterable[Piece]) -> list[str]:
    """The same in sentences, for whoever does not see the marks."""
    found = [piece for piece in pieces if piece.kind]
    return [
        f"{kind} that the marked lines do not hold: {_named(texts)}."
        for kind, texts in (
            ("Figures", [piece.text for piece in found if piece.kind == "figure"]),
            ("Words", [piece.text for piece in found if piece.kind == "word"]),
        )
        if texts
    ]


def _pieces(text: str, known: Collection[str]) -> Iterator[Piece]:
    end = 0
    for found in _TOKEN.finditer(text):
        if _plain(found[0]) in known:
            continue
        yield Piece(text[end : found.start()])
        yield Piece(found[0], "figure" if found[0][0].isdigit() else "word")
        end = found.end()
    yield Piece(text[end:])


@lru_cache(maxsize=8192)
def _plain(token: str) -> str:
    token = unicodedata.normalize("NFKC", token).casefold()
    return _THOUSANDS.sub("", token)


def _named(texts: list[str]) -> str:
    different = list(dict.fromkeys(texts))
    more = len(different) - MOST_NAMED
    named = ", ".join(different[:MOST_NAMED])
    return f"{named} and {more} more" if more > 0 else named
