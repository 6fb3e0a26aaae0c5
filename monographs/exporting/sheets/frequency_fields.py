"""How often: exact where a figure is given, and read as a source is read."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

from monographs.exporting.sheets.kinds_of_field import ChoiceField
from monographs.exporting.sheets.sheet_field import SheetField, storable
from monographs.exporting.sheets.unreadable import Unreadable, quoted
from monographs.frequency import (
    WORDS,
    Basis,
    Frequency,
    Interval,
    interval_as_text,
    interval_from_text,
    read,
)
from monographs.models import frequency_columns

NOT_KNOWN = "not known"
INTERVAL = (
    "low_numerator",
    "low_denominator",
    "low_closed",
    "high_numerator",
    "high_denominator",
    "high_closed",
)
SHARE = ("comparator_numerator", "comparator_denominator")
RATE = (*INTERVAL, "frequency_not_known")
# Longer than any figure, and short enough to look for one in no time.
_LONGEST = 1_000


class FrequencyField(SheetField):
    """An interval, "not known", or nothing; what else a cell says is read as well.

    A cell such as "common (>10 %)" is a phrase of a source: its figure, its word and
    the phrase itself are taken, and no number is ever made from a word.
    """

    def column(self, values: Sequence[Sequence[Any]]) -> Iterable[str]:
        return map(_rate_as_text, *values)

    def as_text(self, *values: Any) -> str:
        return _rate_as_text(*values)

    def of_document(self, row: Any, document: Any) -> str:
        columns = frequency_columns(row.frequency)
        return _rate_as_text(*(columns[name] for name in RATE))

    def read(self, text: str) -> dict[str, Any]:
        written = storable(text).strip()
        if len(written) > _LONGEST:
            raise Unreadable(
                f"The text has {len(written):,} characters, which is no frequency. "
                "Put what the source says into frequency_phrase."
            )
        if not written:
            return _columns(Frequency(), RATE)
        if written.casefold() == NOT_KNOWN:
            return _columns(Frequency(is_not_known=True), RATE)
        try:
            interval = interval_from_text(written)
        except ValueError as reason:
            return _read_as_phrase(written, str(reason))
        return _with_counts(written, interval)


class ShareField(SheetField):
    """One figure, such as the share of people on placebo."""

    def column(self, values: Sequence[Sequence[Any]]) -> Iterable[str]:
        return map(_share_as_text, *values)

    def as_text(self, *values: Any) -> str:
        return _share_as_text(*values)

    def of_document(self, row: Any, document: Any) -> str:
        columns = frequency_columns(row.frequency)
        return _share_as_text(*(columns[name] for name in SHARE))

    def read(self, text: str) -> dict[str, Any]:
        written = storable(text).strip()
        if not written:
            return _columns(Frequency(), SHARE)
        try:
            interval = interval_from_text(written)
        except ValueError as reason:
            raise Unreadable(str(reason)) from None
        if not interval.is_point:
            raise Unreadable(
                f"{quoted(text)} is a range. Write one figure, such as 5%."
            )
        return _columns(Frequency(comparator=interval.low), SHARE)


class FrequencyWordField(ChoiceField):
    def __init__(self, explains: str, **options: Any) -> None:
        words = {"": "", **{word: word for word in WORDS}}
        super().__init__(explains, words=words, what="frequency word", **options)


def _read_as_phrase(written: str, reason: str) -> dict[str, Any]:
    """As a document's phrase is read: never more than it says."""
    frequency = read(written).frequency
    if frequency == Frequency(phrase=written):
        raise Unreadable(f'{reason.rstrip(".")}, or a word such as "common".')
    columns = _columns(frequency, RATE)
    columns["frequency_phrase"] = written
    if frequency.word:
        columns["frequency_word"] = frequency.word
    if frequency.basis is not Basis.NOT_STATED:
        columns["basis"] = frequency.basis.value
    if frequency.affected is not None:
        columns |= {"affected": frequency.affected, "total": frequency.total}
    if frequency.comparator is not None:
        columns |= _columns(frequency, SHARE)
    return columns


def _with_counts(written: str, interval: Interval) -> dict[str, Any]:
    """ "3 of 47" says how many people there were, "6%" does not."""
    columns = _columns(Frequency(interval=interval), RATE)
    said = read(written).frequency
    if said.interval == interval and said.affected is not None:
        columns |= {"affected": said.affected, "total": said.total}
    return columns


def _columns(frequency: Frequency, names: Sequence[str]) -> dict[str, Any]:
    columns = frequency_columns(frequency)
    return {name: columns[name] for name in names}


@lru_cache(maxsize=10_000)
def _rate_as_text(
    low: int | None,
    low_whole: int | None,
    low_closed: bool,
    high: int | None,
    high_whole: int | None,
    high_closed: bool,
    is_not_known: bool,
) -> str:
    if low is None or high is None or low_whole is None or high_whole is None:
        return NOT_KNOWN if is_not_known else ""
    interval = Interval(
        Fraction(low, low_whole), low_closed, Fraction(high, high_whole), high_closed
    )
    return _in_a_cell(interval)


@lru_cache(maxsize=10_000)
def _share_as_text(numerator: int | None, denominator: int | None) -> str:
    if numerator is None or denominator is None:
        return ""
    share = Fraction(numerator, denominator)
    return _in_a_cell(Interval(share, True, share, True))


def _in_a_cell(interval: Interval) -> str:
    """No slash: spreadsheets take 1/12 for a day."""
    return interval_as_text(interval).replace("/", " in ")
