"""An exact share of people, and the named bands that it touches."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

LARGEST_DENOMINATOR = 10**9


class Band(StrEnum):
    VERY_COMMON = "very_common"
    COMMON = "common"
    UNCOMMON = "uncommon"
    RARE = "rare"
    VERY_RARE = "very_rare"
    NOT_KNOWN = "not_known"
    NOT_STATED = "not_stated"


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`, as shares of all people between 0 and 1."""

    low: Fraction
    low_closed: bool
    high: Fraction
    high_closed: bool

    def __post_init__(self) -> None:
        if not 0 <= self.low <= self.high <= 1:
            raise ValueError(
                f"The share from {self.low} to {self.high} must rise, "
                "and must lie between 0 and 1."
            )
        if self.low == self.high and not (self.low_closed and self.high_closed):
            raise ValueError(
                f"The single share {self.low} must include both of its ends."
            )
        if max(self.low.denominator, self.high.denominator) > LARGEST_DENOMINATOR:
            raise ValueError(
                f"The share from {self.low} to {self.high} is finer than "
                f"1 in {LARGEST_DENOMINATOR:,}."
            )

    @property
    def bands(self) -> frozenset[Band]:
        """The bands that hold at least one value of this interval."""
        for band, whole in BAND_INTERVALS.items():
            # Sources write the band "1-10 %" with both ends closed; its one shared
            # point with the next band is no claim to that band.
            if whole.low > 0 and self.low == whole.low and self.high == whole.high < 1:
                return frozenset({band})
        return frozenset(
            band for band, whole in BAND_INTERVALS.items() if self.touches(whole)
        )

    @property
    def is_point(self) -> bool:
        return self.low == self.high

    def touches(self, other: "Interval") -> bool:
        first, second = sorted((self, other), key=lambda part: part.low)
        if first.low == second.low:
            return self._starts_together(other)
        if first.high == second.low:
            return first.high_closed and second.low_closed
        return first.high > second.low

    def _starts_together(self, other: "Interval") -> bool:
        if self.low_closed and other.low_closed:
            return True
        return not (self.is_point or other.is_point)


def point(share: Fraction) -> Interval:
    return Interval(share, True, share, True)


def at_least(share: Fraction, *, closed: bool = True) -> Interval:
    return Interval(share, closed, Fraction(1), True)


def at_most(share: Fraction, *, closed: bool = True) -> Interval:
    return Interval(Fraction(0), True, share, closed)


def _one_in(first: int, second: int) -> Interval:
    return Interval(Fraction(1, first), True, Fraction(1, second), False)


BAND_INTERVALS: dict[Band, Interval] = {
    Band.VERY_COMMON: at_least(Fraction(1, 10)),
    Band.COMMON: _one_in(100, 10),
    Band.UNCOMMON: _one_in(1_000, 100),
    Band.RARE: _one_in(10_000, 1_000),
    Band.VERY_RARE: at_most(Fraction(1, 10_000), closed=False),
}
