"""What the name of a file says, and how it is written where people read it."""

import re
from unicodedata import normalize

DOCUMENT_ENDINGS = (".md", ".markdown", ".txt")
ZIP_ENDING = ".zip"

# A path that is stored, and the start of a name that a message repeats.
LONGEST_PATH = 1_000
LONGEST_QUOTE = 120

# Controls, marks that reorder the text around them, and bytes that are not UTF-8, which
# Python holds as lone surrogates.
_NOT_SHOWN = re.compile(
    "[\0-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


def written(name: str) -> str:
    """The name in NFC, with escapes for all that is no text: "caf\\xe9.md"."""
    return _NOT_SHOWN.sub(_escape, normalize("NFC", name))


def quoted(name: str) -> str:
    text = written(name)
    return f'"{text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE] + "…"}"'


def is_document(name: str) -> bool:
    return name.lower().endswith(DOCUMENT_ENDINGS)


def is_zip(name: str) -> bool:
    return name.lower().endswith(ZIP_ENDING)


def is_hidden(name: str) -> bool:
    return name.startswith(".") or name == "__MACOSX"


def _escape(character: re.Match[str]) -> str:
    code = ord(character[0])
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return f"\\u{code:04x}"
