"""Bytes to lines of text: nothing guessed in silence, nothing dropped unnamed."""

import codecs
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from monographs.importing.documents.draft import Issue, Severity
from monographs.visible_text import hidden_places

LARGEST_DOCUMENT = 2_000_000  # bytes

_CONTROLS = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_BIDIRECTIONAL = frozenset(map(chr, _CONTROLS))
_MARKED_ENCODINGS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# Of more lines than these, a message each would help nobody.
MOST_NAMED = 100
_DISGUISED = (
    "This line holds invisible characters that change the order in which text is "
    "shown. They were left out; check that the line reads as it should."
)
_UNSEEN = (
    "This line holds characters that nobody sees. They were left out; check that the "
    "line reads as it should."
)
_CONTROLLING = (
    "This line holds control characters, or others that are drawn as nothing. They "
    "may stand for a dash or a space, so they were kept: write there what was meant."
)
_LINE_END = re.compile(r"\r\n?")


@dataclass(frozen=True)
class Decoded:
    """`text` is None where the bytes are no text; then an issue says why."""

    text: str | None
    encoding: str = ""
    issues: tuple[Issue, ...] = ()


def decode(content: bytes) -> Decoded:
    if len(content) > LARGEST_DOCUMENT:
        return _unreadable(
            f"The file has {len(content):,} bytes; a document may have "
            f"{LARGEST_DOCUMENT:,}. Cut it into one file for each drug."
        )
    try:
        text, encoding = _decode(content)
    except UnicodeDecodeError as error:
        return _unreadable(
            f"The file is not text in UTF-8, UTF-16 or Windows-1252: byte "
            f"{error.start + 1:,} fits none of them. Save it as UTF-8 and load it "
            f"again."
        )
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        return _unreadable(
            "The file holds NUL bytes, so it is no plain text. Save it as text in "
            "UTF-8 and load it again.",
            line,
        )
    issues = (_guessed(),) if encoding == "windows-1252" else ()
    return Decoded(_LINE_END.sub("\n", text), encoding, issues)


def without_disguises(text: str) -> tuple[str, list[Issue]]:
    """Without the signs that have no width, or change the order of the text."""
    places = list(hidden_places(text))
    if not places:
        return text, []
    issues = list(islice(_disguised(text, places), MOST_NAMED))
    return "".join(_others(text, places)), issues


def _others(text: str, places: Sequence[int]) -> Iterator[str]:
    start = 0
    for place in places:
        if _is_left_out(text[place]):
            yield text[start:place]
            start = place + 1
    yield text[start:]


def _disguised(text: str, places: Iterable[int]) -> Iterator[Issue]:
    """Each kind once a line."""
    number, start = 1, 0
    said: set[str] = set()
    for place in places:
        if lines := text.count("\n", start, place):
            number += lines
            said = set()
        start = place
        issue = _issue_of(text[place], number)
        if issue.message not in said:
            said.add(issue.message)
            yield issue


def _issue_of(sign: str, line: int) -> Issue:
    if sign in _BIDIRECTIONAL:
        return Issue("bidirectional_control", Severity.WARNING, line, _DISGUISED)
    message = _UNSEEN if _is_left_out(sign) else _CONTROLLING
    return Issue("invisible_character", Severity.WARNING, line, message)


def _is_left_out(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cf", "Mn")


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKED_ENCODINGS.items():
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return content.decode("windows-1252"), "windows-1252"


def _unreadable(message: str, line: int = 1) -> Decoded:
    return Decoded(None, issues=(Issue("unreadable", Severity.ERROR, line, message),))


def _guessed() -> Issue:
    return Issue(
        "encoding_guessed",
        Severity.WARNING,
        1,
        "The file is not UTF-8 and was read as Windows-1252. Check its dashes, quotes "
        "and accents.",
    )
