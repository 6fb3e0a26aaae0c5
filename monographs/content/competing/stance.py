"""Whether a text says yes or no, may or must not: words only, never what is meant."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from monographs.content.competing.topics import topic_of, words_of

# Of each text; longer ones are read by people anyway.
MOST_SENTENCES = 150
LONGEST_TEXT = 50_000
# How alike two statements must be to be about the same thing.
ALIKE = 0.6

_END = re.compile(r"(?<=[.!?;:])\s+|\n+")
_MARKS = re.compile(r"[*_`>#]+")
_YES = re.compile(r"yes\b|of course\b|it is safe\b|generally,? yes\b", re.IGNORECASE)
_NO = re.compile(
    r"no\b(?! (?:more|longer) than)|never\b|do not\b|don't\b|avoid\b", re.I
)
_FORBIDS = re.compile(
    r"\b(?:must|should|may|can|do|does|is|are|could|will|would)\s?(?:not|n't)\b"
    r"|\b(?:cannot|can't|mustn't|shouldn't|don't|isn't|aren't|won't|never|avoid(?:ed)?"
    r"|unsafe|contraindicated|dangerous|forbidden|not recommended|not advised"
    r"|not safe|not suitable)\b",
    re.IGNORECASE,
)
_ALLOWS = re.compile(
    r"\b(?:you|it|people|patients|they|one|this medicine)\s(?:may|can)\b"
    r"|\b(?:may|can) be (?:taken|used|given|combined|stopped)\b"
    r"|\b(?:is|are) (?:generally |usually |considered |completely )*"
    r"(?:safe|allowed|suitable|possible|fine|recommended)\b",
    re.IGNORECASE,
)
# What says that something is allowed or forbidden is no part of what it is about.
_NO_TOPIC = words_of(
    """no not yes never cannot can't don't mustn't shouldn't isn't aren't won't avoid
    avoided safe unsafe safely allowed suitable possible fine recommended advised
    contraindicated dangerous forbidden generally usually considered completely"""
)


@dataclass(frozen=True)
class Statement:
    is_yes: bool
    topic: frozenset[str]


def contradicts(here: str, there: str) -> bool:
    """One answer begins with yes and the other with no, or two statements about the
    same thing allow and forbid it."""
    first, second = opening(here), opening(there)
    if first is not None and second is not None and first != second:
        return True
    ours, theirs = list(statements(here)), list(statements(there))
    return any(
        one.is_yes != other.is_yes and _are_alike(one.topic, other.topic)
        for one in ours
        for other in theirs
    )


def answers_contradict(here: str, there: str) -> bool:
    """Both answer the same question, so their topics need not be alike."""
    first, second = verdict(here), verdict(there)
    is_opposite = first is not None and second is not None and first != second
    return is_opposite or contradicts(here, there)


def opening(text: str) -> bool | None:
    """True for "Yes, …", False for "No, …", None for anything else."""
    text = _plain(text).lstrip(" :.-–—\"'“‘")
    if _NO.match(text):
        return False
    return True if _YES.match(text) else None


def verdict(text: str) -> bool | None:
    """How it begins, else what its first sentence allows or forbids."""
    begins = opening(text)
    if begins is not None:
        return begins
    first = next(_sentences(text), "")
    return _stance(first)


def statements(text: str) -> Iterator[Statement]:
    for sentence in _sentences(text):
        stance = _stance(sentence)
        topic = topic_of(sentence, without=_NO_TOPIC).words
        if stance is not None and topic:
            yield Statement(stance, topic)


def _stance(sentence: str) -> bool | None:
    # "You may not" holds both; what forbids counts.
    if _FORBIDS.search(sentence):
        return False
    return True if _ALLOWS.search(sentence) else None


def _sentences(text: str) -> Iterator[str]:
    for number, sentence in enumerate(_END.split(_plain(text))):
        if number == MOST_SENTENCES:
            return
        if sentence.strip():
            yield sentence


def _plain(text: str) -> str:
    return _MARKS.sub("", text[:LONGEST_TEXT].replace("’", "'"))


def _are_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return len(one & other) >= ALIKE * len(one | other)
