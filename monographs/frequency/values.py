"""One number with its unit: 5 %, 1 in 10, 3 of 47, and the people behind it."""

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from monographs.frequency.tokens import Tokens, number, text_at, whole_number
from monographs.frequency.vocabulary import (
    MULTIPLES,
    NOT_BEFORE_PEOPLE,
    PEOPLE,
    TIME_UNITS,
    UNITS,
)

Unit = Literal["percent", "rate", "slash", "count", "bare"]

_JOINTS = ("of", "in", "per")


@dataclass(frozen=True)
class Value:
    """`bare` is a number whose unit may still follow, as the 1 of "1-10%"."""

    end: int
    amount: Fraction
    unit: Unit
    whole: int = 1
    has_people: bool = False
    in_words: bool = False

    @property
    def share(self) -> Fraction:
        return self.amount / self.whole


def value_at(tokens: Tokens, index: int) -> Value | None:
    written = _amount(tokens, index)
    if written is None:
        return None
    amount, after = written
    in_words = tokens[index].is_word
    bare = Value(after, amount, "bare", in_words=in_words)
    following = text_at(tokens, after)
    if following in ("%", "percent"):
        return replace(bare, end=after + 1, unit="percent", whole=100)
    if following == "per" and text_at(tokens, after + 1) == "cent":
        return replace(bare, end=after + 2, unit="percent", whole=100)
    if following == "‰":
        return replace(bare, end=after + 1, unit="percent", whole=1_000)
    if following == "/":
        return _slash(tokens, bare)
    return _rate(tokens, bare)


def people_after(tokens: Tokens, index: int) -> int | None:
    """Where "patients" or "of all treated patients" ends, if it stands here."""
    most_between = 1
    if text_at(tokens, index) in ("of", "in", "among"):
        index, most_between = index + 1, 4
    for position in range(index, min(index + most_between + 1, len(tokens))):
        word = tokens[position].text
        if word in PEOPLE:
            is_time = _is_person_time(tokens, position + 1)
            return None if is_time else position + 1
        if not tokens[position].is_word or word in NOT_BEFORE_PEOPLE:
            return None
    return None


def _slash(tokens: Tokens, bare: Value) -> Value | None:
    total = _count(tokens, bare.end + 1)
    if total is None or text_at(tokens, total[1]) == "/":
        return None
    return replace(bare, end=total[1], unit="slash", whole=total[0])


def _rate(tokens: Tokens, bare: Value) -> Value:
    """1 in 10, 3 of 47, 2 out of every 100, 1 user in 1,000."""
    has_people = text_at(tokens, bare.end) in PEOPLE
    index = bare.end + has_people
    is_out_of = (text_at(tokens, index), text_at(tokens, index + 1)) == ("out", "of")
    joint = text_at(tokens, index + is_out_of)
    if joint not in _JOINTS:
        return bare
    index += is_out_of + 1
    index += text_at(tokens, index) in ("every", "each", "the", "all")
    total = _count(tokens, index)
    if total is None:
        return bare
    whole, end = total
    is_rate = joint != "of" or (is_out_of and bare.amount == 1)
    return replace(
        bare,
        end=end,
        unit="rate" if is_rate else "count",
        whole=whole,
        has_people=has_people,
    )


def _amount(tokens: Tokens, index: int) -> tuple[Fraction, int] | None:
    if index < len(tokens) and tokens[index].is_number:
        value = number(tokens[index].text)
        return None if value is None else (value, index + 1)
    word = text_at(tokens, index)
    return (Fraction(UNITS[word]), index + 1) if word in UNITS else None


def _count(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """A whole number above zero, in figures or as "a hundred", "ten thousand"."""
    if index < len(tokens) and tokens[index].is_number:
        value = whole_number(tokens[index].text)
        return (value, index + 1) if value else None
    word = text_at(tokens, index)
    following = text_at(tokens, index + 1)
    if word in MULTIPLES:
        return MULTIPLES[word], index + 1
    if following in MULTIPLES and (word == "a" or word in UNITS):
        return UNITS.get(word, 1) * MULTIPLES[following], index + 2
    return (UNITS[word], index + 1) if word in UNITS else None


def _is_person_time(tokens: Tokens, index: int) -> bool:
    index += text_at(tokens, index) == "-"
    return text_at(tokens, index) in TIME_UNITS
