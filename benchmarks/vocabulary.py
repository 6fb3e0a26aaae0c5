"""Side effects, classes and frequencies that generated monographs draw from. Pure."""

from dataclasses import dataclass
from itertools import product
from random import Random
from uuid import UUID

from monographs.frequency import Frequency, read

QUALITIES = (
    "sore", "dry", "itchy", "swollen", "warm", "cold", "tired", "tight", "tender",
    "heavy", "stiff", "numb",
)  # fmt: skip
# A place on the body, and the body system that it belongs to.
PLACES = {
    "skin": "skin", "scalp": "skin", "nails": "skin", "eyes": "eyes",
    "eyelids": "eyes", "ears": "ears", "mouth": "bowel", "tongue": "bowel",
    "stomach": "bowel", "throat": "breathing", "nose": "breathing",
    "chest": "breathing", "hands": "muscles", "feet": "muscles", "knees": "muscles",
    "shoulders": "muscles", "back": "muscles", "face": "nerves", "legs": "nerves",
    "whole body": "whole_body",
}  # fmt: skip
CLASS_COUNT = 120
# Most sources give a word or nothing, few a number.
PHRASES = {
    "": 20, "Common": 14, "Less common": 14, "Rare": 12, "Frequency not known": 8,
    "Common (>10%)": 4, "Very common (10% or more)": 4, "Common (1–10%)": 6,
    "Uncommon (0.1–1%)": 4, "Rare (less than 0.1%)": 4, "1 in 100 people": 2,
    "3 of 47 patients": 2, "up to 5% of patients": 3, "about 2% of patients": 3,
}  # fmt: skip
FREQUENCIES: dict[str, Frequency] = {
    phrase: read(phrase).frequency for phrase in PHRASES
}


@dataclass(frozen=True)
class EffectEntry:
    key: UUID
    name: str
    slug: str
    body_system: str


@dataclass(frozen=True)
class ClassEntry:
    key: UUID
    name: str
    slug: str
    atc_code: str


def _effects() -> list[EffectEntry]:
    random = Random("effects")
    return [
        EffectEntry(
            uuid(random),
            f"{quality.capitalize()} {place}",
            f"{quality}-{place.replace(' ', '-')}",
            PLACES[place],
        )
        for place, quality in product(PLACES, QUALITIES)
    ]


def _classes() -> list[ClassEntry]:
    random = Random("classes")
    return [
        ClassEntry(
            uuid(random),
            f"Example class {number}",
            f"example-class-{number}",
            f"{'ABCDGHJLMN'[number % 10]}{number // 10:02}",
        )
        for number in range(CLASS_COUNT)
    ]


def frequency(random: Random) -> Frequency:
    (phrase,) = random.choices(list(PHRASES), list(PHRASES.values()))
    return FREQUENCIES[phrase]


def uuid(random: Random) -> UUID:
    return UUID(int=random.getrandbits(128), version=4)


EFFECTS = _effects()
CLASSES = _classes()
