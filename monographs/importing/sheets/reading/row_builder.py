"""The cells of a row put in their places, while a workbook is read."""

from monographs.importing.sheets.reading import problems
from monographs.importing.sheets.reading.found import Line, UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits


class RowBuilder:
    """Rows that hold something go to `lines`; `characters` counts all of them."""

    def __init__(self, limits: SheetLimits) -> None:
        self._limits = limits
        self._columns = limits.columns
        self._most = limits.line_characters
        self._short = limits.short
        self.lines: list[Line] = []
        self.characters = 0
        self.cells: list[str] = []
        self.problem = ""
        self.column: int | None = None
        self.blanks = 0
        self._size = 0

    def put(self, column: int, text: str) -> None:
        cells = self.cells
        if column != len(cells):
            if not text:
                return
            if column < len(cells):
                return self.object_to(column, problems.TWICE)
            if column >= self._columns:
                return self.object_to(column, problems.far_away(self._limits))
            cells += [""] * (column - len(cells))
        elif column >= self._columns:
            if text:
                self.object_to(column, problems.far_away(self._limits))
            return None
        if len(text) > self._short and not self._limits.allows(text):
            self.object_to(column, problems.too_long(self._limits))
            text = ""
        if self._size + len(text) > self._most:
            self.object_to(column, problems.long_line(self._limits))
            text = ""
        self._size += len(text)
        cells.append(text)
        return None

    def put_all(self, cells: list[str]) -> None:
        """A row that is known to keep within the limits."""
        self.cells = cells
        self._size = len("".join(cells))

    def put_repeated(self, text: str, count: int) -> None:
        """The next cells, all the same; blank ones wait for what may follow them."""
        if not text:
            self.blanks += count
            return
        column = len(self.cells) + self.blanks
        self.blanks = 0
        room = max(self._limits.columns - column, 0)
        for place in range(column, column + min(count, room)):
            self.put(place, text)
        if count > room:
            self.object_to(column + room, problems.far_away(self._limits))
            self.blanks = count - room

    def object_to(self, column: int | None, problem: str) -> None:
        """Of several problems of a line, the first is said."""
        if not self.problem:
            self.problem, self.column = problem, column

    def count(self, size: int) -> None:
        self.characters += size
        if self.characters > self._limits.files.unpacked_bytes:
            raise too_much_text(self._limits)

    def end(self, number: int) -> Line | None:
        """The line, or None for a row without content."""
        cells, problem, column = self.cells, self.problem, self.column
        self.count(self._size)
        self.cells, self.blanks, self._size = [], 0, 0
        self.problem, self.column = "", None
        if problem or any(cells):
            return Line(number, tuple(cells), problem, column)
        return None


def too_much_text(limits: SheetLimits) -> UnreadableFile:
    return UnreadableFile(
        "too_much_text",
        f"The cells of this sheet hold more than {limits.files.unpacked_bytes:,} "
        "characters together. Divide it.",
    )
