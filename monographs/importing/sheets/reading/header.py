"""Which row of a table is its header, and the lines below it."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from monographs.importing.sheets.reading.cell_names import column_name, place_of
from monographs.importing.sheets.reading.found import FoundTable, Line, UnreadableFile
from monographs.importing.sheets.reading.limits import SheetLimits

ROWS_LOOKED_AT = 30
LINES_SHOWN = 5
LONGEST_SHOWN = 300
LAST_CHOSEN = 1_000
# So many rows have a header and the lines below it that are shown.
HEAD = ROWS_LOOKED_AT + LINES_SHOWN


def table_found(
    name: str, rows: Iterable[Line], chosen: int | None, limits: SheetLimits
) -> FoundTable:
    """`rows` are the table's own, blank ones left out."""
    # Thirty lines of the longest texts would be too much to hold.
    head, below = _split(name, map(shortened, rows), chosen)
    if head is None:
        return FoundTable(name)
    header = _without_blank_end(head.cells)
    if head.problem or len(header) > limits.columns:
        raise UnreadableFile(
            "header",
            head.problem
            or f"The header has {len(header):,} columns; {limits.columns:,} are "
            "allowed. Remove those that are not needed.",
            place_of(name, head.number),
        )
    shown = tuple(_as_wide(line.cells, len(header)) for line in below[:LINES_SHOWN])
    return FoundTable(name, header, head.number, shown)


def shortened(line: Line) -> Line:
    if sum(map(len, line.cells)) <= LONGEST_SHOWN:
        return line
    cells = (
        cell if len(cell) <= LONGEST_SHOWN else f"{cell[:LONGEST_SHOWN]}…"
        for cell in line.cells
    )
    return line._replace(cells=tuple(cells))


def lines_below(
    rows: Iterable[Line], table: FoundTable, limits: SheetLimits
) -> Iterator[Line]:
    """The rows below the header, with as many cells as it has."""
    width, header_line = len(table.header), table.header_line
    last = header_line + limits.rows
    unnamed = [n for n, text in enumerate(table.header) if not text.strip()]
    for line in rows:
        number, cells, problem, _ = line
        if number <= header_line:
            continue
        if number > last:
            raise too_many_rows(table.name, number, limits)
        if len(cells) != width:
            line = _fitted(line, width)
        if unnamed and not problem:
            line = _without_unnamed(line, unnamed)
        yield line


def _split(
    name: str, rows: Iterator[Line], chosen: int | None
) -> tuple[Line | None, Sequence[Line]]:
    if chosen is not None:
        return _split_at(name, rows, chosen)
    head = list(islice(rows, ROWS_LOOKED_AT))
    # A title above the table fills a cell or two, its header most of them.
    filled = [sum(map(bool, row.cells)) for row in head]
    first = next((n for n, c in enumerate(filled) if c * 2 > max(filled)), None)
    return (None, ()) if first is None else (head[first], head[first + 1 :])


def _split_at(
    name: str, rows: Iterator[Line], chosen: int
) -> tuple[Line, Sequence[Line]]:
    for row in takewhile(lambda row: row.number <= min(chosen, LAST_CHOSEN), rows):
        if row.number == chosen:
            return row, list(islice(rows, LINES_SHOWN))
    raise UnreadableFile(
        "no_header",
        f"Line {chosen:,} cannot be the header: it is blank, not there, or after line "
        f"{LAST_CHOSEN:,}. Choose the line with the names of the columns.",
        place_of(name, chosen),
    )


def _without_blank_end(cells: tuple[str, ...]) -> tuple[str, ...]:
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _as_wide(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return cells[:width] + ("",) * (width - len(cells))


def _fitted(line: Line, width: int) -> Line:
    number, cells, problem, column = line
    if len(cells) <= width:
        return Line(number, _as_wide(cells, width), problem, column)
    extra = next((n for n in range(width, len(cells)) if cells[n]), None)
    if extra is None or problem:
        return Line(number, cells[:width], problem, column)
    return Line(number, cells[:width], _under_no_header(extra), extra)


def _without_unnamed(line: Line, unnamed: Sequence[int]) -> Line:
    for column in unnamed:
        if line.cells[column]:
            return line._replace(problem=_under_no_header(column), column=column)
    return line


def _under_no_header(column: int) -> str:
    return (
        f"The cell in column {column_name(column)} stands under no header. Give its "
        "column a name, or remove it; in a text file, look for a quotation mark that "
        "is missing around a cell of this line."
    )


def too_many_rows(name: str, number: int, limits: SheetLimits) -> UnreadableFile:
    return UnreadableFile(
        "too_many_rows",
        f"Below the header are more than {limits.rows:,} rows: row {number:,} is not "
        "empty. Divide the table, or remove what stands far below it.",
        place_of(name, number),
    )
