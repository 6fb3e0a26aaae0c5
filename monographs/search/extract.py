"""The part of a text in which the words stand, with the words marked. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monographs.search.query import Query
from monographs.search.results import Piece
from monographs.search.words import stem, words_of

LENGTH = 240
_BEFORE = 60
# The items of a list seldom end with a sign of their own.
_LINE_END = re.compile(r"(?<=[\w)])\n+(?=.)")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True)
class _Match:
    start: int
    end: int
    word: str


def marked(text: str, query: Query) -> tuple[Piece, ...]:
    """All of it."""
    return tuple(_pieces(text, list(_matches(text, query))))


def extract(text: str, query: Query) -> tuple[Piece, ...]:
    """Where most of the words stand close to each other, else the beginning."""
    text = " ".join(_LINE_END.sub("; ", text).split())
    matches = list(_matches(text, query))
    start = _start(text, matches)
    end = _end(text, start)
    kept = [
        _Match(match.start - start, match.end - start, match.word)
        for match in matches
        if start <= match.start and match.end <= end
    ]
    pieces = list(_pieces(text[start:end].rstrip(), kept))
    if start:
        pieces.insert(0, Piece("… "))
    if end < len(text):
        pieces.append(Piece(" …"))
    return tuple(pieces)


def _matches(text: str, query: Query) -> Iterator[_Match]:
    beginnings = query.beginnings
    known: dict[str, str] = {}
    for token in _TOKEN.finditer(text):
        written = token[0]
        if written not in known:
            known[written] = _matched_word(written, beginnings)
        if word := known[written]:
            yield _Match(token.start(), token.end(), word)


def _matched_word(written: str, beginnings: list[tuple[str, bool]]) -> str:
    for word in words_of(written):
        for wanted, is_open in beginnings:
            if stem(word) == wanted or (is_open and word.startswith(wanted)):
                return wanted
    return ""


def _start(text: str, matches: list[_Match]) -> int:
    best, most = 0, 0
    for place, match in enumerate(matches):
        within = (
            other.word
            for other in matches[place : place + 20]
            if other.end <= match.start + LENGTH - _BEFORE
        )
        if (count := len(set(within))) > most:
            best, most = match.start, count
    if best <= _BEFORE:
        return 0
    return text.find(" ", best - _BEFORE, best) + 1 or best


def _end(text: str, start: int) -> int:
    if start + LENGTH >= len(text):
        return len(text)
    end = text.rfind(" ", start + 1, start + LENGTH)
    return end if end > start else start + LENGTH


def _pieces(text: str, matches: list[_Match]) -> Iterator[Piece]:
    place = 0
    for match in matches:
        if match.start > place:
            yield Piece(text[place : match.start])
        yield Piece(text[match.start : match.end], is_match=True)
        place = match.end
    if place < len(text):
        yield Piece(text[place:])
