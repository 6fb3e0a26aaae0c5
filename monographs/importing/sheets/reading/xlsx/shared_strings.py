"""The texts that cells of a workbook refer to by their number.

A workbook may have millions. They are read only as far as cells ask for them, and lie
in a temporary file; some that were asked for lately are at hand.
"""

from array import array
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from tempfile import TemporaryFile
from typing import IO

from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.xlsx.escapes import unescaped
from monographs.importing.sheets.reading.xml_parts import Attributes, local, parse

BLOCK = 4 * 1024
AT_HAND = 2 * 1024 * 1024
# XML cannot hold these characters, so no text has them.
BETWEEN = "\0"
TOO_LONG = "\1too long\1"


class SharedStrings:
    def __init__(self, part: str, pieces: Iterable[bytes], limits: SheetLimits) -> None:
        self._texts = _Texts(limits)
        self._reading = parse(part, pieces, self._texts)
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 closed by close()
        self._firsts = array("L")  # of each block: the number of its first text
        self._starts = array("Q", [0])
        self._waiting: list[str] = []  # those of the block that is not written yet
        self._waiting_size = 0
        self._count = 0
        self._at_hand: OrderedDict[int, list[str]] = OrderedDict()
        self._at_hand_size = 0

    def close(self) -> None:
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
        for text in self._texts.taken():
            self._waiting.append(text)
            self._waiting_size += len(text) + 1
            if self._waiting_size >= BLOCK:
                self._write()
        if is_at_end and self._waiting:
            self._write()
        return not is_at_end

    def _write(self) -> None:
        block = BETWEEN.join(self._waiting).encode()
        self._file.seek(self._starts[-1])
        self._file.write(block)
        self._starts.append(self._starts[-1] + len(block))
        self._firsts.append(self._count)
        self._count += len(self._waiting)
        self._waiting, self._waiting_size = [], 0

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
        self._most = limits.cell_bytes
        self._limits = limits
        self._found: list[str] = []
        self._parts: list[str] = []
        self._text: list[str] = []
        self._is_pronunciation = self._is_too_long = False
        self.text = self._parts.append

    def taken(self) -> Iterator[str]:
        yield from self._found
        self._found.clear()

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        name = local(name)
        if name == "t":
            self._parts.clear()
        elif name == "si":
            self._text.clear()
            self._is_too_long = False
        elif name == "rPh":
            self._is_pronunciation = True

    def end(self, name: str) -> None:
        self.depth -= 1
        name = local(name)
        if name == "t":
            if not self._is_pronunciation:
                self._text += self._parts
            self._parts.clear()
        elif name == "si":
            text = "".join(self._text)
            fits = not self._is_too_long and self._limits.allows(text)
            self._found.append(text if fits else TOO_LONG)
            self._text.clear()
        elif name == "rPh":
            self._is_pronunciation = False

    def after_piece(self) -> None:
        if sum(map(len, self._parts)) + sum(map(len, self._text)) > self._most:
            self._is_too_long = True
            self._parts.clear()
            self._text.clear()
