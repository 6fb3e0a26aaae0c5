"""The text of a cell, which is made of paragraphs."""

import re

from monographs.importing.sheets.reading.limits import SheetLimits

# Spaces in the XML are one space, and none at the beginning. What elements stand for
# is exact; until then it is held as characters that XML cannot hold.
_SPACES = re.compile("[ \t\r\n]+")
_EXACT = {" ": "\0", "\t": "\1", "\n": "\2"}
_MEANT = str.maketrans({held: meant for meant, held in _EXACT.items()})


class CellText:
    """`parts` takes the text of a paragraph as the parser hands it out."""

    def __init__(self, limits: SheetLimits) -> None:
        self._limits = limits
        self.parts: list[str] = []
        self._paragraphs: list[str] = []
        self._is_too_long = False
        self._exact = 0  # how many characters elements stand for
        self._kept = 0

    def begin(self) -> None:
        self.parts.clear()
        self._paragraphs.clear()
        self._is_too_long = False
        self._exact = 0

    def begin_paragraph(self) -> None:
        self.parts.clear()

    def add_exactly(self, character: str, count: int = 1) -> None:
        # A few bytes of XML may stand for very many spaces.
        self._exact += count
        if self._exact > self._limits.cell_bytes:
            self._is_too_long = True
        else:
            self.parts.append(_EXACT[character] * count)

    def end_paragraph(self) -> None:
        text = _SPACES.sub(" ", "".join(self.parts))
        self._paragraphs.append(text.removeprefix(" ").translate(_MEANT))
        self.parts.clear()

    def pass_over(self) -> None:
        """What comes now is beside the cell."""
        self._kept = len(self.parts)

    def go_on(self) -> None:
        del self.parts[self._kept :]

    def check(self) -> None:
        """Let go of what is too long before it fills the memory."""
        held = sum(map(len, self.parts)) + sum(map(len, self._paragraphs))
        if held > self._limits.cell_bytes:
            self.begin()
            self._is_too_long = True

    def whole(self) -> str | None:
        """None for one that is too long."""
        text = "\n".join(self._paragraphs)
        return None if self._is_too_long or not self._limits.allows(text) else text
