"""One form for all ways of writing a term: to look it up, and never to show."""

import re
import unicodedata
from functools import lru_cache

# Longer texts are no terms. They are not worth a place in the memory.
_LONGEST_KEPT = 200

_PLAIN_CHARACTERS = str.maketrans(
    dict.fromkeys("-‐‑‒–—―−,", " ")
    | dict.fromkeys("’‘ʼ`´", "'")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff")
    | {"æ": "ae", "œ": "oe"}
)
_AROUND = " .:;!?*…\"'“”„«»"
_PARENTHESIS = re.compile(r"([()\[\]])")

# British spellings as American ones. Only the looked-up form is touched, so "does"
# may lose a letter; what must not happen is that two different terms become one.
_SPELLINGS = (
    (re.compile(r"ae"), "e"),
    (re.compile(r"oe"), "e"),
    (re.compile(r"\b(behavi|col|discol|lab|od|tum)our"), r"\1or"),
    (re.compile(r"(?<=[lmnrt])is(ed|ing|ation)"), r"iz\1"),
    (re.compile(r"leuco"), "leuko"),
    (re.compile(r"sulph"), "sulf"),
)
_PLURALS = (
    (re.compile(r"'s?\b"), ""),
    (re.compile(r"(?<=\w\w)ies\b"), "y"),
    (re.compile(r"(?<=sh|ss|ch)es\b(?<!aches)|(?<=x)es\b"), ""),
    (re.compile(r"(?<=\w\w\w)(?<![isu])s\b"), ""),
)


def normal_form(text: str) -> str:
    """The same for "Rashes.", "rash" and "Rash (of the skin)"."""
    return _kept_form(text) if len(text) <= _LONGEST_KEPT else _form(text)


def _form(text: str) -> str:
    text = unicodedata.normalize("NFC", text).casefold().translate(_PLAIN_CHARACTERS)
    text = " ".join(_without_parentheses(text).split()).strip(_AROUND)
    for pattern, replacement in _SPELLINGS + _PLURALS:
        text = pattern.sub(replacement, text)
    return text


_kept_form = lru_cache(maxsize=20_000)(_form)


def _without_parentheses(text: str) -> str:
    """What stands in parentheses explains the term; alone, it is the term."""
    kept, depth = [], 0
    for part in _PARENTHESIS.split(text):
        if part in ("(", "["):
            depth += 1
        elif part in (")", "]"):
            depth = max(depth - 1, 0)
        elif not depth:
            kept.append(part)
    outside = "".join(kept)
    return outside if outside.strip(_AROUND) else _PARENTHESIS.sub(" ", text)
