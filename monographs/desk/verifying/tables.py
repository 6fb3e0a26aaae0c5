"""The lines of a spreadsheet that a page's rows came from, as text and words."""

from collections.abc import Iterable
from dataclasses import dataclass

from monographs.desk.source_text import Line, SourceText
from monographs.desk.verifying.compared import words_of
from monographs.importing.sheets.source_lines import SourceTable, source_table
from monographs.models import Row, SourceDocument
from monographs.visible_text import visible_text

LONGEST_SHOWN = 5_000


@dataclass(frozen=True)
class ReadTable:
    """One sheet of a spreadsheet, as far as the rows of one page stand in it."""

    document: SourceDocument
    sheet: str
    table: SourceTable

    @classmethod
    def of(
        cls, document: SourceDocument, sheet: str, rows: Iterable[Row]
    ) -> "ReadTable":
        lines = (row.line_from for row in rows if row.line_from)
        return cls(document, sheet, source_table(document, sheet, lines))

    @property
    def name(self) -> str:
        """Of its pane in the page."""
        return f"{self.document.pk}-{self.sheet}"

    @property
    def last_line(self) -> int:
        return max(self.table.lines, default=0)

    def words(self, first: int, last: int) -> frozenset[str]:
        cells = (
            cell
            for number in range(first, last + 1)
            for cell in self.table.lines.get(number, ())
        )
        return words_of("\n".join(cells))

    def lead_of(self, first: int, text: str) -> None:
        """Each line of a spreadsheet says all by itself."""

    def text(self, marked: str) -> SourceText:
        first, _, last = marked.partition("-")
        is_range = first.isdigit() and last.isdigit()
        begin, end = (int(first), int(last)) if is_range else (0, 0)
        lines = tuple(
            Line(number, _shown(self.table.in_words(number)), begin <= number <= end)
            for number in sorted(self.table.lines)
        )
        return SourceText(lines, len(lines))

    def place(self, first: int, last: int) -> str:
        return f"{self.sheet}!{first}"


def _shown(text: str) -> str:
    if len(text) > LONGEST_SHOWN:
        rest = len(text) - LONGEST_SHOWN
        text = f"{text[:LONGEST_SHOWN]}… ({rest:,} characters more)"
    return visible_text(text)
