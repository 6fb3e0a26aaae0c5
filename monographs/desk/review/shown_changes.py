"""A difference as reviewers read it: each change with its lines in the source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from monographs.content.difference import Difference
from monographs.content.shown_difference import ShownDifference, show_difference
from monographs.exporting.sheets.row_sheets import sheet_of_field


@dataclass(frozen=True)
class SourceLines:
    source_id: int
    line_from: int
    line_to: int
    sheet: str  # should the source be a spreadsheet


def show_changes(difference: Difference, sources: Mapping[str, int]) -> ShownDifference:
    """`sources` are the keys of source documents, by their SHA-256."""

    def lines_of(row: Any, part: str) -> SourceLines | None:
        source_id = sources.get(row.source) if row and row.line_from else None
        if not source_id:
            return None
        return SourceLines(source_id, row.line_from, row.line_to, sheet_of_field(part))

    return show_difference(difference, lines_of)
