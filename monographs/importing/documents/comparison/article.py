"""What an article is made of: title, feature table, references, and parts of text."""

from collections.abc import Sequence
from dataclasses import dataclass

from monographs.importing.documents.blocks import LONGEST_HEADING, Line, words_of
from monographs.importing.documents.comparison.parts import cut
from monographs.importing.documents.comparison.references import (
    References,
    citations,
    find_references,
)
from monographs.importing.documents.comparison.rows import TableRead, read_table
from monographs.importing.documents.comparison.tables import Table, find_tables
from monographs.importing.documents.draft import DraftCitation, SectionText
from monographs.importing.documents.labels import whole_heading


@dataclass(frozen=True)
class Article:
    """`tables[0]` is the feature table; `table` is what it says."""

    lines: Sequence[Line]
    title: str
    title_line: int  # counted from 0; -1 where the title is not in the text
    tables: Sequence[Table]
    table: TableRead
    references: References
    citations: tuple[DraftCitation, ...]

    def parts(self) -> list[SectionText]:
        """The text beside title, table and references, in its own order."""
        taken = {self.title_line, *self.references.lines_taken()}
        if self.table.subjects:
            taken.update(range(self.tables[0].first, self.tables[0].last + 1))
        table = self.tables[0].last if self.tables else -1
        return list(
            cut(self.lines, taken, table=table, references=self.references.last)
        )


def read_article(lines: Sequence[Line], stated_title: str) -> Article:
    """`stated_title` is the one that stands above the text, if any does."""
    tables = list(find_tables([line.text for line in lines]))
    references = find_references(lines, tables)
    title_line = _title_line(lines, tables)
    title = whole_heading(lines[title_line]) if title_line >= 0 else ""
    if stated_title and words_of(stated_title) != words_of(title):
        title_line = -1
    return Article(
        lines=lines,
        title=stated_title or title,
        title_line=title_line,
        tables=tables,
        table=read_table(tables[0], lines) if tables else TableRead(),
        references=references,
        citations=tuple(citations(references, lines)),
    )


def _title_line(lines: Sequence[Line], tables: Sequence[Table]) -> int:
    first = next((i for i, line in enumerate(lines) if not line.is_blank), -1)
    is_title = first >= 0 and not (tables and first == tables[0].first)
    return first if is_title and _may_be_title(lines, first) else -1


def _may_be_title(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if len(line.text) > LONGEST_HEADING or not line.has_words:
        return False
    if line.level:
        return line.level == 1
    is_alone = index + 1 == len(lines) or lines[index + 1].is_blank
    return line.is_plain and is_alone and line.text.rstrip()[-1] not in ".,;:"
