"""The words of an item itself that say how often or how serious."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monographs.frequency import Serious
from monographs.importing.documents.side_effects.cutting import label_end, sentences
from monographs.importing.documents.side_effects.piece import Piece, bracketed
from monographs.importing.documents.side_effects.statements import (
    may_say,
    said,
    says_frequency,
)

_OF_THE_SAME = re.compile(r"\W*(?:this|these|it|they|though|although)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Own:
    """The words that say how often, or else how serious; none in most items."""

    phrase: str = ""
    serious: Serious = Serious.NOT_STATED

    @property
    def says_frequency(self) -> bool:
        return says_frequency(said(self.phrase))


_SILENT = Own()


def own_words(piece: Piece) -> Own:
    """What an item says: in the shortest part that says how often."""
    if not may_say(piece.raw):
        return _SILENT
    parts = [part for part in _about_itself(piece) if _says(part.plain)]
    phrases = [_shortest(part) for part in parts]
    telling = [phrase for phrase in phrases if says_frequency(said(phrase))]
    answers = [said(part.plain).serious for part in parts]
    return Own(
        next(iter(telling + phrases), ""),
        next((one for one in answers if one is not Serious.NOT_STATED), Own.serious),
    )


def words_around(piece: Piece) -> Own:
    """What a sentence says of the effects that it names."""
    text = piece.plain.strip(".;, ")
    return Own(text, said(text).serious) if _says(text) else _SILENT


def first_of(own: Own, other: Own) -> Own:
    """What an item says, and of the rest what is said of it elsewhere."""
    is_silent = own.serious is Serious.NOT_STATED
    return Own(
        own.phrase if own.says_frequency or not other.phrase else other.phrase,
        other.serious if is_silent else own.serious,
    )


def _shortest(part: Piece) -> str:
    for first, last in bracketed(part.raw):
        inside = part.cut(first + 1, last - 1).plain
        if _says(inside):
            return inside
    return part.plain.strip(".;, ")


def _says(text: str) -> bool:
    reading = said(text)
    return says_frequency(reading) or reading.serious is not Serious.NOT_STATED


def _about_itself(piece: Piece) -> Iterator[Piece]:
    """The name, what explains it, and the sentences that go on about it."""
    end = label_end(piece)
    if end:
        yield piece.cut(0, end - 1)
        piece = piece.cut(end)
    for index, sentence in enumerate(sentences(piece)):
        if index == 0 or _OF_THE_SAME.match(sentence.raw):
            yield sentence
