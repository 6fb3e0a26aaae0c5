"""Tables as people paste them: cells cut by tabs, or by pipes as in Markdown."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FEWEST_SUBJECTS = 2
MOST_SUBJECTS = 50

_BORDER = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_LIST_MARK = re.compile(r"(?:[*+•-]|\d{1,9}[.)])$")

Cells = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`first` and `last` are its lines, counted from 0; rows know theirs."""

    first: int
    last: int
    header: Cells
    rows: tuple[tuple[int, Cells], ...]


def find_tables(texts: Sequence[str]) -> Iterator[Table]:
    index = 0
    while index < len(texts):
        table = _tab_table(texts, index) or _pipe_table(texts, index)
        if table is None:
            index += 1
        else:
            yield table
            index = table.last + 1


def _tab_table(texts: Sequence[str], first: int) -> Table | None:
    header = _cut_at_tabs(texts[first].rstrip(), 0)
    if not _is_header(header) or _LIST_MARK.match(header[0]):
        return None
    last = _last_tab_row(texts, first, len(header))
    rows = tuple(
        (index, _cut_at_tabs(texts[index], len(header)))
        for index in range(first + 1, last + 1)
        if texts[index].strip()
    )
    return Table(first, last, header, rows) if rows else None


def _last_tab_row(texts: Sequence[str], first: int, width: int) -> int:
    """Rows may stand apart; a line without a tab is one only between others."""
    last, is_apart = first, False
    for index in range(first + 1, len(texts)):
        text = texts[index]
        if not text.strip():
            is_apart = True
        elif "\t" in text.strip() and not (is_apart and text.count("\t") < width - 1):
            last, is_apart = index, False
        elif is_apart:
            break
    return last


def _cut_at_tabs(text: str, width: int) -> Cells:
    """Empty cells behind the last column are no cells."""
    cells = [cell.strip() for cell in text.split("\t")]
    while len(cells) > max(width, 1) and not cells[-1]:
        cells.pop()
    return tuple(cells)


def _pipe_table(texts: Sequence[str], first: int) -> Table | None:
    if "|" not in texts[first] or first + 1 == len(texts):
        return None
    header = _cut_at_pipes(texts[first])
    if not _is_header(header) or not _is_rule(texts[first + 1]):
        return None
    last = first + 1
    while last + 1 < len(texts) and "|" in texts[last + 1]:
        last += 1
    rows = tuple(
        (index, _cut_at_pipes(texts[index])) for index in range(first + 2, last + 1)
    )
    return Table(first, last, header, rows) if rows else None


def _cut_at_pipes(text: str) -> Cells:
    text = text.strip().removeprefix("|")
    cells = [cell.strip().replace("\\|", "|") for cell in _BORDER.split(text)]
    return tuple(cells if cells[-1] or len(cells) == 1 else cells[:-1])


def _is_rule(text: str) -> bool:
    return "-" in text and all(map(_RULE.fullmatch, _cut_at_pipes(text)))


def _is_header(cells: Cells) -> bool:
    return FEWEST_SUBJECTS < len(cells) <= MOST_SUBJECTS + 1 and all(cells[1:])
