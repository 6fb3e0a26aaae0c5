"""Tables of effects, drawn with "|": they stay in the text as they are."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum, auto
from itertools import zip_longest

from monographs.frequency import Serious
from monographs.importing.documents.side_effects.clauses import (
    is_advice,
    is_clause,
    names_nothing,
)
from monographs.importing.documents.side_effects.comma_lists import (
    comma_list,
    is_comma_list,
)
from monographs.importing.documents.side_effects.cutting import words
from monographs.importing.documents.side_effects.found import Effect
from monographs.importing.documents.side_effects.groups import Group, Kind, is_generic
from monographs.importing.documents.side_effects.labels import Label, Labels, label_of
from monographs.importing.documents.side_effects.medicines import Medicines
from monographs.importing.documents.side_effects.names import name_of
from monographs.importing.documents.side_effects.own_words import own_words
from monographs.importing.documents.side_effects.piece import Piece, outer
from monographs.importing.documents.side_effects.standing import Standing
from monographs.importing.documents.side_effects.statements import said
from monographs.importing.documents.side_effects.vocabulary import word_set

_HOW_OFTEN = word_set(
    "frequency frequencies incidence occurrence prevalence likelihood often rate "
    "percentage probability chance"
)
_GROUPS = word_set("system systems organ class category area body type component")
_GRAVE = word_set("serious severity")
_EFFECTS = word_set("effect effects reaction reactions symptom symptoms event events")
_ANSWERS = {"yes": Serious.YES, "no": Serious.NO}
_RULE_SIGNS = frozenset("|:- \t")
_LINE_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_CELL = re.compile(r"(?:[^|\\]|\\.?)+")

Row = tuple[Piece, ...]


class _Column(Enum):
    EFFECTS = auto()
    HOW_OFTEN = auto()
    GROUP = auto()
    GRAVE = auto()
    OTHER = auto()


def table_in(paragraph: Piece) -> tuple[Piece, list[Row]]:
    """The text above a paragraph's table, and the table; it has no rows if none."""
    if "|" not in paragraph.raw:
        return paragraph, []
    lines = list(_lines(paragraph))
    for index in range(1, len(lines)):
        if _is_rule(lines[index].raw) and "|" in lines[index - 1].raw:
            above = Piece(paragraph.source, paragraph.start, lines[index - 1].start)
            rows = [line for line in lines[index + 1 :] if "|" in line.raw]
            cells = [tuple(_cells(line)) for line in (lines[index - 1], *rows)]
            return above.cut(0), cells
    return paragraph, []


def read_table(rows: Sequence[Row], standing: Standing) -> Iterator[Effect]:
    head, *others = rows
    medicines = standing.medicines
    columns = [_column(cell) for cell in head]
    if _Column.EFFECTS not in columns and _Column.OTHER in columns:
        columns[columns.index(_Column.OTHER)] = _Column.EFFECTS
    for row in others:
        placed = list(zip_longest(columns, head, row[: len(columns)]))
        labels = standing.labels
        for column, _, cell in placed:
            if cell and (label := _label(column, cell, medicines)):
                labels = (*labels, label)
        for column, title, cell in placed:
            if cell and column is _Column.EFFECTS:
                yield from _effects(cell, _below(title, labels, medicines))


def _lines(piece: Piece) -> Iterator[Piece]:
    start = 0
    for line in piece.raw.split("\n"):
        yield piece.cut(start, start + len(line))
        start += len(line) + 1


def _is_rule(line: str) -> bool:
    return "-" in line and "|" in line and _RULE_SIGNS.issuperset(line)


def _cells(line: Piece) -> Iterator[Piece]:
    """An empty cell stands as an empty piece."""
    raw = line.raw
    start = 1 if raw.startswith("|") else 0
    end = len(raw) - 1 if raw.endswith("|") else len(raw)
    while start <= end:
        match = _CELL.match(raw, start, end)
        behind = match.end() if match else start
        yield line.cut(start, behind)
        start = behind + 1


def _column(head: Piece) -> _Column:
    found = set(words(head.plain))
    for column, names in (
        (_Column.HOW_OFTEN, _HOW_OFTEN),
        (_Column.GROUP, _GROUPS),
        (_Column.EFFECTS, _EFFECTS),
        (_Column.GRAVE, _GRAVE),
    ):
        if not names.isdisjoint(found):
            return column
    is_statement = found and is_generic(head.plain)
    return _Column.EFFECTS if is_statement else _Column.OTHER


def _label(column: _Column, cell: Piece, medicines: Medicines) -> Label | None:
    """What a cell says of the effects beside it."""
    text = cell.plain
    if not words(text):
        return None
    label = label_of(cell, medicines)
    match column:
        case _Column.HOW_OFTEN:
            return Label(cell, Kind.STATEMENT, text, said(text))
        case _Column.GRAVE:
            answer = _ANSWERS.get(words(text)[0], label.reading.serious)
            reading = replace(said(""), serious=answer)
            return Label(cell, Kind.STATEMENT, text, reading)
        case _Column.GROUP if label.kind in (Kind.EFFECT, Kind.NOTE):
            return replace(label, kind=Kind.SYSTEM, group=Group(Kind.SYSTEM, text))
        case _Column.GROUP:
            return label
    return None


def _below(head: Piece, labels: Labels, medicines: Medicines) -> Labels:
    """A column's own title says how often in "Common" and "Rare side effects"."""
    label = label_of(head, medicines)
    return (*labels, label) if label.says_something else labels


def _effects(cell: Piece, labels: Labels) -> Iterator[Effect]:
    start = 0
    for line_break in [*_LINE_BREAK.finditer(cell.raw), None]:
        end = line_break.start() if line_break else len(cell.raw)
        yield from _effects_of_line(cell.cut(start, end), labels)
        start = line_break.end() if line_break else end


def _effects_of_line(cell: Piece, labels: Labels) -> Iterator[Effect]:
    mask = outer(cell.raw)
    name = name_of(cell)
    if is_clause(mask) or is_advice(mask) or names_nothing(mask):
        return
    if is_comma_list(cell):
        for one in comma_list(cell, labels, start=cell.start):
            if isinstance(one, Effect):
                yield replace(one, is_from_sentence=True)
    elif words(name) and not is_generic(name):
        own = own_words(cell)
        yield Effect(cell, name, cell.wording, own, labels, is_from_sentence=True)
