"""Which encoding a text file has: never guessed in silence."""

import codecs
import re
from collections.abc import Iterator
from typing import Protocol

from monographs.importing.sheets.reading.found import UnreadableFile

BYTES_AT_ONCE = 64 * 1024

# What a person may choose, and what Python calls it. The mark at the beginning of a
# file is no text of its first cell.
ENCODINGS = {
    "utf-8": "utf-8-sig",
    "utf-16": "utf-16",
    "windows-1252": "cp1252",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "iso-8859-1": "latin-1",
    "iso-8859-15": "iso-8859-15",
    "macintosh": "mac-roman",
}
GUESSED = "windows-1252"
ASSUMED = (
    "The file is not UTF-8; Windows-1252 was assumed. Look at accents, dashes and "
    "quotation marks, and choose another encoding if they are wrong."
)
_UTF_16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Every other byte of plain text is NUL.
_UNMARKED_UTF_16 = re.compile(rb"(?:[^\0]\0){4}|(?:\0[^\0]){4}")


class Bytes(Protocol):
    """A file open for reading."""

    def read(self, size: int = -1, /) -> bytes: ...


def known_encoding(name: str) -> str:
    """What Python calls it."""
    if name not in ENCODINGS:
        raise UnreadableFile(
            "unknown_encoding",
            f"This encoding is not known. Choose one of: {', '.join(ENCODINGS)}.",
        )
    return ENCODINGS[name]


def other_encoding() -> UnreadableFile:
    """Of bytes that were looked at under another encoding, or not at all."""
    return UnreadableFile(
        "not_text",
        "The bytes of the file do not fit its encoding. Choose another.",
    )


def encoding_of(first: bytes, file: Bytes, chosen: str | None) -> str:
    """One of ENCODINGS; all of `file` was decoded to see that it can be."""
    if chosen is not None:
        known_encoding(chosen)
    if chosen is None and first.startswith(_UTF_16_MARKS):
        chosen = "utf-16"
    if chosen != "utf-16" and _UNMARKED_UTF_16.match(first[:64]):
        raise UnreadableFile(
            "unmarked_utf_16",
            "The file looks like UTF-16 without the mark that UTF-16 begins with. Save "
            "it as UTF-8.",
        )
    if chosen == "utf-16" and not first.startswith(_UTF_16_MARKS):
        raise UnreadableFile(
            "unmarked_utf_16",
            "The file does not begin with the mark of UTF-16. Save it as UTF-8, or "
            "choose another encoding.",
        )
    return _tried(file, chosen)


def _tried(file: Bytes, chosen: str | None) -> str:
    candidates = [chosen] if chosen else ["utf-8", GUESSED]
    decoders = {
        name: codecs.getincrementaldecoder(ENCODINGS[name])() for name in candidates
    }
    faults: dict[str, int] = {}
    lines = 1
    for piece, is_last in _pieces(file):
        for name, decoder in decoders.items():
            if name in faults:
                continue
            try:
                text = decoder.decode(piece, is_last)
            except UnicodeDecodeError:
                faults[name] = lines
                continue
            if "\0" in text:
                raise _nul(lines + text.count("\n", 0, text.index("\0")))
        if len(faults) == len(candidates):
            raise _not_text(candidates, max(faults.values()))
        lines += piece.count(b"\n")
    return next(name for name in candidates if name not in faults)


def _pieces(file: Bytes) -> Iterator[tuple[bytes, bool]]:
    while piece := file.read(BYTES_AT_ONCE):
        yield piece, False
    yield b"", True


def _nul(line: int) -> UnreadableFile:
    return UnreadableFile(
        "nul",
        f"Line {line:,} of the text holds a NUL character, so the file is no plain "
        "text. Save it again as CSV in UTF-8.",
        f"text line {line}",
    )


def _not_text(candidates: list[str], line: int) -> UnreadableFile:
    return UnreadableFile(
        "not_text",
        f"The file is not text in {' or '.join(candidates)}: some bytes at or after "
        f"line {line:,} of the text fit none of them. Save it as UTF-8, or choose its "
        "encoding.",
        f"text line {line}",
    )
