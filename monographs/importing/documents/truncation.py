"""Whether a document's text stops in mid-sentence."""

import re
from collections.abc import Sequence

from monographs.importing.documents.draft import Issue, SectionText, Severity

# A shorter line without a full stop may be an item of a list, or a name.
_SHORTEST_SENTENCE = 6  # words

_ITEM = re.compile(r"\s*(?:[*+-]|\d{1,9}[.)])(?:\s+|$)")
_CLOSING_MARKS = "*_`~\"'”’»)]}> \t\N{NO-BREAK SPACE}"
_ENDS = (".", "!", "?", "…", "。", "|")


def find_truncation(sections: Sequence[SectionText]) -> Issue | None:
    last = next((s for s in reversed(sections) if s.kind != "note"), None)
    if last is None:
        return None
    text = last.text.rstrip()
    line = text.rsplit("\n", 1)[-1]
    number = last.first + text.count("\n")
    if not text and last.heading and last.kind != "other":
        return _issue(last.heading_line, last.heading)
    if text and _stops_short(line, last.kind):
        return _issue(number, line)
    return None


def _stops_short(line: str, kind: str) -> bool:
    text = line.rstrip(_CLOSING_MARKS)
    if not text or text.endswith(_ENDS):
        return False
    if text[-1] in ",;(":
        return True
    words = len(text.split())
    if _ITEM.match(line) and kind not in ("faqs", "disclaimer"):
        return words > 2 * _SHORTEST_SENTENCE
    return words >= _SHORTEST_SENTENCE


def _issue(number: int, found: str) -> Issue:
    return Issue(
        "truncated",
        Severity.WARNING,
        number,
        "The text stops in mid-sentence. Find the whole document, or complete this "
        "part.",
        found[-120:],
    )
