"""A stretch of a section's text, kept with its place so that nothing can be lost."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_BRACKET = re.compile(r"[()]")
_SQUARE = re.compile(r"[\[\]]")
# An asterisk inside "HLA-B*57:01" and an underline inside a word are no marks.
_MARKS = re.compile(
    r"\\([*_`])|(?<![^\W_])\*+|\*+(?!\d)|`+|(?<![^\W_])_+|_+(?![^\W_])"
    r"|</?(?:i|b|em|strong|u|sub|sup|span)>",
    re.IGNORECASE,
)
_LINE_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_MAY_BE_MARKED = frozenset("*_`\\<&")
_EDGE = " \t\r\n\f\v\u00a0"


class Piece(NamedTuple):
    """The characters from `start` up to `end` of `source`."""

    source: str
    start: int
    end: int

    @property
    def raw(self) -> str:
        return self.source[self.start : self.end]

    @property
    def plain(self) -> str:
        return plain(self.raw)

    @property
    def wording(self) -> str:
        """The words as a row keeps them, without the sign that closes them."""
        return self.plain.rstrip(".:;, ")

    def cut(self, first: int, last: int | None = None) -> "Piece":
        """The part between two positions that count from this piece's start."""
        end = self.end if last is None else self.start + last
        return trimmed(self.source, self.start + first, end)


def trimmed(source: str, start: int, end: int) -> Piece:
    while start < end and source[start] in _EDGE:
        start += 1
    while end > start and source[end - 1] in _EDGE:
        end -= 1
    return Piece(source, start, end)


def plain(raw: str) -> str:
    """The words without marks, entities and line breaks."""
    if not _MAY_BE_MARKED.isdisjoint(raw):
        raw = html.unescape(_MARKS.sub(r"\1", _LINE_BREAK.sub(" ", raw)))
    return " ".join(raw.split())


def outer(raw: str) -> str:
    """The text with everything in matching brackets blanked, places unchanged."""
    for pattern, opening in ((_BRACKET, "("), (_SQUARE, "[")):
        if opening in raw:
            raw = _blanked(raw, pattern, opening)
    return raw


def bracketed(raw: str) -> list[tuple[int, int]]:
    """The places of the outermost round brackets, brackets included."""
    return list(_pairs(raw, _BRACKET, "(")) if "(" in raw else []


def _blanked(raw: str, pattern: re.Pattern[str], opening: str) -> str:
    parts = []
    end = 0
    for first, last in _pairs(raw, pattern, opening):
        parts += [raw[end:first], "\0" * (last - first)]
        end = last
    return "".join(parts) + raw[end:]


def _pairs(
    raw: str, pattern: re.Pattern[str], opening: str
) -> Iterator[tuple[int, int]]:
    """Outermost matching pairs; a bracket without its partner is none."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for match in pattern.finditer(raw):
        if match.group() == opening:
            opened.append(match.start())
        elif opened:
            first = opened.pop()
            while pairs and pairs[-1][0] > first:
                pairs.pop()
            pairs.append((first, match.end()))
    yield from pairs
