"""What a phrase says of how often and how serious, read once for each phrase."""

import re
from functools import lru_cache

from monographs.frequency import Basis, Frequency, Reading, Serious, read
from monographs.frequency.reading import figures_in

# Reading takes long; a phrase without one of these says nothing.
_MAY_SAY = re.compile(
    r"[0-9%]|common|rare|frequen|occasional|serious|\bmild|known|defined|specified"
    r"|inciden|prevalence|marketing|approval|surveillance|\breports?\b|\btrials?\b"
    r"|clinical stud|\b(?:one|two|three|five|ten) (?:in|of|out|user|person|pat)",
    re.IGNORECASE,
)
LONGEST_PHRASE = 600
_SILENT = Reading(Frequency(), Serious.NOT_STATED, False)


def said(phrase: str) -> Reading:
    """What the phrase says; of a text too long for a phrase, nothing."""
    if len(phrase) > LONGEST_PHRASE or not may_say(phrase):
        return _SILENT
    return _read(phrase)


def may_say(text: str) -> bool:
    return bool(_MAY_SAY.search(text))


def says_frequency(reading: Reading) -> bool:
    """Whether the phrase says how often: by a figure, a word, or as not known."""
    frequency = reading.frequency
    return bool(
        frequency.word
        or frequency.is_not_known
        or frequency.interval
        or frequency.basis is Basis.MIXED
        or _has_figure(frequency.phrase)
    )


@lru_cache(maxsize=4096)
def _read(phrase: str) -> Reading:
    return read(phrase)


@lru_cache(maxsize=4096)
def _has_figure(phrase: str) -> bool:
    return "%" in phrase and figures_in(phrase).is_any
