"""Frequencies told of the same number of people, so that figures can be compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from monographs.frequency.interval import Interval
from monographs.frequency.reading import figures_in
from monographs.frequency.sentences import is_approximate
from monographs.frequency.statement import Basis, Frequency

# Readers lose hold of larger numbers; what is finer is told as its next ends outside.
_DENOMINATORS = (100, 1_000, 10_000)


@dataclass(frozen=True)
class Shared:
    """Like "100 to 1,000 in 10,000"; with an end that was moved, it is not exact."""

    text: str
    is_exact: bool


def shared_denominator(frequencies: Iterable[Frequency]) -> int:
    """The smallest of which each figure's ends are whole numbers of people."""
    ends = [end for frequency in frequencies for end in _ends(frequency)]
    return max(map(_denominator, ends), default=_DENOMINATORS[0])


def in_people(frequency: Frequency, whole: int) -> Shared | None:
    """Never more than the source says; None where it gives no clear figure."""
    interval = _told(frequency)
    if interval is None:
        return None
    about = "about " if is_approximate(frequency) else ""
    text = f"{about}{_people(interval, whole)}"
    if _is_mixed(frequency):
        text += ", or known only from reports; not separated"
    elif frequency.comparator is not None:
        placebo = _between(*_outward(frequency.comparator, frequency.comparator, whole))
        text += f", compared with {placebo} in {whole:,} on placebo"
    is_exact = all((end * whole).denominator == 1 for end in _ends(frequency))
    return Shared(text, is_exact)


def _is_mixed(frequency: Frequency) -> bool:
    """The figure belongs to some of the effects, and nobody knows to which."""
    return frequency.basis is Basis.MIXED and not frequency.is_not_known


def _told(frequency: Frequency) -> Interval | None:
    if frequency.interval is None and _is_mixed(frequency):
        return figures_in(frequency.phrase).interval
    return frequency.interval


def _ends(frequency: Frequency) -> Iterator[Fraction]:
    interval = _told(frequency)
    if interval is not None:
        yield from (interval.low, interval.high)
        if frequency.comparator is not None:
            yield frequency.comparator


def _denominator(share: Fraction) -> int:
    fitting = (one for one in _DENOMINATORS if one % share.denominator == 0)
    return next(fitting, _DENOMINATORS[-1])


def _outward(low: Fraction, high: Fraction, whole: int) -> tuple[int, int]:
    return floor(low * whole), ceil(high * whole)


def _people(interval: Interval, whole: int) -> str:
    low, high = _outward(interval.low, interval.high, whole)
    people = f"in {whole:,}"
    if low == high or (low > 0 and high < whole):
        return f"{_between(low, high)} {people}"
    if low > 0:
        is_closed = interval.low_closed and low == interval.low * whole
        return f"{'at least' if is_closed else 'more than'} {low:,} {people}"
    if high == whole:
        return "anything between none and all people"
    is_closed = interval.high_closed and high == interval.high * whole
    ending = f"{high:,} or fewer" if is_closed else f"fewer than {high:,}"
    return f"{ending} {people}"


def _between(low: int, high: int) -> str:
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"
