"""Find the figures in a phrase that say how many people are affected."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from monographs.frequency.interval import (
    LARGEST_DENOMINATOR,
    Interval,
    at_least,
    at_most,
    point,
)
from monographs.frequency.tokens import Tokens, text_at
from monographs.frequency.values import Value, people_after, value_at
from monographs.frequency.vocabulary import (
    APPROXIMATIONS,
    COMPARISONS,
    TRAILING,
    Sequences,
)

Trouble = Literal["", "over", "reversed", "fine", "unclear"]

_LONGEST_SEQUENCE = 5
_SEQUENCE_STARTS = {words[0] for words in (*COMPARISONS, *TRAILING)}


@dataclass(frozen=True)
class Figure:
    """`interval` is None where the figure can mean nothing, for the named trouble."""

    start: int
    end: int
    interval: Interval | None
    first: Value
    trouble: Trouble = ""
    is_compared: bool = False
    is_approximate: bool = False
    is_range: bool = False
    has_people: bool = False

    @property
    def counts(self) -> tuple[int, int] | None:
        """N and M of "N of M"; "1/10" and "1 out of 10" are rates, not counts."""
        value = self.first
        if self.is_range or self.is_compared or self.is_approximate:
            return None
        if value.unit not in ("count", "slash") or self.interval is None:
            return None
        if value.unit == "slash" and value.amount == 1:
            return None
        if value.amount.denominator > 1:
            return None
        return int(value.amount), value.whole


class Unusable(Exception):
    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


def figure_at(tokens: Tokens, start: int) -> Figure | None:
    """The figure that begins at this token, however it stands in its sentence."""
    is_between = text_at(tokens, start) == "between"
    comparison, about, index = _comparison(tokens, start + is_between)
    first = value_at(tokens, index)
    if first is None:
        return None
    range_end = _range_end(tokens, first, comparison, is_between)
    if range_end is None and first.unit == "bare":
        return None
    last = range_end.value if range_end else first
    trailing, end, has_people = _after_value(tokens, last)
    figure = Figure(
        start,
        end,
        None,
        first,
        is_compared=bool(comparison or trailing or (range_end and range_end.sign)),
        is_approximate=about,
        is_range=range_end is not None,
        has_people=has_people,
    )
    try:
        interval = _interval(first, comparison, range_end)
        return replace(figure, interval=_widened(interval, comparison, trailing))
    except Unusable as reason:
        return replace(figure, trouble=reason.trouble)


@dataclass(frozen=True)
class _RangeEnd:
    sign: str
    value: Value


def _comparison(tokens: Tokens, index: int) -> tuple[str, bool, int]:
    """The comparison sign, whether it is approximate, and where the number starts."""
    about, index = _skip_about(tokens, index)
    sign, index = _longest(tokens, index, COMPARISONS)
    about_after, index = _skip_about(tokens, index)
    return sign, about or about_after, index


def _skip_about(tokens: Tokens, index: int) -> tuple[bool, int]:
    if text_at(tokens, index) not in APPROXIMATIONS:
        return False, index
    return True, index + (2 if text_at(tokens, index + 1) == "." else 1)


def _longest(tokens: Tokens, index: int, sequences: Sequences) -> tuple[str, int]:
    if text_at(tokens, index) not in _SEQUENCE_STARTS:
        return "", index
    words = [text_at(tokens, index + step) for step in range(_LONGEST_SEQUENCE)]
    for length in range(_LONGEST_SEQUENCE, 0, -1):
        sign = sequences.get(tuple(words[:length]))
        if sign:
            return sign, index + length
    return "", index


def _range_end(
    tokens: Tokens, first: Value, comparison: str, is_between: bool
) -> _RangeEnd | None:
    index = first.end
    joint = text_at(tokens, index)
    if joint == "," and text_at(tokens, index + 1) in ("and", "but"):
        joint, index = "and", index + 1
    sign, _, after = _comparison(tokens, index + 1)
    is_pair = {comparison[:1], sign[:1]} & {">", "≥"} and (
        {comparison[:1], sign[:1]} & {"<", "≤"}
    )
    is_joined = (
        joint in ("-", "to", "through")
        or (joint == "and" and (is_between or is_pair))
        or (joint in (",", ";", "but", "&") and is_pair)
    )
    value = value_at(tokens, after) if is_joined else None
    return None if value is None else _RangeEnd(sign, value)


def _after_value(tokens: Tokens, last: Value) -> tuple[str, int, bool]:
    """The trailing "or more", the end of the figure, and whether it counts people."""
    people = people_after(tokens, last.end)
    trailing, end = _longest(tokens, people or last.end, TRAILING)
    if people is None and trailing:
        people = people_after(tokens, end)
        end = people or end
    return trailing, end, people is not None


def _interval(first: Value, sign: str, range_end: _RangeEnd | None) -> Interval:
    if range_end is None:
        return _one_ended(sign, _share(first))
    last = range_end.value
    if last.unit == "bare" or (first.unit == "bare" and last.unit == "slash"):
        raise Unusable("unclear")
    if first.unit == "bare":
        first = replace(first, unit=last.unit, whole=last.whole)
    # People write "1 in 10 to 1 in 100" in the order of the second number, and it
    # can mean one thing only; "10-1%" may be a slip of the pen.
    may_fall = first.unit != "percent" and first.whole != last.whole
    return _two_ended(
        sign, _share(first), range_end.sign, _share(last), may_fall=may_fall
    )


def _one_ended(sign: str, share: Fraction) -> Interval:
    if sign in (">", "≥") and (share < 1 or sign == "≥"):
        return at_least(share, closed=sign == "≥")
    if sign in ("<", "≤") and (share > 0 or sign == "≤"):
        return at_most(share, closed=sign == "≤")
    if sign:
        raise Unusable("unclear")
    return point(share)


def _two_ended(
    sign: str, share: Fraction, end_sign: str, end_share: Fraction, *, may_fall: bool
) -> Interval:
    if share > end_share and (may_fall or (sign in ("<", "≤") and end_sign)):
        sign, share, end_sign, end_share = end_sign, end_share, sign, share
    if share >= end_share:
        raise Unusable("reversed")
    if sign in ("<", "≤"):
        if end_sign:
            raise Unusable("unclear")
        return at_most(end_share)
    if end_sign in (">", "≥"):
        if sign:
            raise Unusable("unclear")
        return at_least(share)
    return Interval(share, sign != ">", end_share, end_sign != "<")


def _share(value: Value) -> Fraction:
    share = value.share
    if share > 1:
        raise Unusable("over")
    if max(share.denominator, value.whole) > LARGEST_DENOMINATOR:
        raise Unusable("fine")
    return share


def _widened(interval: Interval, sign: str, trailing: str) -> Interval:
    """The interval with "or more" or "or less" behind it."""
    if not trailing:
        return interval
    if (sign in (">", "≥")) != (trailing == "≥") and sign:
        raise Unusable("unclear")
    return at_least(interval.low) if trailing == "≥" else at_most(interval.high)
