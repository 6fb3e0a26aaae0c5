"""Text in which nothing hides: what nobody sees is named. Pure."""

import re
import unicodedata

# Characters that nobody sees, or that change the order in which text is shown.
_HIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
# Letters and symbols that are drawn as nothing.
_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"


def visible_text(text: str) -> str:
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def is_blank(text: str) -> bool:
    """Nothing of it can be seen: spaces of any kind, marks without width, fillers."""
    return all(
        unicodedata.category(sign)[0] in "ZCM" or sign in _FILLERS for sign in text
    )
