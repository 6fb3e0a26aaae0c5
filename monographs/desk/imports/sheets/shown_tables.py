"""The tables of an import as the page of their columns shows them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.html import escape

from monographs.desk.imports.sheets.columns_form import LEFT_OUT, UNDECIDED
from monographs.desk.imports.sheets.found_tables import Table
from monographs.exporting.sheets import SHEETS, Sheet
from monographs.importing.sheets.issue import SheetIssue, cut, letters
from monographs.importing.sheets.mapping import Mapping, TableMapping
from monographs.importing.sheets.suggest import nearest_column

# A page with more fields than these helps nobody; the next ones come when these are
# done. One table is always shown.
MOST_FIELDS = 90
# Of the tables of many files, so many are in a page; buttons lead to the others.
MOST_TABLES = 20
# A list of all names for each of more columns than these would be most of the page:
# in the tables that have no room for theirs, names are typed.
MOST_LISTS = 60
MOST_EXAMPLES = 3
# Of a name or a value, in characters; and in the bytes that a page needs for them,
# with fewer where it shows very many.
LONGEST_TEXT = 60
HEAVIEST_TEXT = 130
HEAVIEST_OF_MANY = 66

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class ShownColumn:
    name: str  # of its field in the form
    letters: str
    header: str
    examples: list[str]
    chosen: str
    choices: Choices
    problems: list[SheetIssue]

    @property
    def typed(self) -> str:
        """Where a name is typed: nothing for what is not decided."""
        return "" if self.chosen == UNDECIDED else self.chosen

    @property
    def chosen_in_words(self) -> str:
        return {UNDECIDED: "not decided", LEFT_OUT: "left out"}.get(
            self.chosen, self.chosen
        )


@dataclass(frozen=True)
class ShownTable:
    table: Table
    chosen: str
    columns: list[ShownColumn]
    names: list[str]  # that its columns can have
    problems: list[SheetIssue]  # that no column has
    is_open: bool  # its fields are in the page
    is_wide: bool  # names are typed

    @property
    def name(self) -> str:
        return short(self.table.name)

    @property
    def used(self) -> int:
        return sum(c.chosen not in (UNDECIDED, LEFT_OUT) for c in self.columns)

    @property
    def sheet_choices(self) -> Choices:
        return [
            (UNDECIDED, "choose…"),
            (LEFT_OUT, "leave this table out"),
            *((sheet.name, sheet.name) for sheet in SHEETS.values()),
        ]


@dataclass(frozen=True)
class Part:
    """Of all tables, those that are in the page: by places from 0."""

    first: int
    count: int  # of all tables

    @property
    def end(self) -> int:
        return min(self.first + MOST_TABLES, self.count)

    @property
    def others(self) -> list["Part"]:
        places = range(0, self.count, MOST_TABLES)
        return [Part(place, self.count) for place in places if place != self.first]

    def __str__(self) -> str:
        return f"{self.first + 1} to {self.end}"


def part_of(
    tables: list[Table], problems: Iterable[SheetIssue], asked: str = ""
) -> Part:
    """The one that is asked for, else the first in which something is to be decided."""
    if asked.isascii() and asked.isdigit() and len(asked) < 10:
        place = int(asked)
    else:
        to_do = {problem.sheet for problem in problems}
        places = (n for n, table in enumerate(tables) if _in_issues(table) in to_do)
        place = next(places, 0)
    place = place if place < len(tables) else 0
    return Part(place - place % MOST_TABLES, len(tables))


def shown_tables(
    tables: list[Table],
    mapping: Mapping,
    problems: Iterable[SheetIssue],
    wanted: Collection[str],
) -> list[ShownTable]:
    """Open are those that a person asked for, and those with problems."""
    by_table = defaultdict(list)
    # Each file of many can have a table of this name, with the same to say of it.
    for problem in dict.fromkeys(problems):
        by_table[problem.sheet].append(problem)
    room, lists = MOST_FIELDS, MOST_LISTS
    shown = []
    for table in tables:
        mine = by_table.get(_in_issues(table), [])
        is_wanted = str(table.number) in wanted or bool(mine)
        is_open = is_wanted and (room == MOST_FIELDS or room >= len(table.header))
        room -= len(table.header) + 1 if is_open else 0
        one = _shown(table, table.meaning_in(mapping), mine, is_open, lists)
        lists -= len(one.columns) if is_open and not one.is_wide else 0
        shown.append(one)
    return shown


def _in_issues(table: Table) -> str:
    return cut(table.name)[:100]


def _shown(
    table: Table,
    meaning: TableMapping,
    problems: list[SheetIssue],
    is_open: bool,
    lists: int,
) -> ShownTable:
    sheet = SHEETS.get(meaning.sheet or "")
    is_wide = len(table.header) > lists
    columns = list(_columns(table, meaning, sheet, problems, is_wide)) if sheet else []
    told = {column.letters for column in columns}
    return ShownTable(
        table,
        _in_the_form(meaning.sheet),
        columns,
        sheet.column_names() if sheet else [],
        [_told(problem) for problem in problems if problem.column not in told],
        is_open,
        is_wide,
    )


def _columns(
    table: Table,
    meaning: TableMapping,
    sheet: Sheet,
    problems: list[SheetIssue],
    is_wide: bool,
) -> Iterator[ShownColumn]:
    examples = 1 if is_wide else MOST_EXAMPLES
    heaviest = HEAVIEST_OF_MANY if is_wide else HEAVIEST_TEXT
    for place, header in enumerate(table.header):
        if not header.strip() and not meaning.columns.get(place):
            continue  # nothing to say about it
        above = letters(place)
        chosen = _in_the_form(meaning.columns.get(place))
        yield ShownColumn(
            f"t{table.number}-c{place}",
            above,
            short(header, heaviest),
            [short(text, heaviest) for text in table.examples(place)[:examples]],
            chosen,
            _choices(
                sheet, nearest_column(header, sheet) if chosen == UNDECIDED else ""
            ),
            [
                _told(problem, heaviest)
                for problem in problems
                if problem.column == above
            ],
        )


def _choices(sheet: Sheet, nearest: str) -> Choices:
    """The nearest name is the first; nobody has chosen it by that."""
    others = [name for name in sheet.column_names() if name != nearest]
    return [
        (UNDECIDED, "choose…"),
        *([(nearest, f"{nearest} (the nearest name)")] if nearest else ()),
        (LEFT_OUT, "leave this column out"),
        *((name, name) for name in others),
    ]


def _in_the_form(name: str | None) -> str:
    return UNDECIDED if name is None else name or LEFT_OUT


def _told(problem: SheetIssue, heaviest: int = HEAVIEST_TEXT) -> SheetIssue:
    """The whole name stands in the file; here it is said only which one it is."""
    shown = short(problem.found, heaviest)
    return replace(problem, message=problem.message.replace(problem.found, shown))


def short(text: str, heaviest: int = HEAVIEST_TEXT) -> str:
    """As much as a page with many of them may show."""
    kept = text[:LONGEST_TEXT]
    while len(escape(kept).encode(errors="replace")) > heaviest:
        kept = kept[:-1]
    return text if kept == text else f"{kept}…"
