"""One statement about how often an effect happens, with what the source said."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from monographs.frequency.interval import Band, Interval
from monographs.frequency.words import WORDS


class Basis(StrEnum):
    TRIAL = "trial"
    POST_MARKETING = "post_marketing"
    CASE_REPORTS = "case_reports"
    MIXED = "mixed"
    NOT_STATED = "not_stated"


class Serious(StrEnum):
    YES = "yes"
    NO = "no"
    NOT_STATED = "not_stated"


@dataclass(frozen=True)
class Frequency:
    """`affected` of `total` are the counts of a source that says "3 of 47".

    `comparator` is the share of people who had the effect on placebo.
    """

    interval: Interval | None = None
    phrase: str = ""
    word: str = ""
    is_not_known: bool = False
    basis: Basis = Basis.NOT_STATED
    affected: int | None = None
    total: int | None = None
    comparator: Fraction | None = None

    def __post_init__(self) -> None:
        if self.word and self.word not in WORDS:
            raise ValueError(
                f'"{self.word}" is not a frequency word. Use one of: '
                f"{', '.join(WORDS)}."
            )
        if (self.affected is None) != (self.total is None):
            raise ValueError(
                f"Give both counts or neither; these are {self.affected} "
                f"of {self.total}."
            )
        if self.affected is not None and self.total is not None:
            self._check_counts(self.affected, self.total)
        if self.comparator is not None and not 0 <= self.comparator <= 1:
            raise ValueError(
                f"The placebo rate {self.comparator} must lie between 0 and 1."
            )

    @staticmethod
    def _check_counts(affected: int, total: int) -> None:
        if total < 1 or not 0 <= affected <= total:
            raise ValueError(f"{affected} of {total} people is not possible.")

    @property
    def bands(self) -> frozenset[Band]:
        """Never empty: without an interval, "not known" or "not stated"."""
        if self.interval is not None:
            return self.interval.bands
        return frozenset({Band.NOT_KNOWN if self.is_not_known else Band.NOT_STATED})

    @property
    def band(self) -> Band | None:
        """The one band, or None where the interval touches several."""
        bands = self.bands
        return next(iter(bands)) if len(bands) == 1 else None


@dataclass(frozen=True)
class Reading:
    frequency: Frequency
    serious: Serious
    word_and_number_differ: bool
