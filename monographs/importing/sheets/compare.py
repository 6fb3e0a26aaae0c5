"""Staged lines beside what an export would write now: those that are the same text.

Most lines of a file that was exported, changed here and there and loaded again are.
Nothing of them is read, which is what makes a large file quick.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

from monographs.exporting.sheets import CurrentLine
from monographs.importing.sheets.lines import Raw, StagedLine
from monographs.importing.sheets.mapped import EDIT_VERSION, MappedTable
from monographs.importing.sheets.mapping import Blank

Cells = tuple[str, ...]


@dataclass(slots=True)
class DrugLines:
    """The lines about one drug; `claimed` are the rows whose lines change nothing."""

    address: str
    count: int = 0
    unchanged: Counter[str] = field(default_factory=Counter)
    differing: list[StagedLine] = field(default_factory=list)
    claimed: set[str] = field(default_factory=set)
    edit_version: str = ""


def compare(
    rows: Iterable[Raw],
    tables: Iterable[MappedTable],
    current: dict[str, list[CurrentLine]],
    blank: Blank,
) -> dict[str, DrugLines]:
    """By address."""
    known = {
        table.number: _Known(table, current.get(table.sheet.name, ()), blank)
        for table in tables
    }
    drugs: dict[str, DrugLines] = {}
    drug = DrugLines("")
    # Without looking for blanks around it, as we have written it ourselves.
    read = json.JSONDecoder().raw_decode
    for address, number, line, written in rows:
        if address != drug.address or not drugs:
            drug = drugs.setdefault(address, DrugLines(address))
        drug.count += 1
        cells, _ = read(written)
        table = known[number]
        if table.version_at is not None and type(cells) is list:
            drug.edit_version = cells[table.version_at]
        if type(cells) is dict:
            bad = (cells["problem"], cells["column"])
            drug.differing.append(StagedLine(table.table, line, (), *bad))
        elif key := table.row_that_says(cells):
            drug.unchanged[table.name] += 1
            drug.claimed.add(key)
        else:
            drug.differing.append(StagedLine(table.table, line, tuple(cells)))
    return drugs


class _Known:
    """The lines that an export would write for one table."""

    def __init__(
        self, table: MappedTable, current: Sequence[CurrentLine], blank: Blank
    ) -> None:
        self.table = table
        self.name = table.sheet.name
        self.blank = blank
        columns = table.columns
        self.key_at = table.key_at
        self.version_at = (
            columns.index(EDIT_VERSION) if EDIT_VERSION in columns else None
        )
        # An export of another time has another version of the same text.
        self._at = [at for at, name in enumerate(columns) if name != EDIT_VERSION]
        ours = table.sheet.column_names()
        self._take_current = _taker([ours.index(columns[at]) for at in self._at])
        self._take_written = _taker(self._at) if self.version_at is not None else tuple
        self._current = current
        self._by_key: dict[str, Cells] = {
            line.cells[0]: self._take_current(line.cells) for line in current
        }
        self._by_name: dict[Cells, list[str]] | None = None

    def row_that_says(self, written: list[str]) -> str | None:
        """The key of the row; each row is found once."""
        cells = self._take_written(written)
        key = written[self.key_at] if self.key_at is not None else ""
        if key:
            found = self._by_key.get(key)
            if found is None or not (found == cells or self._says_same(found, cells)):
                return None
            del self._by_key[key]
            return key
        for key in self._names().get(self._name(cells), ()):
            found = self._by_key.get(key)
            if found == cells or (found and self._says_same(found, cells)):
                del self._by_key[key]
                return key
        return None

    def _says_same(self, current: Cells, written: Cells) -> bool:
        """What is blank is left as it is."""
        if self.blank is not Blank.LEAVE:
            return False
        pairs = zip(current, written, strict=True)
        return all(ours == theirs or not theirs for ours, theirs in pairs)

    def _names(self) -> dict[Cells, list[str]]:
        """The keys of rows without a key in the file, by what else identifies them."""
        if self._by_name is None:
            by_name = defaultdict(list)
            self._name = self._namer()
            for key, cells in self._by_key.items():
                by_name[self._name(cells)].append(key)
            self._by_name = dict(by_name)
        return self._by_name

    def _namer(self) -> Any:
        sheet = self.table.sheet
        columns = [self.table.columns[at] for at in self._at]
        names = [sheet.page, *(name for name in sheet.natural if name != sheet.page)]
        return _taker([columns.index(name) for name in names if name in columns])


def _taker(places: Sequence[int]) -> Any:
    if len(places) == 1:
        place = places[0]
        return lambda cells: (cells[place],)
    return itemgetter(*places)
