"""A frequency in a reader's words: "between 1 in 100 and 1 in 10 people"."""

from fractions import Fraction

from monographs.frequency.interval import Band, Interval
from monographs.frequency.reading import figures_in
from monographs.frequency.statement import Basis, Frequency

BAND_NAMES: dict[Band, str] = {band: band.replace("_", " ") for band in Band}
BAND_SENTENCES: dict[Band, str] = {
    Band.VERY_COMMON: "at least 1 in 10 people",
    Band.COMMON: "between 1 in 100 and 1 in 10 people",
    Band.UNCOMMON: "between 1 in 1,000 and 1 in 100 people",
    Band.RARE: "between 1 in 10,000 and 1 in 1,000 people",
    Band.VERY_RARE: "fewer than 1 in 10,000 people",
    Band.NOT_KNOWN: "the source says that the frequency is not known",
    Band.NOT_STATED: "no frequency given",
}
_FINEST = 10**6


def sentence(frequency: Frequency) -> str:
    if frequency.basis is Basis.MIXED and not frequency.is_not_known:
        mixed = _mixed(frequency)
        if mixed:
            return mixed
    if frequency.affected is not None:
        words = f"{frequency.affected:,} of {frequency.total:,} people"
        return words + _against_placebo(frequency.comparator)
    if frequency.interval is not None:
        about = is_approximate(frequency)
        words = _people(frequency.interval, about="about " if about else "")
        return words + _against_placebo(frequency.comparator)
    return _without_figure(frequency)


def _mixed(frequency: Frequency) -> str:
    """The figure belongs to some of the effects, and nobody knows to which."""
    interval = frequency.interval or figures_in(frequency.phrase).interval
    if interval is None:
        return ""
    return f"{_people(interval)}, or known only from reports; not separated"


def _without_figure(frequency: Frequency) -> str:
    word = frequency.word
    if frequency.is_not_known:
        said = BAND_SENTENCES[Band.NOT_KNOWN]
        return f"{said}; it calls this {word}" if word else said
    # A figure that contradicts itself ("150%") is not the same as none.
    figures = figures_in(frequency.phrase)
    if figures.is_any and figures.interval is None:
        given = "no single clear figure"
        return _called(word, given) or f"the source gives {given}"
    return _called(word, "no figure") or BAND_SENTENCES[Band.NOT_STATED]


def _called(word: str, given: str) -> str:
    return f"the source calls this {word}; it gives {given}" if word else ""


def _against_placebo(comparator: Fraction | None) -> str:
    if comparator is None:
        return ""
    return f", compared with {_share(_readable(comparator))} on placebo"


def is_approximate(frequency: Frequency) -> bool:
    if frequency.interval is None:
        return False
    figures = figures_in(frequency.phrase)
    return figures.is_approximate and figures.interval == frequency.interval


def _people(interval: Interval, about: str = "") -> str:
    interval = _outward(interval)
    low, high = (
        about + _share(_readable(end)) for end in (interval.low, interval.high)
    )
    if interval.is_point:
        return f"{low} people"
    if interval.low == 0 and interval.high == 1:
        return "anything between none and all people"
    if interval.low == 0:
        return (
            f"{high} people or fewer"
            if interval.high_closed
            else f"fewer than {high} people"
        )
    if interval.high == 1:
        return (
            f"at least {low} people"
            if interval.low_closed
            else f"more than {low} people"
        )
    low, high = _pair(interval.low, interval.high)
    return f"between {about}{low} and {about}{high} people"


def _pair(low: Fraction, high: Fraction) -> tuple[str, str]:
    """Both ends out of the same number of people, unless each is "1 in 10, 100, …"."""
    powers = _power_of_ten(low), _power_of_ten(high)
    if _is_plain(low) and _is_plain(high) or None in powers:
        return _share(_readable(low)), _share(_readable(high))
    whole = max(100, *(power for power in powers if power))
    return _share((int(low * whole), whole)), _share((int(high * whole), whole))


def _readable(share: Fraction) -> tuple[int, int]:
    """The share as so many in so many, exactly."""
    if _is_plain(share):
        return 1, share.denominator
    if 100 % share.denominator == 0:
        return int(share * 100), 100
    power = _power_of_ten(share)
    if power is None or (share.numerator == 1 and share.denominator < 100):
        return share.numerator, share.denominator
    return int(share * power), power


def _is_plain(share: Fraction) -> bool:
    return share.numerator == 1 and share.denominator in _POWERS


def _power_of_ten(share: Fraction) -> int | None:
    return next((power for power in _POWERS if power % share.denominator == 0), None)


_POWERS = [10**exponent for exponent in range(1, 10)]


def _share(parts: tuple[int, int]) -> str:
    return f"{parts[0]:,} in {parts[1]:,}"


def _outward(interval: Interval) -> Interval:
    """Ends that nobody could read become the next readable ones outside."""
    low, high = _below(interval.low), _above(interval.high)
    return Interval(
        low,
        interval.low_closed and low == interval.low,
        high,
        interval.high_closed and high == interval.high,
    )


def _below(share: Fraction) -> Fraction:
    if _is_readable(share):
        return share
    return Fraction(int(share * _FINEST), _FINEST)


def _above(share: Fraction) -> Fraction:
    return share if _is_readable(share) else _below(share) + Fraction(1, _FINEST)


def _is_readable(share: Fraction) -> bool:
    return share.denominator <= _FINEST or _is_plain(share)
