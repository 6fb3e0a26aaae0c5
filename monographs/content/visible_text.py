"""Text in which nothing hides: what nobody sees is named. Pure."""

import re

# Characters that nobody sees, or that change the order in which text is shown.
_HIDDEN = re.compile(
    "[\0-\x08\x0b-\x1f\x7f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)


def visible_text(text: str) -> str:
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)
