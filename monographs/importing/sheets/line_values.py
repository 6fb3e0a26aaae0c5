"""What a line says, as the columns of its model: read, merged with what is here."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from monographs.exporting.sheets import SHEETS, Sheet, SheetField, Unreadable
from monographs.importing.sheets.mapped import EDIT_VERSION

Values = dict[str, Any]
# They say where a line belongs, and nothing about its content.
PLACES = frozenset({"key", "drug", "position"})
# What a new line means where it leaves a needed answer blank.
USUAL = {"listed": "yes", "review_period_months": "24", "settled": "no"}


# Columns say the same few things on thousands of lines; longer texts are their own.
LONGEST_KEPT = 100


def read_cell(field: SheetField, text: str) -> Values:
    """What the cell says; not to be changed."""
    if len(text) > LONGEST_KEPT:
        return field.read(text)
    return _read_before(field, text)


@lru_cache(maxsize=20_000)
def _read_before(field: SheetField, text: str) -> Values:
    return field.read(text)


class BadCells(Exception):
    """Cells that cannot be read: by column, the sentence that says why."""

    def __init__(self, reasons: dict[str, str]) -> None:
        super().__init__("; ".join(reasons.values()))
        self.reasons = reasons


@lru_cache(maxsize=500)
def own_names(field: SheetField) -> tuple[str, ...]:
    """A cell may say more than its own column; these are the names of its own."""
    return field.reads if len(field.reads) > 1 else (field.gives,)


@lru_cache(maxsize=50)
def _content_fields(name: str) -> tuple[SheetField, ...]:
    sheet = SHEETS[name]
    return tuple(
        field
        for field in sheet.fields
        if not field.is_informative
        and field.gives not in PLACES
        and field.column_name not in (sheet.page, EDIT_VERSION)
    )


def content_fields(sheet: Sheet) -> tuple[SheetField, ...]:
    return _content_fields(sheet.name)


def current_values(sheet: Sheet, cells: Mapping[str, str]) -> Values:
    """Of cells that an export wrote."""
    values: Values = {}
    for field in content_fields(sheet):
        cell = cells[field.column_name]
        try:
            read = read_cell(field, cell)
        except Unreadable:
            # The desk may know better; what is not written over stays as it is.
            read = dict.fromkeys(own_names(field), cell)
        values.update((name, read[name]) for name in own_names(field))
    return values


def changed_values(sheet: Sheet, current: Values, written: Mapping[str, str]) -> Values:
    """What is here, and what a line writes over it. A figure's cell may name a word
    and a phrase as well; where these have a cell that is not blank, that one counts."""
    return _laid_over(sheet, dict(current), written)


def new_values(sheet: Sheet, written: Mapping[str, str]) -> Values:
    """Of a line without a row; what it does not write is as a blank cell reads."""
    written = {column: text for column, text in written.items() if text}
    blank, reasons = _left_blank(sheet.name, frozenset(written))
    try:
        values = _laid_over(sheet, dict(blank), written)
    except BadCells as bad:
        raise BadCells({**bad.reasons, **reasons}) from None
    if reasons:
        raise BadCells(dict(reasons))
    return values


@lru_cache(maxsize=1_000)
def _left_blank(name: str, written: frozenset[str]) -> tuple[Values, dict[str, str]]:
    """What all other columns say, and why some of them cannot be blank. Lines have
    few sets of columns, so both are known after the first; neither is to be changed."""
    reasons: dict[str, str] = {}
    blank: Values = {}
    for field in _content_fields(name):
        if field.column_name in written:
            continue
        if field.describes:
            blank[field.gives] = ""
        else:
            blank.update(_read_own(field, USUAL.get(field.column_name, ""), reasons))
    return blank, reasons


def cell_of(field: SheetField, values: Values) -> str:
    """As an export would write it."""
    return field.as_text(*(values[name] for name in own_names(field)))


def cells_of(sheet: Sheet, values: Values) -> dict[str, str]:
    """All that are not blank, as an export would write them."""
    cells = {}
    for column, as_text, names in _writers(sheet.name):
        if len(names) == 1:
            text = as_text(values[names[0]])
        else:
            text = as_text(*[values[name] for name in names])
        if text:
            cells[column] = text
    return cells


@lru_cache(maxsize=50)
def _writers(name: str) -> list[tuple[str, Callable[..., str], tuple[str, ...]]]:
    return [
        (field.column_name, field.as_text, own_names(field))
        for field in _content_fields(name)
    ]


def read_cells(sheet: Sheet, cells: Mapping[str, str]) -> Values:
    """Of cells that `cell_of` wrote, of some columns; each says its own alone."""
    values: Values = {}
    for column, text in cells.items():
        field = sheet.by_name[column]
        if field.describes and not text:
            continue
        read = read_cell(field, text)
        for name in own_names(field):
            values[name] = read[name]
    return values


def row_values(sheet: Sheet, cells: Mapping[str, str]) -> Values:
    """Of a whole row; columns that are not among the cells are blank."""
    blank, needed = _all_blank(sheet.name)
    if missing := needed - cells.keys():
        read_cells(sheet, dict.fromkeys(missing, ""))  # says what is missing
    return blank | read_cells(sheet, cells)


@lru_cache(maxsize=50)
def _all_blank(name: str) -> tuple[Values, frozenset[str]]:
    """What blank cells say, and the columns that cannot be blank."""
    blank: Values = {}
    needed = set()
    for field in _content_fields(name):
        try:
            blank.update(read_cells(SHEETS[name], {field.column_name: ""}))
        except Unreadable:
            needed.add(field.column_name)
    return blank, frozenset(needed)


def _laid_over(sheet: Sheet, values: Values, written: Mapping[str, str]) -> Values:
    reasons: dict[str, str] = {}
    fields = [field for field in content_fields(sheet) if field.column_name in written]
    # Blank cells first: what a figure's cell says of other columns stays.
    for field in sorted(fields, key=lambda field: bool(written[field.column_name])):
        try:
            values.update(read_cell(field, written[field.column_name]))
        except Unreadable as reason:
            reasons[field.column_name] = str(reason)
    if reasons:
        raise BadCells(reasons)
    return values


def _read_own(
    field: SheetField, text: str, reasons: dict[str, str]
) -> Iterable[tuple[str, Any]]:
    try:
        read = read_cell(field, text)
    except Unreadable as reason:
        reasons[field.column_name] = str(reason)
        return ()
    return [(name, read[name]) for name in own_names(field)]
