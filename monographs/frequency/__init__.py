"""How often a side effect happens: what a source says, never more than it says."""

from monographs.frequency.editing import interval_as_text, interval_from_text
from monographs.frequency.interval import BAND_INTERVALS, Band, Interval
from monographs.frequency.reading import read
from monographs.frequency.remarks import phrase_against_figure, word_against_figure
from monographs.frequency.sentences import BAND_NAMES, BAND_SENTENCES, sentence
from monographs.frequency.shared_denominator import (
    Shared,
    in_people,
    shared_denominator,
)
from monographs.frequency.statement import Basis, Frequency, Reading, Serious
from monographs.frequency.words import WORDS, words_differ

__all__ = [
    "BAND_INTERVALS",
    "BAND_NAMES",
    "BAND_SENTENCES",
    "WORDS",
    "Band",
    "Basis",
    "Frequency",
    "Interval",
    "Reading",
    "Serious",
    "Shared",
    "in_people",
    "interval_as_text",
    "interval_from_text",
    "phrase_against_figure",
    "read",
    "sentence",
    "shared_denominator",
    "word_against_figure",
    "words_differ",
]
