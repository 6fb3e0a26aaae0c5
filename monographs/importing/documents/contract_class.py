"""The frequency class by which an import's report names what a document states."""

from dataclasses import replace
from fractions import Fraction

from monographs.frequency import BAND_INTERVALS, Band, Frequency, Interval
from monographs.frequency.reading import figures_in

_BY_WORD = {
    "very common": Band.VERY_COMMON,
    # The report's own list of words knows "very common" and "frequent" only.
    "very frequent": Band.COMMON,
    "most common": Band.COMMON,
    "most frequent": Band.COMMON,
    "more common": Band.COMMON,
    "more frequent": Band.COMMON,
    "common": Band.COMMON,
    "frequent": Band.COMMON,
    "less common": Band.UNCOMMON,
    "less frequent": Band.UNCOMMON,
    "uncommon": Band.UNCOMMON,
    "infrequent": Band.UNCOMMON,
    "occasional": Band.UNCOMMON,
    "rare": Band.RARE,
    "very rare": Band.VERY_RARE,
    "extremely rare": Band.VERY_RARE,
}
_FROM_COMMON_TO_RARE = tuple(BAND_INTERVALS)


def class_of(frequency: Frequency) -> str:
    """The number's class, else the word's; a summary, never shown on a page."""
    by_word = _BY_WORD.get(frequency.word)
    interval = frequency.interval or figures_in(frequency.phrase).interval
    band = _by_number(interval, by_word) if interval else by_word
    return (band or Band.NOT_KNOWN).value


def _by_number(interval: Interval, by_word: Band | None) -> Band:
    """Of several bands, the one beside the stated limit, or a rarer one if named."""
    if not interval.is_point and len(interval.bands) > 1:
        # "10% or less" only ends where the next band begins.
        interval = replace(interval, high_closed=False)
    touched = [band for band in _FROM_COMMON_TO_RARE if band in interval.bands]
    is_open_above = interval.high == Fraction(1)
    beside_limit = touched[-1] if is_open_above else touched[0]
    if by_word in touched[touched.index(beside_limit) :]:
        return by_word or beside_limit
    return beside_limit
