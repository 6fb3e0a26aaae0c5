"""The feature table: its columns are subjects, its lines are rows."""

import re
from uuid import UUID

from monographs.exporting.notation import FEATURE_LABEL, as_written
from monographs.importing.documents.draft import (
    DraftComparisonRow,
    DraftSubject,
    Lines,
)
from monographs.importing.documents.exported.cutting import Block, marker_of
from monographs.importing.documents.exported.values import (
    Notes,
    Values,
    key,
    values_of,
)

_BORDER = re.compile(r"(?<!\\)\|")

Subjects = tuple[DraftSubject, ...]


def length_of_table(block: Block) -> int:
    """How many of its lines belong to the table."""
    length = 0
    for place, line in enumerate(block.lines, 1):
        if line.strip().startswith("|"):
            length = place
        elif line.strip():
            break
    return length


def is_mostly_empty(block: Block) -> bool:
    """Filling up the rows of a hostile table could take all memory there is."""
    columns = max((line.count("|") for line in block.lines), default=0)
    return columns * len(block.lines) > sum(map(len, block.lines)) + len(block.lines)


def read_table(
    block: Block, notes: Notes
) -> tuple[Subjects, tuple[DraftComparisonRow, ...]]:
    lines = [
        (number, _cells(line))
        for number, line in enumerate(block.lines, block.marker.line + 1)
        if line.strip()
    ]
    if not lines:
        return (), ()
    subjects = _subjects(*lines[0], notes)
    if len(lines) > 1 and _is_rule(lines[1][1]):
        del lines[1]
    rows = (_row(cells, number, subjects, notes) for number, cells in lines[1:])
    return subjects, tuple(rows)


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in _BORDER.split(inner)]


def _is_rule(cells: list[str]) -> bool:
    return all("-" in cell and set(cell) <= set(":-") for cell in cells)


def _subjects(number: int, cells: list[str], notes: Notes) -> Subjects:
    if cells[0] != FEATURE_LABEL:
        notes.add(
            "exported_contradiction",
            number,
            f'The first column of a feature table is called "{FEATURE_LABEL}"; this '
            "name was not used.",
            cells[0],
        )
    return tuple(_subject(cell, number, notes) for cell in cells[1:])


def _subject(cell: str, number: int, notes: Notes) -> DraftSubject:
    name, values = _cut_comment(cell, number, notes)
    own = values.own_key()
    values.name_the_unread()
    return DraftSubject(lines=Lines(number, number), key=own, name=name)


def _row(
    cells: list[str], number: int, subjects: Subjects, notes: Notes
) -> DraftComparisonRow:
    feature, values = _cut_comment(cells[0], number, notes)
    texts = [feature, *map(as_written, cells[1:])]
    if len(cells) != len(subjects) + 1:
        notes.add(
            "exported_table",
            number,
            f"This line of the feature table has {len(cells) - 1} cells for "
            f"{len(subjects)} subjects. Give it one for each.",
        )
        texts = _fitted(texts, len(subjects) + 1)
    keys = values.get("cells", _cell_keys, {})
    row = DraftComparisonRow(
        lines=Lines(number, number),
        key=values.own_key(),
        feature=texts[0],
        cells=tuple(texts[1:]),
        cell_keys=tuple(keys.get(subject.key) for subject in subjects),
    )
    values.name_the_unread()
    return row


def _fitted(texts: list[str], size: int) -> list[str]:
    """Words beyond the last column join it."""
    last = " | ".join(texts[size - 1 :])
    return [*texts[: size - 1], last, *[""] * (size - len(texts))][:size]


def _cut_comment(cell: str, number: int, notes: Notes) -> tuple[str, Values]:
    shown, opening, comment = cell.rpartition("<!--")
    marker = marker_of(opening + comment, number)
    if marker is None:
        return as_written(cell), Values({}, number, notes)
    return as_written(shown), values_of(marker, notes)


def _cell_keys(value: object) -> dict[UUID | None, UUID]:
    if not isinstance(value, dict):
        raise ValueError("It must name each subject's key and the key of its cell.")
    return {key(subject): key(cell) for subject, cell in value.items()}
