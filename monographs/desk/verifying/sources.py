"""The source documents that a page's rows came from, as lines and words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BinaryField, Case, F, Value, When

from monographs.desk.source_text import SourceText, lines_of, source_text
from monographs.desk.verifying.compared import words_of
from monographs.desk.verifying.tables import ReadTable
from monographs.exporting.sheets.row_sheets import sheet_of
from monographs.importing.sheets.source_lines import SHEET_DIALECTS, is_spreadsheet
from monographs.models import Row, SourceDocument


@dataclass(frozen=True)
class ReadSource:
    document: SourceDocument
    content: bytes
    lines: list[str]
    _words: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)

    def words(self, first: int, last: int) -> frozenset[str]:
        """Of these lines, numbered from 1."""
        if (first, last) not in self._words:
            text = "\n".join(self.lines[first - 1 : last])
            self._words[first, last] = words_of(text)
        return self._words[first, last]

    def lead_of(self, first: int, text: str) -> int | None:
        """The nearest line above that holds all of these words: a list's heading."""
        wanted = words_of(text)
        if not wanted:
            return None
        return next(
            (
                number
                for number in range(first - 1, 0, -1)
                if wanted <= self.words(number, number)
            ),
            None,
        )

    def text(self, marked: str) -> SourceText:
        return source_text(self.content, marked)

    @property
    def pk(self) -> int:
        return self.document.pk

    @property
    def name(self) -> str:
        """Of its pane in the page."""
        return str(self.pk)

    @property
    def last_line(self) -> int:
        return len(self.lines)

    def place(self, first: int, last: int) -> str:
        return f"line {first}" if first == last else f"lines {first}–{last}"


Source = ReadSource | ReadTable


@dataclass(frozen=True)
class Sources:
    """By row; of a spreadsheet each sheet is a source of its own."""

    documents: Mapping[int, SourceDocument]
    read: dict[str, Source]

    def of(self, row: Any) -> Source | None:
        source = self.documents.get(row.source_id)
        return self.read.get(_name(source, row)) if source else None


def sources_of(rows: Iterable[Row]) -> Sources:
    """One query, whatever the number of rows, and one for each sheet."""
    rows = [row for row in rows if row.source_id]
    # The bytes of a spreadsheet are many, and its lines are remembered.
    text = Case(
        When(dialect__in=SHEET_DIALECTS, then=Value(None)),
        default=F("content"),
        output_field=BinaryField(),
    )
    found = SourceDocument.objects.filter(pk__in={row.source_id for row in rows})
    documents = {one.pk: one for one in found.defer("content").annotate(text=text)}
    read: dict[str, Source] = {}
    of_table: dict[str, list[Row]] = {}
    for row in rows:
        source = documents[row.source_id or 0]
        if is_spreadsheet(source):
            of_table.setdefault(_name(source, row), []).append(row)
        elif (name := _name(source, row)) not in read:
            content = bytes(source.text)
            read[name] = ReadSource(source, content, lines_of(content))
    for name, members in of_table.items():
        source = documents[members[0].source_id or 0]
        read[name] = ReadTable.of(source, sheet_of(members[0]), members)
    return Sources(documents, read)


def _name(source: SourceDocument, row: Any) -> str:
    return f"{source.pk}-{sheet_of(row)}" if is_spreadsheet(source) else str(source.pk)
