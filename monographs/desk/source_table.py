"""A kept spreadsheet as a page shows it: one sheet, so many lines at a time."""

from dataclasses import dataclass

from django.utils.html import escape

from monographs.importing.sheets.source_lines import sheets_in, source_table
from monographs.models import SourceDocument
from monographs.visible_text import visible_text

LINES_A_PAGE = 50
LINES_BEFORE = 3
LONGEST_CELL = 300
MOST_SENT = 100_000  # characters; a page of more is slow to send


@dataclass(frozen=True)
class ShownLine:
    number: int
    cells: list[str]
    is_marked: bool


@dataclass(frozen=True)
class ShownTable:
    sheets: list[str]  # all of the file
    sheet: str
    name: str
    header: list[str]
    lines: list[ShownLine]
    earlier: int | None
    later: int | None


def shown_table(
    source: SourceDocument, sheet: str, marked: str = "", start: str = ""
) -> ShownTable:
    """`marked` is a line's number; `start` the first line to show."""
    sheets = sheets_in(source)
    sheet = sheet if sheet in sheets else (sheets[0] if sheets else "")
    line = _number(marked)
    begin = _number(start) or max(1, line - LINES_BEFORE)
    wanted = range(begin, begin + LINES_A_PAGE)
    table = source_table(source, sheet, [*wanted, wanted.stop])
    lines = _fitting(table.lines, wanted, line)
    last = lines[-1].number if lines else begin
    has_more = any(number > last for number in table.lines)
    return ShownTable(
        sheets=sheets,
        sheet=sheet,
        name=visible_text(table.name),
        header=[_cell(name) for name in table.header],
        lines=lines,
        earlier=max(1, begin - LINES_A_PAGE) if begin > table.header_line + 1 else None,
        later=last + 1 if has_more else None,
    )


def _fitting(
    lines: dict[int, tuple[str, ...]], wanted: range, marked: int
) -> list[ShownLine]:
    """The first line at least."""
    shown: list[ShownLine] = []
    room = MOST_SENT
    for number in sorted(set(lines) & set(wanted)):
        if room <= 0:
            break
        cells = [_cell(cell) for cell in lines[number]]
        room -= sum(len(escape(cell)) + len("<td></td>") for cell in cells)
        shown.append(ShownLine(number, cells, number == marked))
    return shown


def _cell(text: str) -> str:
    is_long = len(text) > LONGEST_CELL
    return visible_text(f"{text[:LONGEST_CELL]}…" if is_long else text)


def _number(text: str) -> int:
    """0 for what is no line's number; a range counts as its first line."""
    first = text.partition("-")[0]
    is_number = first.isascii() and first.isdigit() and len(first) < 10
    return int(first) if is_number else 0
