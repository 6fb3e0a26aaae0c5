"""The objects in a JSON file, one after the other: a large file is never held whole."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from monographs.importing.sheets.reading.found import UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.plain_values import number_text

CHARACTERS_AT_ONCE = 64 * 1024
_SPACES = re.compile(r"[ \t\r\n]*")
LONGEST_PLAIN_NUMBER = 40


class Unreadable:
    """In place of a value that is no text, number, yes or no."""


class Pairs(list[tuple[str, Any]]):
    """An object as it is written, a key perhaps twice."""


class JsonText:
    """The text from a place on, read as far as it is asked for."""

    def __init__(self, read: Callable[[int], str], limits: SheetLimits) -> None:
        self._read = read
        self._most = limits.line_characters
        self._text = ""
        self._at = 0
        self._line = 1
        self._decode = json.JSONDecoder(
            object_pairs_hook=Pairs,
            parse_int=_number,
            parse_float=_number,
            parse_constant=lambda _: Unreadable(),
        ).raw_decode

    def peek(self) -> str:
        """The next character that is no space; empty at the end."""
        while True:
            self._at = _SPACES.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, expected: str) -> str:
        """The next character, which has to be one of the expected."""
        character = self.peek()
        if not character or character not in expected:
            raise self.fault()
        self._at += 1
        return character

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                found, end = self._decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if isinstance(error, RecursionError) or not self._grow():
                    raise self.fault() from error
                continue
            # A number may go on in what was not read yet.
            if end < len(self._text) or not self._grow():
                self._at = end
                return found

    def fault(self) -> UnreadableFile:
        line = self._line + self._text.count("\n", 0, self._at)
        return UnreadableFile(
            "json",
            f"In line {line:,} of the text begins something that is no JSON, is not "
            "complete, is too deep, or is longer than a line of a table may be. "
            "Export the file again.",
            f"text line {line}",
        )

    def _more(self) -> bool:
        self._forget()
        more = self._read(CHARACTERS_AT_ONCE)
        self._text += more
        return bool(more)

    def _grow(self) -> bool:
        """Each time twice as much, so that a long object does not take long."""
        self._forget()
        size = len(self._text)
        if size > self._most or _is_mostly_signs(self._text):
            return False
        more = self._read(min(max(size, CHARACTERS_AT_ONCE), self._most + 1 - size))
        self._text += more
        return bool(more)

    def _forget(self) -> None:
        """What is behind."""
        self._line += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :], 0


def _is_mostly_signs(text: str) -> bool:
    """Millions of tiny values take much more memory than their text."""
    if len(text) < CHARACTERS_AT_ONCE:
        return False
    values, lists = text.count(","), text.count("[") + text.count("{")
    return values * 4 > len(text) or lists * 8 > len(text)


def _number(written: str) -> str | Unreadable:
    """17 stays 17, 1.50 too; what nobody would write in a cell is refused."""
    if len(written) > LONGEST_PLAIN_NUMBER:
        return Unreadable()
    if "e" not in written.lower():
        return written
    return number_text(written) or Unreadable()


def objects_of(text: JsonText) -> Iterator[Any]:
    """The elements of a list."""
    text.take("[")
    if text.peek() == "]":
        text.take("]")
        return
    while True:
        yield text.value()
        if text.take(",]") == "]":
            return


def members_of(text: JsonText) -> Iterator[str]:
    """The keys of an object; whoever asks reads the value before the next."""
    text.take("{")
    if text.peek() == "}":
        text.take("}")
        return
    while True:
        if text.peek() != '"':
            raise text.fault()
        key = text.value()
        text.take(":")
        yield key
        if text.take(",}") == "}":
            return
