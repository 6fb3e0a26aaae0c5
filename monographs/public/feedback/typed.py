"""What a reader typed: cleaned, never refused for a sign that nobody sees."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monographs.models.public import LONGEST_REPORT
from monographs.public.feedback.where import Page, Section

MOST_LINKS = 3
HONEYPOT = "website"
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
# Signs that do something instead of being read: controls but for line breaks and tabs,
# those that turn the direction of what follows, lone halves of signs.
_DOES_SOMETHING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True)
class Typed:
    text: str
    section: Section | None
    fault: str  # a sentence; empty where it can be sent
    has_seen_whom_to_call: bool = False


def read(given: Mapping[str, Any], page: Page | None) -> Typed:
    text = clean(str(given.get("text", "")))
    section = page.section(str(given.get("section", ""))) if page else None
    fault = (
        "Leave the last field empty: only programs fill it in. Empty it, and send the "
        "report again."
        if given.get(HONEYPOT)
        else _fault_of(text)
    )
    return Typed(text, section, fault, bool(given.get("seen")))


def clean(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _DOES_SOMETHING.sub("", lines).strip()


def _fault_of(text: str) -> str:
    if not text:
        return "Write what is wrong, in a few words."
    if len(text) > LONGEST_REPORT:
        return (
            f"The text has {len(text):,} characters; {LONGEST_REPORT:,} are the most. "
            "Shorten it, or send it in two reports."
        )
    if len(_LINK.findall(text)) > MOST_LINKS:
        return (
            f"A report may hold {MOST_LINKS} links at most, because of advertisers. "
            "Name the others in words."
        )
    return ""
