"""How hard a text is to read: the SMOG grade, and its hardest sentences. Pure.

SMOG (McLaughlin, 1969) counts the words of three or more syllables. It was made for
30 sentences; below that it is rough, and below ten it would say nothing.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from math import sqrt

FEWEST_SENTENCES = 10
FULL_SAMPLE = 30
MOST_SHOWN = 5
LONG_WORD = 3  # syllables

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# A point that ends no sentence: "e.g. water", "approx. 5".
_ABBREVIATION = re.compile(
    r"(?<!\w)(?:e\.g|i\.e|etc|approx|vs|no|dr|fig|cf|ca|[a-z])\.$", re.IGNORECASE
)
_LONGEST_ABBREVIATION = 12
_END = re.compile(r"[.!?][)\"'’”\]]{0,3}(?=\s{1,9}(\S))")

_GROUPS = re.compile(r"[aeiouyàâäåæéèêëíïîóôöœúùûü]+")
# Read apart: cre-ate, re-act, di-ar-rhoe-a, se-ri-ous, a-re-a, men-stru-al.
_APART = re.compile(
    r"creat|react|rhoea|[^aeiouytscg]i[ao]|[tc]iat|usual|[^aeiougq]u[ae]|[^aeiou]ea$"
    r"|[^aeioup]eo|uous|iu|[aeiou]ing|ie(?:ty|nce$)|[aeiou]y[aeiou]"
)
_SILENT = re.compile(
    r"(?<=[^aeiouyl])e$|(?<=[aeiou])le$|[^aeiouytd]ed$|[^aeiouyscxzgh]es$"
)


@dataclass(frozen=True)
class Sentence:
    text: str
    words: int
    long_words: tuple[str, ...]


@dataclass(frozen=True)
class Readability:
    """`grade` is about the years of schooling that understanding takes."""

    sentences: int
    long_words: int
    hardest: tuple[Sentence, ...]

    @property
    def grade(self) -> float | None:
        if self.sentences < FEWEST_SENTENCES:
            return None
        return 1.0430 * sqrt(self.long_words * 30 / self.sentences) + 3.1291

    @property
    def is_rough(self) -> bool:
        return self.sentences < FULL_SAMPLE


def readability_of(text: str) -> Readability:
    """Of a text in which each paragraph, heading or list item is a line."""
    sentences = [_measured(sentence) for sentence in sentences_of(text)]
    hard = [sentence for sentence in sentences if sentence.long_words]
    return Readability(
        sentences=len(sentences),
        long_words=sum(len(sentence.long_words) for sentence in sentences),
        hardest=tuple(
            nlargest(MOST_SHOWN, hard, key=lambda one: (len(one.long_words), one.words))
        ),
    )


def sentences_of(text: str) -> list[str]:
    return [
        sentence
        for line in text.splitlines()
        for sentence in _split(line)
        if _WORD.search(sentence)
    ]


@lru_cache(maxsize=20_000)
def syllables_in(word: str) -> int:
    word = re.sub(r"['’]s?$", "", word.casefold())
    count = len(_GROUPS.findall(word)) + len(_APART.findall(word))
    return max(count - len(_SILENT.findall(word)), 1)


def _split(line: str) -> list[str]:
    parts, start = [], 0
    for end in _END.finditer(line):
        before = line[max(start, end.end() - _LONGEST_ABBREVIATION) : end.end()]
        if end[1].islower() or _ABBREVIATION.search(before):
            continue
        parts.append(line[start : end.end()].strip())
        start = end.end()
    return [*parts, line[start:].strip()]


def _measured(sentence: str) -> Sentence:
    words = _WORD.findall(sentence)
    return Sentence(
        sentence,
        len(words),
        tuple(word for word in words if syllables_in(word) >= LONG_WORD),
    )
