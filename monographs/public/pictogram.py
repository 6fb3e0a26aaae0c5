"""A frequency as figures of 100 or 1,000 people, drawn only as far as it is known."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from math import ceil, floor

from monographs.frequency import Basis, Frequency, Interval

HUNDRED, THOUSAND = 100, 1_000
_COLUMNS = {HUNDRED: 10, THOUSAND: 50}
# Of a figure's square, in the drawing's own units.
_SIDE = 10
_SELDOM = Fraction(1, 100)
# Below this one figure of a thousand would be too many.
_LEAST = Fraction(1, 1_000)


@dataclass(frozen=True)
class Pictogram:
    """So many people affected for sure, so many more perhaps, the others not."""

    out_of: int
    sure: int
    perhaps: int
    # No upper end is stated ("more than 1 in 10"): nobody is drawn but the sure ones.
    is_open: bool = False

    @property
    def spared(self) -> int:
        return 0 if self.is_open else self.out_of - self.sure - self.perhaps

    @property
    def title(self) -> str:
        if self.is_open:
            return (
                f"{self.sure:,} of {self.out_of:,} people drawn as affected, or more; "
                "no upper figure"
            )
        drawn = {
            "affected": self.sure,
            "possibly affected": self.perhaps,
            "not affected": self.spared,
        }
        said = [f"{number:,} {how}" for how, number in drawn.items() if number]
        return f"Of {self.out_of:,} people drawn: {', '.join(said)}"

    @property
    def scale(self) -> str:
        """What stands below it: drawings of 100 and of 1,000 follow each other."""
        said = f"of {self.out_of:,} people"
        if not self.is_open:
            return said
        return f"{said}: so many, or more; no upper figure"

    @property
    def columns(self) -> int:
        return _COLUMNS[self.out_of]

    @property
    def view_box(self) -> str:
        figures = self.sure + self.perhaps + self.spared
        rows = ceil(Fraction(figures, self.columns))
        return f"0 0 {self.columns * _SIDE} {rows * _SIDE}"

    @property
    def shapes(self) -> tuple[tuple[str, str], ...]:
        """What each mark fills, as the name of the mark and the path of an area."""
        drawn = {"sure": self.sure, "perhaps": self.perhaps, "spared": self.spared}
        ends = list(accumulate(drawn.values()))
        return tuple(
            (mark, self._area(end - number, end))
            for (mark, number), end in zip(drawn.items(), ends, strict=True)
            if number
        )

    def _area(self, start: int, end: int) -> str:
        """The squares of these figures, row by row; full rows together."""
        pieces = []
        while start < end:
            row, column = divmod(start, self.columns)
            rows = 1 if column else max(1, (end - start) // self.columns)
            stop = min(end, (row + rows) * self.columns)
            width = stop - start if rows == 1 else self.columns
            pieces.append(
                f"M{column * _SIDE} {row * _SIDE}h{width * _SIDE}"
                f"v{rows * _SIDE}h-{width * _SIDE}z"
            )
            start = stop
        return "".join(pieces)


def draw(frequency: Frequency, *, out_of: int | None = None) -> Pictogram | None:
    """None where words alone are honest; `out_of` where drawings are compared."""
    interval = _interval_of(frequency)
    if interval is None:
        return None
    out_of = out_of or _denominator(interval)
    sure = floor(interval.low * out_of)
    if interval.high == 1 and not interval.is_point:
        return Pictogram(out_of, sure, 0, is_open=True) if sure else None
    if interval.high < _LEAST:
        return None
    return Pictogram(out_of, sure, ceil(interval.high * out_of) - sure)


def shared_denominator(frequencies: Iterable[Frequency]) -> int:
    """The one in which all that can be drawn can be compared."""
    intervals = filter(None, map(_interval_of, frequencies))
    return max(map(_denominator, intervals), default=HUNDRED)


def _interval_of(frequency: Frequency) -> Interval | None:
    # A figure for a list of which some are known only from reports belongs to no one.
    return None if frequency.basis is Basis.MIXED else frequency.interval


def _denominator(interval: Interval) -> int:
    is_open = interval.high == 1 and not interval.is_point
    is_seldom = interval.low < _SELDOM and (is_open or interval.high <= _SELDOM)
    return THOUSAND if is_seldom else HUNDRED
