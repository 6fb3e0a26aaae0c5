"""The doses that a text names, each as one figure with its unit."""

import re
from decimal import Decimal

# In the smallest unit of its kind, so that 1 g and 1,000 mg are one dose.
_UNITS = {
    "ng": ("ng", 1),
    "mcg": ("ng", 10**3),
    "µg": ("ng", 10**3),
    "μg": ("ng", 10**3),  # the Greek letter
    "ug": ("ng", 10**3),
    "microgram": ("ng", 10**3),
    "mg": ("ng", 10**6),
    "milligram": ("ng", 10**6),
    "g": ("ng", 10**9),
    "gram": ("ng", 10**9),
    "kg": ("ng", 10**12),
    "ml": ("ml", 1),
    "millilitre": ("ml", 1),
    "milliliter": ("ml", 1),
    "l": ("ml", 1000),
    "litre": ("ml", 1000),
    "iu": ("iu", 1),
    "unit": ("unit", 1),
    "mmol": ("mmol", 1),
    "%": ("%", 1),
    "tablet": ("tablet", 1),
    "capsule": ("capsule", 1),
    "drop": ("drop", 1),
    "puff": ("puff", 1),
    "time": ("times a day", 1),
    "hour": ("hour", 1),
    "day": ("day", 1),
    "week": ("week", 1),
}
_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "ten": 10,
    "twelve": 12,
}
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_SPELLED = "|".join(_WORDS)
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,6}})?|\d{{1,9}}(?:\.\d{{1,6}})?|{_SPELLED})"
)
_FIGURE = re.compile(
    rf"(?<![\w.,])({_NUMBER})"
    rf"(?:\s?(?:mg|g|mcg|µg|ml)?\s?(?:-|–|—|to|or|and)\s?({_NUMBER}))?"
    rf"[\s-]?({'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})s?"
    r"(?![^\W\d_])(\s?/\s?(?:kg|m2|m²|day|hour|ml))?",
    re.IGNORECASE,
)
_DAILY = re.compile(r"\b(once|twice|thrice)\b", re.IGNORECASE)


# Longer texts are read by people anyway.
LONGEST_TEXT = 50_000


def dose_figures(text: str) -> frozenset[str]:
    """Such as {"ng 5000000", "times a day 2"}; a range gives both of its ends."""
    found = set()
    text = text[:LONGEST_TEXT]
    for low, high, unit, per in _FIGURE.findall(text):
        name, factor = _UNITS[unit.casefold()]
        for number in filter(None, (low, high)):
            value = (_value(number) * factor).normalize()
            found.add(f"{name} {value:f}{''.join(per.casefold().split())}")
    found.update(
        f"times a day {_TIMES[word.casefold()]}" for word in _DAILY.findall(text)
    )
    return frozenset(found)


def _value(number: str) -> Decimal:
    spelled = _WORDS.get(number.casefold())
    return Decimal(spelled if spelled is not None else number.replace(",", ""))
