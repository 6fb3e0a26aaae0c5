"""The feature table as subjects and rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monographs.importing.documents.blocks import Line
from monographs.importing.documents.comparison.tables import Cells, Table
from monographs.importing.documents.draft import (
    LONGEST_QUOTE,
    DraftComparisonRow,
    DraftSubject,
    Issue,
    Lines,
    Severity,
)

LONGEST_SUBJECT = 300
LONGEST_FEATURE = 500


@dataclass(frozen=True)
class TableRead:
    subjects: tuple[DraftSubject, ...] = ()
    rows: tuple[DraftComparisonRow, ...] = ()
    issues: tuple[Issue, ...] = ()

    @property
    def is_kept_as_text(self) -> bool:
        return not self.subjects


def read_table(table: Table, lines: Sequence[Line]) -> TableRead:
    header_line = lines[table.first].number
    names = tuple(_without_bold(name) for name in table.header)
    if issue := _unusable(names, table, header_line):
        return TableRead(issues=(issue,))
    subjects = tuple(
        DraftSubject(name=name, lines=Lines(header_line, header_line))
        for name in names[1:]
    )
    rows = tuple(
        _row(cells, len(subjects), lines[index].number) for index, cells in table.rows
    )
    ragged = (
        _ragged(cells, len(subjects), lines[index].number)
        for index, cells in table.rows
        if len(cells) != len(table.header)
    )
    return TableRead(subjects, rows, (*ragged, *_corner(names[0], header_line)))


def _row(cells: Cells, width: int, line: int) -> DraftComparisonRow:
    feature, *values = cells
    values += [""] * (width - len(values))
    values = [*values[: width - 1], " | ".join(values[width - 1 :])]
    return DraftComparisonRow(
        feature=_without_bold(feature), cells=tuple(values), lines=Lines(line, line)
    )


def _ragged(cells: Cells, width: int, line: int) -> Issue:
    has = len(cells) - 1
    what = (
        "the missing ones are empty. Write what is known"
        if has < width
        else "the last one holds what was too much. Move it where it belongs"
    )
    return Issue(
        "comparison_row_short" if has < width else "comparison_row_long",
        Severity.WARNING,
        line,
        f"This row of the feature table has {has} cells for {width} subjects; {what}.",
        found=" | ".join(cells),
    )


def _corner(name: str, line: int) -> Iterator[Issue]:
    """The first column's own heading has no field, and is mostly "Feature"."""
    if name and name.casefold() != "feature":
        yield Issue(
            "comparison_corner",
            Severity.HINT,
            line,
            "The first column of the feature table has this heading, which pages do"
            " not show. Say it elsewhere if the table needs it.",
            found=name,
        )


def _unusable(names: Cells, table: Table, line: int) -> Issue | None:
    """Why a table cannot become rows; then it stays in the text."""
    repeated = [name for name in names[1:] if names[1:].count(name) > 1]
    too_long = [name for name in names if len(name) > LONGEST_SUBJECT]
    too_long += names[:1] if len(names[0]) > LONGEST_QUOTE else ()  # see _corner
    too_long += [row[0] for _, row in table.rows if len(row[0]) > LONGEST_FEATURE]
    if not repeated and not too_long:
        return None
    reason = "names two columns the same" if repeated else "holds a name this long"
    return Issue(
        "comparison_table_kept",
        Severity.WARNING,
        line,
        f"The feature table {reason}, so it is kept as text. Mend the document and"
        " load it again, or write the table's rows by hand.",
        found=(repeated or too_long)[0],
    )


def _without_bold(cell: str) -> str:
    is_bold = len(cell) > 4 and cell.startswith("**") and cell.endswith("**")
    return cell[2:-2].strip() if is_bold else cell
