"""A phrase as lower-case words, numbers and signs, each sign in one spelling."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

# More digits than this is not a share of people, and costs time to convert.
MOST_DIGITS = 10
MOST_DECIMALS = 7

_ENTITIES = {
    "gt": ">",
    "lt": "<",
    "ge": "≥",
    "geq": "≥",
    "le": "≤",
    "leq": "≤",
    "nbsp": " ",
    "thinsp": " ",
    "ensp": " ",
    "emsp": " ",
    "ndash": "-",
    "mdash": "-",
    "minus": "-",
    "percnt": "%",
    "amp": "&",
}
_ENTITY = re.compile(
    r"&(?:amp;)?(?:(?P<name>" + "|".join(_ENTITIES) + r")"
    r"|#(?P<decimal>[0-9]{1,6})|#[xX](?P<hex>[0-9a-fA-F]{1,5}));",
    re.IGNORECASE,
)
_SPELLINGS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
        **dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006", " "),
        **dict.fromkeys("\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad*_\\`", ""),
        **dict.fromkeys("⩾≧", "≥"),
        **dict.fromkeys("⩽≦", "≤"),
        **dict.fromkeys("⁄∕／", "/"),
        **dict.fromkeys("≈≅∼～", "~"),
        **dict.fromkeys("’ʼ", "'"),
        "＞": ">",
        "＜": "<",
        "％": "%",
        "﹪": "%",
        "٪": "%",
    }
)
_TOKEN = re.compile(
    r"(?P<number>[0-9]{1,3}(?: [0-9]{3}){1,3}(?![0-9]|[.,][0-9])"
    r"|[0-9]+(?:[.,][0-9]+)*"
    r"|\.[0-9]+)"
    r"|(?P<word>[^\W\d_][\w']*)"
    r"|(?P<sign>>\s?=|<\s?=|=>|=<|[^\s\w]|\w)"
)
_SIGNS = {">=": "≥", "=>": "≥", "<=": "≤", "=<": "≤"}

_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:([, ])[0-9]{3})(?:\1[0-9]{3})*")
_DECIMAL = re.compile(r"([0-9]*)(?:[.,]([0-9]+))?")


class Token(NamedTuple):
    text: str
    is_number: bool
    is_word: bool
    is_tight: bool


Tokens = Sequence[Token]


def plain(phrase: str) -> str:
    """The phrase in lower case, with one spelling for each dash, space and sign."""
    return _ENTITY.sub(_character, phrase).translate(_SPELLINGS).lower()


def tokenise(text: str) -> list[Token]:
    """The tokens of a text that `plain` made."""
    tokens = []
    end = 0
    for match in _TOKEN.finditer(text):
        found = match.group()
        if match.lastgroup == "sign":
            found = _SIGNS.get("".join(found.split()), found)
        kind = match.lastgroup
        tokens.append(
            Token(found, kind == "number", kind == "word", match.start() == end)
        )
        end = match.end()
    return tokens


def text_at(tokens: Tokens, index: int) -> str:
    return tokens[index].text if 0 <= index < len(tokens) else ""


def number(text: str) -> Fraction | None:
    """The value of a written number; None where the writing is ambiguous."""
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "").replace(" ", "")
    match = _DECIMAL.fullmatch(text)
    if match is None or not text:
        return None
    whole, decimals = match.group(1), match.group(2) or ""
    if len(whole) > MOST_DIGITS or len(decimals) > MOST_DECIMALS:
        return None
    return Fraction(int(whole + decimals), 10 ** len(decimals))


def whole_number(text: str) -> int | None:
    """A count; "10.000" is none, since it may mean ten or ten thousand."""
    if not (text.isdecimal() or _THOUSANDS.fullmatch(text)):
        return None
    value = number(text)
    return None if value is None else int(value)


def _character(match: re.Match[str]) -> str:
    if match["name"]:
        return _ENTITIES[match["name"].lower()]
    if match["decimal"]:
        return chr(int(match["decimal"]))
    return chr(int(match["hex"], 16))
