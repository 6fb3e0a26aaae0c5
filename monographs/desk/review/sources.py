"""Which sources a sealed version rests on, and which lines of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from monographs.content import Document
from monographs.content.row_fields import ROWS
from monographs.exporting.sheets.row_sheets import sheet_of_field
from monographs.models import Revision, SourceDocument
from monographs.visible_text import visible_text

LONGEST_NAME = 80


@dataclass(frozen=True)
class SourcedRow:
    name: str
    source_id: int
    line_from: int
    line_to: int
    sheet: str  # should the source be a spreadsheet


@dataclass(frozen=True)
class UsedSource:
    source: SourceDocument
    rows: list[SourcedRow]


def sources_of(revision: Revision, document: Document) -> list[UsedSource]:
    """One query, whatever the number of rows."""
    used = revision.revision_sources.select_related("source__imported_by")
    sources = [one.source for one in used.defer("source__content").order_by("source")]
    rows: dict[str, list[SourcedRow]] = {source.sha256: [] for source in sources}
    keys = {source.sha256: source.pk for source in sources}
    for sha256, row in _rows(document, keys):
        rows[sha256].append(row)
    return [UsedSource(source, rows[source.sha256]) for source in sources]


def _rows(document: Document, keys: dict[str, int]) -> Iterator[tuple[str, SourcedRow]]:
    for field, kind in ROWS.items():
        for row in getattr(document, field):
            if row.source in keys and row.line_from:
                name = f"{kind.label}: {kind.name(row)}"[:LONGEST_NAME]
                yield (
                    row.source,
                    SourcedRow(
                        visible_text(name),
                        keys[row.source],
                        row.line_from,
                        row.line_to or row.line_from,
                        sheet_of_field(field),
                    ),
                )
