"""Bytes to lines of text: nothing guessed in silence, nothing dropped unnamed."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from monographs.importing.documents.draft import Issue, Severity

LARGEST_DOCUMENT = 2_000_000  # bytes

_CONTROLS = (0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_BIDIRECTIONAL = re.compile(f"[{''.join(map(chr, _CONTROLS))}]")
_LEFT_OUT = dict.fromkeys(_CONTROLS)
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
    """Without the characters that make text show in another order than it has."""
    if not _BIDIRECTIONAL.search(text):
        return text, []
    issues = list(islice(_disguised(text), MOST_NAMED))
    return text.translate(_LEFT_OUT), issues


def _disguised(text: str) -> Iterator[Issue]:
    number = start = 0
    for found in _BIDIRECTIONAL.finditer(text):
        lines = text.count("\n", start, found.start())
        if lines or not number:
            number = (number or 1) + lines
            yield Issue("bidirectional_control", Severity.WARNING, number, _DISGUISED)
        start = found.start()


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
