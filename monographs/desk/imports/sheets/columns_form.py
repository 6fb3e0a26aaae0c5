"""What a person says that tables and columns mean: a form, over what is known."""

from collections.abc import Iterator
from dataclasses import replace

from django.http import QueryDict

from monographs.desk.imports.sheets.found_tables import Table
from monographs.importing.sheets.mapping import IGNORED, Blank, Mapping, TableMapping

# In the form, what no name of a sheet or column can be.
UNDECIDED, LEFT_OUT = "?", "-"


def read_mapping(typed: QueryDict, tables: list[Table], known: Mapping) -> Mapping:
    """A table that the form did not show keeps the meaning that it has."""
    shown = set(typed.getlist("shown"))
    return Mapping(
        tuple(
            _read_table(table, typed)
            if str(table.number) in shown
            else table.meaning_in(known)
            for table in tables
        ),
        _blank(typed.get("blank", ""), known.blank),
    )


def _blank(typed: str, known: Blank) -> Blank:
    return Blank(typed) if typed in set(map(str, Blank)) else known


def _read_table(table: Table, typed: QueryDict) -> TableMapping:
    sheet = typed.get(f"t{table.number}-sheet", UNDECIDED)
    meaning = TableMapping(table.file.number, table.name, None)
    if sheet == UNDECIDED:
        return meaning
    if sheet == LEFT_OUT:
        return replace(meaning, sheet=IGNORED)
    return replace(meaning, sheet=sheet, columns=dict(_columns(table, typed)))


def _columns(table: Table, typed: QueryDict) -> Iterator[tuple[int, str]]:
    for place in range(len(table.header)):
        # Where names are typed, nothing is typed for what is not decided.
        column = typed.get(f"t{table.number}-c{place}", "").strip() or UNDECIDED
        if column != UNDECIDED:
            yield place, IGNORED if column == LEFT_OUT else column
