"""The interval as an editor types it, and as the form shows it again."""

import re
from fractions import Fraction

from monographs.frequency.figures import Trouble, figure_at
from monographs.frequency.interval import LARGEST_DENOMINATOR, Interval
from monographs.frequency.tokens import MOST_DECIMALS, plain, tokenise

_EXAMPLES = '"1% to 10%", ">=1%, <10%", "1 in 100" or "3 of 47"'
_REASONS: dict[Trouble, str] = {
    "over": "is more than all people (100%). Type a smaller figure.",
    "reversed": "does not rise. Write the smaller figure first.",
    "fine": f"is finer than 1 in {LARGEST_DENOMINATOR:,}. Type a rounder figure.",
    "unclear": f"can be read in several ways. Type for example {_EXAMPLES}.",
    "": f"is not a frequency. Type for example {_EXAMPLES}.",
}
_LONGEST_QUOTE = 60

_SHARE = r"[0-9]{1,10}(?:\.[0-9]{1,9})?(?:\s?%|\s?/\s?[0-9]{1,10})?"
_BRACKETS = re.compile(rf"([\[(])\s*({_SHARE})\s*[,;]\s*({_SHARE})\s*([\])])")


def interval_from_text(text: str) -> Interval:
    written = plain(text).strip()
    try:
        bracketed = _BRACKETS.fullmatch(written)
        interval = _from_brackets(bracketed) if bracketed else _from_figure(written)
    except _NotAFrequency as reason:
        raise ValueError(_message(text, reason.trouble)) from None
    return interval


def interval_as_text(interval: Interval) -> str:
    """In percent where that is exact, otherwise both ends as fractions."""
    low, high = _in_one_unit(interval.low, interval.high)
    if interval.is_point:
        return low
    if interval.low == 0 and interval.low_closed and interval.high < 1:
        return ("≤" if interval.high_closed else "<") + high
    if interval.high == 1 and interval.high_closed and interval.low > 0:
        return ("≥" if interval.low_closed else ">") + low
    if interval.low_closed and interval.high_closed:
        return f"{low} to {high}"
    return (
        f"{'≥' if interval.low_closed else '>'}{low}, "
        f"{'≤' if interval.high_closed else '<'}{high}"
    )


class _NotAFrequency(Exception):
    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


def _from_figure(written: str) -> Interval:
    tokens = tokenise(written)
    figure = figure_at(tokens, 0) if tokens else None
    if figure is None or figure.end != len(tokens):
        raise _NotAFrequency("")
    if figure.is_approximate:
        raise _NotAFrequency("unclear")  # "about 5%" as exactly 5% would claim more
    if figure.interval is None:
        raise _NotAFrequency(figure.trouble)
    return figure.interval


def _from_brackets(match: re.Match[str]) -> Interval:
    opening, first, last, closing = match.groups()
    low, high = _share(first), _share(last)
    if max(low, high) > 1:
        raise _NotAFrequency("over")
    if max(low.denominator, high.denominator) > LARGEST_DENOMINATOR:
        raise _NotAFrequency("fine")
    low_closed, high_closed = opening == "[", closing == "]"
    if low > high or (low == high and not (low_closed and high_closed)):
        raise _NotAFrequency("reversed")
    return Interval(low, low_closed, high, high_closed)


def _share(written: str) -> Fraction:
    written = "".join(written.split())
    if written.endswith("%"):
        return Fraction(written[:-1]) / 100
    whole, slash, total = written.partition("/")
    if not slash:
        return Fraction(whole)
    if int(total) == 0:
        raise _NotAFrequency("")
    return Fraction(whole) / int(total)


def _in_one_unit(low: Fraction, high: Fraction) -> tuple[str, str]:
    in_percent = _percent(low), _percent(high)
    if in_percent[0] and in_percent[1]:
        return in_percent[0], in_percent[1]
    return _fraction(low), _fraction(high)


def _percent(share: Fraction) -> str | None:
    scaled = share * 100 * 10**MOST_DECIMALS
    if scaled.denominator > 1:
        return None
    whole, decimals = divmod(int(scaled), 10**MOST_DECIMALS)
    return f"{whole}.{decimals:0{MOST_DECIMALS}}".rstrip("0").rstrip(".") + "%"


def _fraction(share: Fraction) -> str:
    return f"{share.numerator}/{share.denominator}"


def _message(text: str, trouble: Trouble) -> str:
    quoted = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    if not text.strip():
        return f'"{quoted}" says nothing. Type for example {_EXAMPLES}.'
    return f'"{quoted}" {_REASONS[trouble]}'
