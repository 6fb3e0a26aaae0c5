"""How medsite writes its own documents: what the writer and the reader share.

They are Markdown for people. What text cannot say stands in one-line comments, each
before the text that it belongs to:

    * <!-- medsite faq {"key": "…"} -->
      **Q: May I drive?**
      A: Wait and see.

The text itself is exact: a character that would not survive in a file, or that would be
taken for a mark, is written as "&#x…;".
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import takewhile
from typing import Any

from monographs.frequency import Frequency, sentence

# Raise it when a file written before would be read differently.
FORMAT = 1
# Longer than any front matter that medsite writes.
_HEAD = 64 * 1024
# A phrase is a few words; to look for figures in a longer one costs time.
_READABLE_PHRASE = 1_000

NAME_LABELS = {
    "generic": "Generic name",
    "synonym": "Synonym",
    "brand": "Brand name",
    "abbreviation": "Abbreviation",
}
CLASS_LABEL = "Class"
COMPONENT_LABEL = "Component"
FEATURE_LABEL = "Feature"
# Above the rows of a page that has no such section.
LIST_HEADINGS = {
    "side_effects": "Side effects",
    "faqs": "Questions and answers",
    "citations": "References",
    "disagreements": "Where sources disagree",
}
# Each part of a note on a disagreement, above its text. The comment tells them apart,
# since a text may hold the same words.
DISAGREEMENT_PARTS = {
    "positions": "What the sources say",
    "shown": "What this page shows",
    "reason": "Why",
}
_SERIOUS = {"yes": "serious", "no": "not serious"}

# Control characters, those that change the direction of text, and line ends that only
# some programs know: editors and importers drop or change them.
_INVISIBLE = (
    "\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069"
)
_FRAGILE = re.compile(f"&(?=#x)|<(?=!--)|[{_INVISIBLE}]")
_FRAGILE_IN_COMMENT = re.compile(f"[{_INVISIBLE}]|(?<=-)-")
_REFERENCE = re.compile("&#x([0-9a-f]{1,6});")


def is_exported(text: str) -> bool:
    """Whether the front matter says that medsite wrote this."""
    first, *lines = text[:_HEAD].removeprefix("\ufeff").splitlines() or [""]
    if first.rstrip() != "---":
        return False
    head = list(takewhile(lambda line: line.rstrip() != "---", lines))
    is_closed = len(head) < len(lines)
    return is_closed and any(line.startswith("medsite:") for line in head)


def marker(word: str, data: Mapping[str, Any] | None = None) -> str:
    """A comment in one line: "--" in its data would end it."""
    if data is None:
        return f"<!-- medsite {word} -->"
    return f"<!-- medsite {word} {as_json(data, _FRAGILE_IN_COMMENT)} -->"


def as_json(value: Any, fragile: re.Pattern[str] = _FRAGILE) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return fragile.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def shown(text: str) -> str:
    """The text for a file: taking white space from its ends takes nothing of it."""
    text = _FRAGILE.sub(lambda match: _reference(match[0]), text)
    if text[:1].isspace():
        text = _reference(text[0]) + text[1:]
    if text[-1:].isspace():
        text = text[:-1] + _reference(text[-1])
    return text


def shown_in_line(text: str) -> str:
    return shown(text).replace("\n", _reference("\n"))


def shown_in_cell(text: str) -> str:
    """A border that Markdown has escaped already stays as it is."""
    return re.sub(r"(?<!\\)\|", _reference("|"), shown_in_line(text))


def shown_before_link(text: str) -> str:
    """A text that ends in ">" would be taken for the link."""
    text = shown(text)
    return text[:-1] + _reference(">") if text.endswith(">") else text


def shown_link(url: str) -> str:
    return "<" + re.sub(r"[\s<>]", lambda match: _reference(match[0]), shown(url)) + ">"


def as_written(visible: str) -> str:
    """The text that was shown."""
    return _REFERENCE.sub(_character, visible.strip())


def side_effect_note(
    *,
    effect: str,
    wording: str,
    group: str,
    scope: str,
    scope_name: str,
    serious: str,
    frequency: Frequency,
) -> str:
    """What the comment says, in words for people; reading compares the two."""
    if len(frequency.phrase) > _READABLE_PHRASE:
        frequency = replace(frequency, phrase="")
    parts = [
        effect if effect.casefold() != wording.casefold() else "",
        group if group != scope_name else "",
        f"{scope} {scope_name}" if scope != "product" else "",
        _SERIOUS.get(serious, ""),
        sentence(frequency),
    ]
    words = shown_in_line("; ".join(filter(None, parts)))
    return f"*({words.replace('*(', _reference('*') + '(')})*"


def _reference(character: str) -> str:
    return f"&#x{ord(character):x};"


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    is_storable = 0 < code <= 0x10FFFF and not 0xD800 <= code < 0xE000
    return chr(code) if is_storable else match[0]
