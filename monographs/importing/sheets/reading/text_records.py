"""The records of a text whose cells are parted by a sign, one after the other."""

import csv
import io
from collections.abc import Iterator
from functools import partial
from itertools import chain
from typing import IO

from monographs.exporting.tables import unguarded
from monographs.importing.sheets.reading.cell_names import place_of
from monographs.importing.sheets.reading.delimiters import SAID
from monographs.importing.sheets.reading.encodings import ENCODINGS, other_encoding
from monographs.importing.sheets.reading.found import Line, UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.problems import too_long

# Above this the number of a line's cells is looked at more closely.
LONG = 50_000


class TextRecords:
    """Iterating gives each record as a Line, numbered as a spreadsheet would.

    A cell that has line breaks makes no further row; a blank line is a row, and left
    out here.
    """

    def __init__(
        self,
        file: IO[bytes],
        *,
        encoding: str,
        delimiter: str,
        limits: SheetLimits,
        table: str,
    ) -> None:
        # Python's own line ends would cut records at characters that are text.
        self._text = io.TextIOWrapper(file, ENCODINGS[encoding], "strict", newline="")
        self._delimiter = delimiter
        self._limits = limits
        self._short = limits.short
        self._table = table
        self._number = 0
        self._text_line = 0
        self._record: list[str] = []  # the lines of text of the present record
        self._size = 0  # of these
        self._is_at_end = False
        # It is one limit for the whole process. Ours is kept below, with a sentence.
        csv.field_size_limit(max(csv.field_size_limit(), limits.line_characters + 1))

    def __iter__(self) -> Iterator[Line]:
        lines = self._lines_of_text()
        records = csv.reader(lines, delimiter=self._delimiter, strict=True)
        record = self._record
        while True:
            try:
                for cells in records:
                    self._number += 1
                    if len(record) > 1 or "'" in record[0]:
                        cells = [unguarded(c) if c[:1] == "'" else c for c in cells]
                    line = Line(self._number, tuple(cells))
                    if len(record) > 1 or len(record[0]) > self._short:
                        line = self._checked(line)
                    record.clear()
                    if any(cells):
                        yield line
                return
            except csv.Error as error:
                if self._is_at_end:
                    raise self._unclosed() from error
                self._number += 1
                yield self._misquoted(lines)
            except UnicodeError as error:
                raise other_encoding() from error

    def _lines_of_text(self) -> Iterator[str]:
        most = self._limits.line_characters
        record = self._record
        for text in iter(partial(self._text.readline, most + 1), ""):
            self._text_line += 1
            if self._text_line == 1 and SAID.fullmatch(text):
                continue
            record.append(text)
            if len(text) > LONG:
                self._check_width(text)
            if len(text) > most:
                raise self._long_line()
            self._size = len(text) + (self._size if len(record) > 1 else 0)
            if self._size > most:
                raise self._unclosed()
            yield text
        self._is_at_end = True

    def _check_width(self, text: str) -> None:
        # Two million empty cells take much more memory than their commas.
        if text.count(self._delimiter) * 4 > len(text):
            raise UnreadableFile(
                "too_many_columns",
                f"Row {self._number + 1:,} has far more than {self._limits.columns:,} "
                "columns. Remove the delimiters at its end.",
                place_of(self._table, self._number + 1),
            )

    def _long_line(self) -> UnreadableFile:
        return UnreadableFile(
            "long_line",
            f"Line {self._text_line:,} of the text is longer than "
            f"{self._limits.line_characters:,} characters. A cell may hold "
            f"{self._limits.cell_bytes:,} bytes: divide its text.",
            place_of(self._table, self._number + 1),
        )

    def _checked(self, line: Line) -> Line:
        for column, cell in enumerate(line.cells):
            if not self._limits.allows(cell):
                problem = too_long(self._limits)
                cut = line.cells[:column] + ("",) + line.cells[column + 1 :]
                return Line(line.number, cut, problem, column)
        return line

    def _misquoted(self, lines: Iterator[str]) -> Line:
        """Read the record again as forgiving programs do, to know where it ends."""
        again = chain(list(self._record), lines)
        try:
            cells = next(csv.reader(again, delimiter=self._delimiter))
        except csv.Error as error:
            raise self._unclosed() from error
        self._record.clear()
        return Line(self._number, tuple(cells[: self._limits.columns]), _MISQUOTED)

    def _unclosed(self) -> UnreadableFile:
        row, text_line = self._number + 1, self._text_line - len(self._record) + 1
        return UnreadableFile(
            "unclosed_quote",
            f"In row {row:,}, which begins in line {text_line:,} of the text, a "
            "quotation mark opens a cell and none closes it. Close it; a quotation "
            "mark that belongs to the text is written twice.",
            place_of(self._table, row),
        )


_MISQUOTED = (
    "After a closing quotation mark, this line goes on with other text. Write a "
    'quotation mark that belongs to the text twice (""), or close the cell that is '
    "open."
)
