r"""Text in which nothing hides: what nobody sees is named. Pure.

Named are all signs of Unicode's categories Cc and Cf but "\n" and "\t", what is drawn
as nothing, line ends that only some programs know, and marks that choose a variant of
the sign before them, where there is none that has variants.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from html import unescape
from typing import Any, TypeVar

# Letters and symbols that are drawn as nothing.
_FILLERS = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_VARIANTS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_HIDDEN = (
    "\0-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891"
    "\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    f"\U0001d173-\U0001d17a\U000e0000-\U000e0fff{_VARIANTS}{_FILLERS}"
)
_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2100-\u27ff\u2900-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff"
)
_IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HARMLESS = (
    rf"(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}])"
    rf"|(?<=[{_EMOJI}0-9#*])[\ufe0e\ufe0f]"
    rf"|(?<=[{_IDEOGRAPHS}])[\ufe00-\ufe02\U000e0100-\U000e01ef]"
    r"|(?<=[\u2200-\u22ff\u2a00-\u2aff])\ufe00"
    r"|(?<=[\u1820-\u18aa])[\u180b-\u180d\u180f]"
)
# Arabic and the scripts like it, those of India and its neighbours, Mongolian.
_JOINED = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua8e0-\ua8ff"
_JOINING = (
    r"(?<=[^\W\d_])\xad(?=[^\W\d_])"
    rf"|(?<=[{_JOINED}])[\u180e\u200c\u200d](?=[{_JOINED}])"
)
_UNSEEN = re.compile(rf"{_HARMLESS}|(?P<joining>{_JOINING})|(?P<hidden>[{_HIDDEN}])")
_REFERENCE = re.compile(r"&(?:#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,31});", re.IGNORECASE)
_Content = TypeVar("_Content")


def visible_text(text: str) -> str:
    return _UNSEEN.sub(_named, text)


def visible_content(value: _Content) -> _Content:
    """A document, or a part of one, to be rendered for those who judge it."""
    made: Any = value
    if isinstance(value, str):
        made = visible_text(_plain(value))
    elif isinstance(value, tuple):
        made = tuple(map(visible_content, value))
    elif is_dataclass(value) and not isinstance(value, type):
        seen = {one.name: getattr(value, one.name) for one in fields(value)}
        made = replace(
            value, **{name: visible_content(part) for name, part in seen.items()}
        )
    return made  # type: ignore[no-any-return]


def hidden_places(text: str) -> Iterator[int]:
    """Where the signs stand that no text needs."""
    for found in _UNSEEN.finditer(text):
        if found.lastgroup == "hidden":
            yield found.start()


def hidden_signs(text: str) -> list[str]:
    """The names of those that no text needs, each once."""
    return _found(text, "hidden")


def joining_signs(text: str) -> list[str]:
    """Of those that say how the letters around them are joined, or may be parted."""
    return _found(text, "joining")


def is_blank(text: str) -> bool:
    """Nothing of it can be seen: spaces of any kind, marks without width, fillers."""
    return all(
        unicodedata.category(sign)[0] in "ZCM" or sign in _FILLERS for sign in text
    )


def one_line(text: str) -> str:
    """What stands on one line of a page, such as its author: one rule for all ways in.

    Nothing, where nobody could see any of it.
    """
    if is_blank(text):
        return ""
    text = text.strip()
    if len(text.splitlines()) > 1:
        raise ValueError("This is one line. Take out the line break.")
    if names := hidden_signs(text):
        raise ValueError(
            f"This holds what nobody sees: {', '.join(names)}. Delete it, or write "
            "the line anew."
        )
    return text


def _named(found: re.Match[str]) -> str:
    return _name(found[0]) if found.lastgroup else found[0]


def _name(sign: str) -> str:
    return f"[U+{ord(sign):04X}]"


def _found(text: str, group: str) -> list[str]:
    found = _UNSEEN.finditer(_plain(text))
    return list(dict.fromkeys(_name(one[0]) for one in found if one.lastgroup == group))


def _plain(text: str) -> str:
    """With each reference of Markdown that stands for such a sign as the sign."""
    return _REFERENCE.sub(_unreferred, text) if "&" in text else text


def _unreferred(found: re.Match[str]) -> str:
    sign = unescape(found[0])
    return sign if _UNSEEN.fullmatch(sign) else found[0]
