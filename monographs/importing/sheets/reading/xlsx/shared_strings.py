"""The texts that cells of a workbook refer to by their number.

A workbook may have millions. They are read only as far as cells ask for them, and lie
in a temporary file; some that were asked for lately are at hand.
"""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO

from monographs.importing.sheets.reading.found import UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.xlsx.escapes import unescaped
from monographs.importing.sheets.reading.xml_parts import Attributes, local, parse

TEXTS_A_ROW = 4
BLOCK = 4 * 1024
AT_HAND = 2 * 1024 * 1024
# XML cannot hold these characters, so no text has them.
BETWEEN = "\0"
TOO_LONG = "\1too long\1"


class SharedStrings:
    def __init__(self, part: str, pieces: Iterable[bytes], limits: SheetLimits) -> None:
        self._texts = _Texts(limits)
        self._most = limits.rows * TEXTS_A_ROW
        self._reading = parse(part, pieces, self._texts)
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 closed by close()
        self._firsts = array("L")  # of each block: the number of its first text
        self._starts = array("Q", [0])
        self._count = 0
        self._at_hand: OrderedDict[int, list[str]] = OrderedDict()
        self._at_hand_size = 0

    def close(self) -> None:
        # What could not be written would be tried once more.
        with suppress(OSError):
            self._file.close()

    def __getitem__(self, number: int) -> str:
        """IndexError for a number without a text, TOO_LONG for one that is refused."""
        while number >= self._count and self._read_on():
            pass
        if not 0 <= number < self._count:
            raise IndexError(number)
        block = bisect_right(self._firsts, number) - 1
        texts = self._at_hand.get(block) or self._fetched(block)
        return texts[number - self._firsts[block]]

    def _read_on(self) -> bool:
        is_at_end = next(self._reading, self) is self
        texts = self._texts.found
        if texts:
            size = sum(map(len, texts)) + len(texts)
            step = len(texts) // (size // BLOCK + 1) + 1
            for start in range(0, len(texts), step):
                self._write(texts[start : start + step])
            texts.clear()
        if self._count > self._most:
            raise UnreadableFile(
                "too_many_texts",
                f"The file holds more than {self._most:,} different texts. Divide it.",
            )
        return not is_at_end

    def _write(self, texts: list[str]) -> None:
        block = BETWEEN.join(texts).encode()
        try:
            self._file.seek(self._starts[-1])
            self._file.write(block)
            self._file.flush()
        except OSError as error:
            raise UnreadableFile(
                "no_room",
                "The server has no room to unpack this file. Tell whoever runs it, and "
                "load the file again later.",
            ) from error
        self._starts.append(self._starts[-1] + len(block))
        self._firsts.append(self._count)
        self._count += len(texts)

    def _fetched(self, block: int) -> list[str]:
        start, end = self._starts[block], self._starts[block + 1]
        self._file.seek(start)
        texts = unescaped_all(self._file.read(end - start).decode())
        self._at_hand[block] = texts
        self._at_hand_size += end - start
        while self._at_hand_size > AT_HAND and len(self._at_hand) > 1:
            oldest, _ = self._at_hand.popitem(last=False)
            self._at_hand_size -= self._starts[oldest + 1] - self._starts[oldest]
        return texts


def unescaped_all(block: str) -> list[str]:
    texts = block.split(BETWEEN)
    return list(map(unescaped, texts)) if "_x" in block else texts


class _Texts:
    """The <si> of the part: their <t> joined, without how they are pronounced."""

    def __init__(self, limits: SheetLimits) -> None:
        self.depth = 0
        self.found: list[str] = []
        self._limits = limits
        self._parts: list[str] = []
        self._text: list[str] = []
        self._is_pronunciation = self._is_too_long = False
        self._si = self._t = self._rph = ""
        self.text = self._parts.append

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if name == self._t:
            self._parts.clear()
        elif name == self._si:
            self._text.clear()
            self._is_too_long = False
        elif name == self._rph:
            self._is_pronunciation = True
        elif self.depth == 1:
            prefix = name[: -len(local(name))]
            self._si, self._t, self._rph = f"{prefix}si", f"{prefix}t", f"{prefix}rPh"

    def end(self, name: str) -> None:
        self.depth -= 1
        if name == self._t:
            if not self._is_pronunciation:
                self._text += self._parts
            self._parts.clear()
        elif name == self._si:
            text = "".join(self._text)
            if self._is_too_long or (text and not self._limits.allows(text)):
                text = TOO_LONG
            self.found.append(text)
            self._text.clear()
        elif name == self._rph:
            self._is_pronunciation = False

    def after_piece(self) -> None:
        held = sum(map(len, self._parts)) + sum(map(len, self._text))
        if held > self._limits.cell_bytes:
            self._is_too_long = True
            self._parts.clear()
            self._text.clear()
