"""The order of the A–Z: by the first two letters, then by the whole. Pure."""

from string import ascii_lowercase

# Below all letters stand digits, signs and nothing at all; above them other scripts.
BEFORE, BEHIND = "0", "_"
INITIALS = (BEFORE, *ascii_lowercase, BEHIND)
_PLACES = {letter: place for place, letter in enumerate(INITIALS)}


def initials_of(sort_key: str) -> int:
    """One number for the first two letters, so that no collation plays a part."""
    return _place(sort_key[:1]) * len(INITIALS) + _place(sort_key[1:2])


def range_of(initial: str, second: str = "") -> tuple[int, int]:
    """The first and last of the numbers that begin with this letter, or these two."""
    start = _PLACES[initial] * len(INITIALS)
    if second:
        return start + _PLACES[second], start + _PLACES[second]
    return start, start + len(INITIALS) - 1


def _place(letter: str) -> int:
    if letter in ascii_lowercase:  # also the empty text
        return _PLACES[letter] if letter else 0
    return _PLACES[BEHIND] if letter.isalpha() else 0
