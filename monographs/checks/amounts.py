"""Amounts of a medicine in running text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

_UNITS = {
    "g": 1_000_000,
    "gram": 1_000_000,
    "mg": 1_000,
    "milligram": 1_000,
    "mcg": 1,
    "µg": 1,
    "μg": 1,
    "microgram": 1,
}
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d{1,7}(?:\.\d{1,4})?"
_AMOUNT = re.compile(
    rf"(?<![\d.,/])({_NUMBER})(?:\s?(?:-|–|to|or)\s?({_NUMBER}))?\s?-?"
    r"(milligram|microgram|gram|mcg|mg|µg|μg|g)s?\b",
    re.IGNORECASE,
)
# An amount of something in something is no dose.
_RATE = re.compile(
    r"\s?(?:/|per\b|of (?:body|protein|fat|sugar|salt|water|food)|in (?:\d|each)|%)"
    r"(?!\s?(?:day|dose|tablet|capsule|24|once|hour))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Amount:
    micrograms: Fraction
    written: str
    start: int
    end: int


def amounts_in(text: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        if _RATE.match(text, match.end()):
            continue
        unit = _UNITS[match[3].casefold()]
        for number in filter(None, (match[1], match[2])):
            value = Fraction(number.replace(",", "")) * unit
            if value:
                yield Amount(value, match[0], match.start(), match.end())
