"""Staged lines, drug by drug in the order of their addresses."""

import json
from dataclasses import dataclass
from typing import Any

from monographs.importing.sheets.mapped import MappedTable
from monographs.models import Batch

CHUNK = 2_000
# One page of the desk holds no more; the lines of a drug are compared at once.
MOST_OF_A_DRUG = 10_000


@dataclass(frozen=True, slots=True)
class StagedLine:
    table: MappedTable
    line: int
    cells: tuple[str, ...]
    problem: str = ""
    column: int | None = None  # in the file

    def cell(self, column: str) -> str:
        """Blank where the table does not have the column."""
        columns = self.table.columns
        return self.cells[columns.index(column)] if column in columns else ""


# As the database has it: drug, table, line, cells.
Raw = tuple[str, int, int, str]


def next_lines(batch: Batch) -> list[Raw]:
    """Whole drugs, about CHUNK lines; a drug with more than it may have is cut."""
    waiting = batch.lines.all()
    if batch.checkpoint:  # the first address may be blank, as nothing before it is
        waiting = waiting.filter(drug__gt=batch.planned_up_to)
    rows = _rows(waiting.order_by("drug", "table", "line"), CHUNK + 1)
    if len(rows) <= CHUNK:
        return rows
    last = rows[-1][0]
    whole = [row for row in rows if row[0] != last]
    if whole:
        return whole
    mine = batch.lines.filter(drug=last).order_by("table", "line")
    return _rows(mine, MOST_OF_A_DRUG + 1)


def _rows(lines: Any, most: int) -> list[Raw]:
    return list(lines.values_list("drug", "table", "line", "cells")[:most])


def staged(row: Raw, tables: dict[int, MappedTable]) -> StagedLine:
    _, table, line, cells = row
    read = json.loads(cells)
    if isinstance(read, dict):
        return StagedLine(tables[table], line, (), read["problem"], read["column"])
    return StagedLine(tables[table], line, tuple(read))
