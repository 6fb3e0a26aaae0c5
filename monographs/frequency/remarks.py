"""What does not fit together in a frequency, in the same words on every page."""

from dataclasses import replace

from monographs.frequency.editing import interval_as_text
from monographs.frequency.interval import Interval
from monographs.frequency.reading import read
from monographs.frequency.sentences import sentence
from monographs.frequency.statement import Frequency
from monographs.frequency.words import words_differ


def word_against_figure(word: str, interval: Interval | None) -> str:
    """To stand behind what is called so; empty where the two fit."""
    if interval is None or not words_differ(word, interval):
        return ""
    return (
        f"called “{word}”, and the number says {interval_as_text(interval)}. Look the "
        "figure up, then change the one that is wrong."
    )


def phrase_against_figure(frequency: Frequency) -> str:
    """What readers are told, where the phrase as written says something else."""
    told = sentence(frequency)
    if not frequency.phrase:
        is_silent = frequency.interval is None and not frequency.word
        return (
            ""
            if is_silent
            else f"Readers are told “{told}”, and no words of the source say so."
        )
    written = replace(
        read(frequency.phrase).frequency,
        basis=frequency.basis,
        phrase=frequency.phrase,
    )
    if sentence(written) == told:
        return ""
    return (
        f"Readers are told “{told}”, and the phrase as written says "
        f"“{sentence(written)}”. Change the one that is wrong."
    )
