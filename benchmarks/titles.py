"""Invented drug names, spread over the alphabet as real ones are. Pure."""

from collections.abc import Iterator, Sequence
from random import Random

# How often names begin with each letter, about as in common formularies.
INITIALS = {
    "A": 92, "B": 62, "C": 128, "D": 72, "E": 54, "F": 56, "G": 32, "H": 28, "I": 44,
    "J": 4, "K": 12, "L": 62, "M": 72, "N": 52, "O": 42, "P": 82, "Q": 6, "R": 50,
    "S": 58, "T": 80, "U": 10, "V": 30, "W": 4, "X": 6, "Y": 4, "Z": 24,
}  # fmt: skip
VOWELS = ("a", "e", "i", "o", "u", "é")
VOWEL_WEIGHTS = (30, 24, 22, 20, 8, 1)
# The common ones first. Of 500 real names fewer have the same ending.
MIDDLES = (
    "met", "lam", "cor", "pro", "clo", "dan", "ter", "bel", "sul", "tam", "mer", "flu",
    "cet", "nox", "vor", "pra", "sil", "lev", "tri", "gin", "fam", "ven", "pel", "dex",
    "rav", "ros", "val", "xil", "thi", "zan", "hal", "sel", "fen", "rim", "glu", "mox",
    "tel", "naf", "bro", "ond", "kef", "nep", "ser", "zid", "que", "vin", "pax", "gly",
)  # fmt: skip
ENDINGS = (
    "azole", "idone", "amine", "ipril", "olol", "omycin", "oxin", "idine", "statin",
    "afen", "azepam", "oxacin", "elast", "icillin", "osartan", "urine", "ipine",
    "acaine", "oxetine", "agrel", "imab", "ivir", "ostat", "iptan", "onide", "oparin",
    "ufibrate", "osemide", "asetron", "iterol", "adronate", "uformin", "alukast",
    "ozosin", "ixaban", "iglinide", "ocycline", "abital", "ureotide", "estrant",
)  # fmt: skip
# Brands share little with each other and with the drug, as real ones do.
SYLLABLES = [
    consonant + vowel for consonant in "bcdfghjklmnprstvxz" for vowel in "aeiou"
]
LAST_LETTERS = ("", "l", "n", "r", "s", "x")
SALTS = ("hydrochloride", "sodium", "maleate", "acetate")


def titles(random: Random) -> Iterator[str]:
    """Single drugs, salts and combinations, none twice."""
    given: set[str] = set()
    while True:
        title = _title(random)
        if title not in given:
            given.add(title)
            yield title


def brand(title: str) -> str:
    """The same title always has the same one."""
    random = Random(title)
    syllables = random.choices(SYLLABLES, k=random.choice((2, 3, 3, 4)))
    return "".join(syllables).capitalize() + random.choice(LAST_LETTERS)


def _title(random: Random) -> str:
    name = _name(random)
    kind = random.random()
    if kind < 0.06:
        return f"{name} and {_name(random).lower()}"
    return f"{name} {random.choice(SALTS)}" if kind < 0.15 else name


def _name(random: Random) -> str:
    (initial,) = random.choices(list(INITIALS), list(INITIALS.values()))
    syllables = [] if initial in "AEIOU" else [_vowel(random)]
    syllables.append(_one_of(random, MIDDLES))
    if random.random() < 0.7:
        syllables += [_vowel(random), _one_of(random, MIDDLES)]
    return initial + "".join(syllables) + _one_of(random, ENDINGS)


def _one_of(random: Random, parts: Sequence[str]) -> str:
    (part,) = random.choices(parts, [1 / (place + 4) for place in range(len(parts))])
    return part


def _vowel(random: Random) -> str:
    return random.choices(VOWELS, VOWEL_WEIGHTS)[0]
