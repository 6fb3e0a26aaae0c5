"""A cell that cannot be read, in a sentence for whoever wrote it."""

from collections.abc import Sequence
from difflib import get_close_matches

_LONGEST_QUOTE = 60


class Unreadable(ValueError):
    """The sentence quotes the cell, says what is wrong and what to write instead."""


def quoted(text: str) -> str:
    """For a sentence: in one line, and never longer than a reader wants."""
    shown = " ".join(text.split())
    if len(shown) > _LONGEST_QUOTE:
        shown = f"{shown[:_LONGEST_QUOTE]}…"
    return f'"{shown}"'


def not_in_the_list(text: str, choices: Sequence[str], what: str) -> Unreadable:
    near = get_close_matches(text.casefold(), [one.casefold() for one in choices], 1)
    meant = next((one for one in choices if near and one.casefold() == near[0]), "")
    asks = f' Did you mean "{meant}"?' if meant else ""
    return Unreadable(
        f"{quoted(text)} is no {what}.{asks} Use one of: {', '.join(choices)}."
    )
