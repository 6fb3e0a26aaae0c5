"""Lines of a spreadsheet that is kept as a source: what a row was read from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from monographs.importing.sheets.detected import found_in
from monographs.importing.sheets.mapping import BadMapping, Mapping, TableMapping
from monographs.importing.sheets.profile import plain_name
from monographs.importing.sheets.reading import (
    Found,
    FoundTable,
    UnreadableFile,
    detect,
    read_lines,
)
from monographs.importing.sheets.reading.formats import IN_WORDS
from monographs.models import BatchFile, SourceDocument

# How a kept spreadsheet is marked: by its format, where that was known.
SHEET_DIALECTS = frozenset([*IN_WORDS, "sheet"])
# A source is asked for the same lines with each row that somebody verifies.
REMEMBERED = 64


@dataclass(frozen=True)
class SourceTable:
    """`lines` are by their number as the spreadsheet counts."""

    name: str
    header: tuple[str, ...]
    header_line: int
    lines: dict[int, tuple[str, ...]]

    def in_words(self, line: int) -> str:
        """Each cell that is not blank, behind the name of its column."""
        cells = zip(self.header, self.lines.get(line, ()), strict=False)
        return "\n".join(f"{name}: {cell}" for name, cell in cells if cell)


NOTHING = SourceTable("", (), 0, {})


def is_spreadsheet(source: SourceDocument) -> bool:
    return source.dialect in SHEET_DIALECTS


def source_table(
    source: SourceDocument, sheet: str, lines: Iterable[int]
) -> SourceTable:
    """These lines of the table that was loaded as this sheet."""
    return _source_table(source.pk, source.sha256, sheet, frozenset(lines))


def sheets_in(source: SourceDocument) -> list[str]:
    """The sheets that its tables were loaded as, or are called."""
    file = BatchFile.objects.filter(source=source).select_related("batch").last()
    if file and (mapped := [t.sheet for t in _meanings(file) if t.sheet]):
        return mapped
    try:
        found = detect(bytes(source.content), source.path)
    except UnreadableFile:
        return []
    return [plain_name(table.name) for table in found.tables]


@lru_cache(maxsize=REMEMBERED)
def _source_table(
    pk: int, sha256: str, sheet: str, lines: frozenset[int]
) -> SourceTable:
    """A source never changes, so what was read once stays true."""
    document = SourceDocument.objects.get(pk=pk)
    content = bytes(document.content)
    try:
        found, table = _table_of(document, content, sheet)
        if table is None:
            return NOTHING
        read = dict(_wanted(content, document.path, found, table, lines))
    except UnreadableFile:
        return NOTHING
    return SourceTable(table.name, table.header, table.header_line, read)


def _wanted(
    content: bytes, name: str, found: Found, table: FoundTable, lines: frozenset[int]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Nothing is read beyond the last of them."""
    last = max(lines, default=0)
    for line in read_lines(content, name, found, table.name):
        if line.number > last:
            return
        if line.number in lines:
            yield line.number, line.cells


def _table_of(
    document: SourceDocument, content: bytes, sheet: str
) -> tuple[Found, FoundTable | None]:
    """As it was read when it was loaded; else, once that is forgotten, by its name."""
    file = BatchFile.objects.filter(source=document).select_related("batch").last()
    found = found_in(file) if file else None
    if file and found:
        name = _name_in(file, sheet)
        return found, next((t for t in found.tables if t.name == name), None)
    found = detect(content, document.path)
    named = [t for t in found.tables if plain_name(t.name) == sheet]
    tables = named or list(found.tables)
    return found, tables[0] if len(tables) == 1 else None


def _name_in(file: BatchFile, sheet: str) -> str:
    named = (table.table for table in _meanings(file) if table.sheet == sheet)
    return next(named, sheet)


def _meanings(file: BatchFile) -> list[TableMapping]:
    try:
        tables = Mapping.from_json(file.batch.mapping).tables
    except BadMapping:
        return []
    return [table for table in tables if table.file == file.number]
