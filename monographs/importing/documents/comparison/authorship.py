"""Who wrote an article, and with what interests, where lines about it say so.

The lines stay in the text as well. What is said in sentences is left to a person.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monographs.importing.documents.comparison.headings import NOTE
from monographs.importing.documents.draft import (
    LONGEST_AUTHOR,
    LONGEST_INTERESTS,
    SectionText,
)
from monographs.visible_text import one_line

KEYS = ("author", "interests")

_SAID = {
    "author": re.compile(r"(?:authors?\s*:|written by\b\s*:?)\s*(.+)", re.IGNORECASE),
    "interests": re.compile(
        r"(?:(?:conflicts?|declarations?) of interests?|(?:competing )?interests?)"
        r"\s*:\s*(.+)",
        re.IGNORECASE,
    ),
}
_LONGEST = {"author": LONGEST_AUTHOR, "interests": LONGEST_INTERESTS}
# "Author: … Date: …": another label of the same line.
_NEXT_LABEL = re.compile(
    r"[\s.;,|]+(?:date|published|posted|(?:last )?updated|reviewed"
    r"|(?:conflicts? of |competing )?interests?)\b(?: on)?\s*:.*",
    re.IGNORECASE,
)
# The end of a sentence, not of "M.D."
_FULL_STOP = re.compile(r"(?<=\w\w)\.$")


@dataclass(frozen=True)
class Authorship:
    author: str
    interests: str


def read_authorship(
    stated: Mapping[str, str], parts: Sequence[SectionText]
) -> Authorship:
    """What the front matter states counts; what cannot be such a line is left out."""
    lines = list(_lines(parts))

    def found(name: str) -> str:
        said = _as_line(stated.get(name, "")) or _as_line(_said(name, lines))
        return said if len(said) <= _LONGEST[name] else ""

    return Authorship(author=found("author"), interests=found("interests"))


def _as_line(text: str) -> str:
    try:
        return one_line(text)
    except ValueError:
        return ""  # the line in which it stands has an issue of its own


def _said(name: str, lines: Sequence[str]) -> str:
    for line in lines:
        if said := _SAID[name].fullmatch(line):
            return _FULL_STOP.sub("", _NEXT_LABEL.sub("", said[1]).strip())
    return ""


def _lines(parts: Sequence[SectionText]) -> Iterator[str]:
    """Of notes alone: in the article itself such a line may be about a study."""
    for part in parts:
        if part.kind == NOTE:
            text = f"{part.heading}: {part.text}" if part.heading else part.text
            for line in text.split("\n"):
                yield re.sub(r"\*\*|__", "", line).strip()
