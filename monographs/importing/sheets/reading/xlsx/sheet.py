"""The rows of one sheet, in the order in which its XML has them."""

from collections.abc import Iterator

from monographs.importing.sheets.reading import problems
from monographs.importing.sheets.reading.cell_names import column_number
from monographs.importing.sheets.reading.found import Line, UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.plain_values import (
    day_text,
    number_text,
    percent_text,
    time_text,
)
from monographs.importing.sheets.reading.row_builder import RowBuilder
from monographs.importing.sheets.reading.xlsx.escapes import UNSTORABLE, unescaped
from monographs.importing.sheets.reading.xlsx.shared_strings import (
    TOO_LONG,
    SharedStrings,
)
from monographs.importing.sheets.reading.xlsx.styles import Shown
from monographs.importing.sheets.reading.xml_parts import Attributes

ROOT = "worksheet"
LONGEST_ROW_NUMBER = 9
# Types of cells that hold their text themselves.
TEXTS = frozenset({"inlineStr", "str"})


class SheetRows:
    """Called by the XML parser for each element: what is here costs most of the time.

    The names of elements are put together once, from the prefix of the first.
    """

    def __init__(
        self,
        strings: SharedStrings | None,
        shown: list[Shown],
        limits: SheetLimits,
        *,
        is_1904: bool,
    ) -> None:
        self.depth = 0
        self.lines: list[Line] = []
        self._strings = strings
        # By a style's number as cells write it; numbers need no entry.
        self._shown = {
            str(n): how for n, how in enumerate(shown) if how is not Shown.NUMBER
        }
        self._limits = limits
        self.short = limits.short
        self._is_1904 = is_1904
        self._row = RowBuilder(limits)
        self.put_all = self._row.put_all
        self.columns = limits.columns
        self._number = 0
        self._digits = ""
        self._next = 0  # where a cell is that does not say it, blank ones counted
        self._parts: list[str] = []
        self._is_too_long = False
        self._is_pronunciation = False
        self._text = ""
        self._reference = ""
        self._type = "n"
        self._style = ""
        self._c = self._v = self._t = self._is = self._row_name = self._rph = ""
        self.text = self._parts.append

    def start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if name == self._v or name == self._t:
            self._parts.clear()
        elif name == self._c:
            self._parts.clear()
            get = attributes.get
            self._reference = get("r", "")
            self._type = get("t", "n")
            self._style = get("s", "")
            self._text = ""
        elif name == self._is:
            return
        elif name == self._row_name:
            self.begin_row(attributes.get("r", ""))
        elif name == self._rph:
            self._is_pronunciation = True
        elif self.depth == 1:
            self._name_elements(name)

    def end(self, name: str) -> None:
        self.depth -= 1
        if name == self._v:
            self._text = "".join(self._parts)
        elif name == self._c:
            self._end_cell()
        elif name == self._t:
            if not self._is_pronunciation:
                self._text += "".join(self._parts)
        elif name == self._is:
            return
        elif name == self._row_name:
            self.end_row()
        elif name == self._rph:
            self._is_pronunciation = False

    def after_piece(self) -> None:
        if sum(map(len, self._parts)) + len(self._text) > self._limits.cell_bytes:
            self._is_too_long = True
            self._parts.clear()
            self._text = ""

    def taken(self) -> Iterator[Line]:
        yield from self.lines
        self.lines.clear()

    def _name_elements(self, root: str) -> None:
        prefix, _, local = root.rpartition(":")
        if local != ROOT:
            raise UnreadableFile(
                "xml",
                "One of its sheets is no sheet. Save the file again with its own "
                "program.",
            )
        prefix = f"{prefix}:" if prefix else ""
        self._c, self._v, self._t = f"{prefix}c", f"{prefix}v", f"{prefix}t"
        self._is = f"{prefix}is"
        self._row_name, self._rph = f"{prefix}row", f"{prefix}rPh"

    def begin_row(self, digits: str) -> None:
        number = self._number + 1
        if digits:
            is_number = digits.isascii() and digits.isdecimal()
            if not is_number or len(digits) > LONGEST_ROW_NUMBER:
                raise _disordered(digits)
            if int(digits) < number:
                raise _disordered(digits)
            number = int(digits)
        self._number, self._digits, self._next = number, digits, 0
        self._parts.clear()

    def put_row(self, digits: str, texts: tuple[str, ...]) -> None:
        """A row of texts that need no closer look; blank ones may be at its end."""
        number = int(digits)
        if number <= self._number:
            raise _disordered(digits)
        self._number = number
        if size := len("".join(texts)):
            self._row.count(size)
            self.lines.append(Line(number, texts))

    def end_row(self) -> None:
        # A cell that stands in no row is told nothing of the one before it.
        self._digits, self._next = "", 0
        if line := self._row.end(self._number):
            self.lines.append(line)

    def _end_cell(self) -> None:
        row, text = self._row, self._text
        reference = self._reference
        column = self._next
        if reference:
            letters = reference.rstrip("0123456789")
            found = column_number(letters)
            if found is None or reference[len(letters) :] != self._digits:
                found = column
                row.object_to(column, problems.TWICE)
            column = found
        self._next = column + 1
        if self._is_too_long:
            self._is_too_long = False
            row.object_to(column, problems.too_long(self._limits))
            return
        if text:
            self.put(column, self._type, self._style, text)
        elif not reference:  # it says no place of its own, and still takes one
            row.put(column, "")

    def put(self, column: int, kind: str, style: str, text: str) -> None:
        """A cell of the row; its type and its style as they are written."""
        if kind == "s":
            text = self._shared(text, column)
        elif kind == "n":
            if style in self._shown or not text.isdigit() or text[0] == "0":
                text = self._number_text(text, column, style)
        elif kind not in TEXTS or "_x" in text or len(text) > self.short:
            text = self._other(kind, text, column)
        self._row.put(column, text)

    def _shared(self, written: str, column: int) -> str:
        try:
            if self._strings is None or len(written) > LONGEST_ROW_NUMBER:
                raise IndexError
            text = self._strings[int(written)]
        except (IndexError, ValueError):
            self._row.object_to(column, problems.NO_TEXT)
            return ""
        return self._checked(text, column)

    def _number_text(self, written: str, column: int, style: str) -> str:
        shown = self._shown.get(style)
        if shown is Shown.DAY:
            text = day_text(written, is_1904=self._is_1904)
        elif shown is Shown.TIME:
            text = time_text(written)
        elif shown is Shown.PERCENT:
            text = percent_text(written)
        else:
            text = number_text(written.strip())
        if text is None:
            is_number = shown in {None, Shown.PERCENT}
            problem = problems.NO_NUMBER if is_number else problems.NO_DAY
            self._row.object_to(column, problem)
        return text or ""

    def _other(self, kind: str, written: str, column: int) -> str:
        if kind == "b":
            return "yes" if written.strip() in {"1", "true"} else "no"
        if kind == "e":
            self._row.object_to(column, problems.ERROR_VALUE)
            return ""
        if kind == "d":
            return written.replace("T", " ", 1).removesuffix(" 00:00:00")
        text = unescaped(written)
        return self._checked(text if self._limits.allows(text) else TOO_LONG, column)

    def _checked(self, text: str, column: int) -> str:
        if text == UNSTORABLE:
            self._row.object_to(column, problems.UNSTORABLE)
        elif text == TOO_LONG:
            self._row.object_to(column, problems.too_long(self._limits))
        else:
            return text
        return ""


def _disordered(number: str) -> UnreadableFile:
    return UnreadableFile(
        "disordered_rows",
        f"Row {number[:12]} of a sheet stands in the wrong place of the file. Save it "
        "again with a spreadsheet program.",
    )
