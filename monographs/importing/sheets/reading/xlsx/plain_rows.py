"""Rows exactly as the common programs write them, read without the XML parser.

The parser calls a function for each element, which would be most of the time that a
large workbook takes. From the first row of a sheet up to one that is anything else,
rows are taken out of the XML; the parser reads what is around them, and from that one
on all that follows.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from monographs.importing.sheets.reading.cell_names import column_name, column_number
from monographs.importing.sheets.reading.found import Line
from monographs.importing.sheets.reading.xlsx.sheet import TEXTS, SheetRows

# A row, or what stands before the first, is not waited for any longer.
LONGEST = 1_000_000

_HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?"
    rb"(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?i:utf-8)[\"'])?"
    rb"(?: standalone=[\"'](?:yes|no)[\"'])?\s?\?>)?"
    rb"\s*<worksheet[ >][^!?]*?<sheetData>"
)
# What rows are made of: before the first row, it means something else.
_EARLY = re.compile(rb"<(?:row|c|v|t|is|rPh)[\s/>]")
_ROW = re.compile(r'<row r="([0-9]{1,9})"((?: [a-zA-Z:][a-zA-Z0-9:]*="[^"<&]*")*)>')
_NAMES = re.compile(' ([a-zA-Z0-9:]+)="[^"]*"')
_CELL = re.compile(
    '<c r="([A-Z]{1,3})([0-9]{1,9})"'
    '(?: s="([0-9]{1,9})")?(?: t="([a-zA-Z]{1,9})")?'
    '(?:><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>'
    "|><v>([^<]*)</v></c>|/>|></c>)"
)
_PARTS = _CELL.groups + 1  # of a cell, with what stands before it
_END = b"</row>"
# More columns than these are rare, and an expression for them long.
WIDEST = 60
# The parser refuses these, or makes something else of them.
_CONTROL = bytes({*range(0x20)} - {0x09, 0x0A})
_STRANGE = (b"\xef\xbf", b"]]>")
_UNUSUAL = re.compile("&(?!(?:lt|gt|quot|apos|amp);)")


class PlainRows:
    def __init__(self, pieces: Iterator[bytes], rows: SheetRows) -> None:
        self._pieces = pieces
        self._rows = rows
        self._waiting = b""
        self._around: list[bytes] = []
        self._width = 0
        self._in_one = _row_of_texts(1).fullmatch

    def lines(self) -> Iterator[Line]:
        if not self._take_head():
            return
        is_plain = True
        while is_plain and len(self._waiting) < LONGEST:
            piece = next(self._pieces, b"")
            self._waiting += piece
            complete, end, rest = self._waiting.rpartition(_END)
            if end:
                self._waiting = rest
                is_plain = self._take(complete)
                yield from self._rows.taken()
            elif not piece:
                return

    def rest(self) -> Iterator[bytes]:
        """What the parser is to read."""
        yield b"".join([*self._around, self._waiting])
        yield from self._pieces

    def _take_head(self) -> bool:
        self._waiting = next(self._pieces, b"")
        head = _HEAD.match(self._waiting)
        if head is None or _EARLY.search(head[0]):
            return False
        self._around.append(head[0])
        self._waiting = self._waiting[head.end() :]
        return True

    def _take(self, complete: bytes) -> bool:
        """Rows whose ends are left out; those from the first unusual one are kept."""
        if _is_strange(complete):
            self._waiting = complete + _END + self._waiting
            return False
        try:
            rows = complete.decode().split(_END.decode())
        except UnicodeDecodeError:
            self._waiting = complete + _END + self._waiting
            return False
        for place, row in enumerate(rows):
            if not self._take_row(row):
                left = _END.join(one.encode() for one in rows[place:])
                self._waiting = left + _END + self._waiting
                return False
        return True

    def _take_row(self, row: str) -> bool:
        return self._take_in_one(row) or self._take_cell_by_cell(row)

    def _take_in_one(self, row: str) -> bool:
        """A row of nothing but short texts, as most are."""
        found = self._in_one(row)
        if found is None or len(row) > self._rows.short or "_x" in row:
            return False
        digits, attributes, *cells = found.groups("")
        if attributes and _has_twice(attributes):
            return False
        if "&" in row:
            if _UNUSUAL.search(row):
                return False
            cells = list(map(_unescaped, cells))
        self._rows.put_row(digits, tuple(cells))
        return True

    def _widen(self, letters: str) -> None:
        """The next rows may have as many columns as this one."""
        width = (column_number(letters) or 0) + 1
        if self._width < width <= min(WIDEST, self._rows.columns):
            self._width = width
            self._in_one = _row_of_texts(width).fullmatch

    def _take_cell_by_cell(self, row: str) -> bool:
        start = _ROW.match(row)
        if start is None or ("&" in row and _UNUSUAL.search(row)):
            return False
        if start[2] and _has_twice(start[2]):
            return False
        digits = start[1]
        # All cells at once, part by part: nothing may stand between them.
        parts = _CELL.split(row[start.end() :])
        between, letters, numbers, styles, kinds, inline, values = (
            parts[first::_PARTS] for first in range(_PARTS)
        )
        if any(between) or set(numbers) != {digits}:
            return False
        texts = [
            text or value or "" for text, value in zip(inline, values, strict=True)
        ]
        if "&" in row:
            texts = list(map(_unescaped, texts))
        self._rows.begin_row(digits)
        needs_a_look = "_x" in row or len(row) > self._rows.short
        if needs_a_look or not TEXTS.issuperset(kinds):
            self._put_each(letters, kinds, styles, texts)
        else:
            self._put_all(letters, texts)
        self._rows.end_row()
        if letters:
            self._widen(letters[-1])
        return True

    def _put_each(
        self,
        letters: Sequence[str],
        kinds: Sequence[str | None],
        styles: Sequence[str | None],
        texts: Sequence[str],
    ) -> None:
        put = self._rows.put
        for column, kind, style, text in zip(
            letters, kinds, styles, texts, strict=True
        ):
            if text:
                put(column_number(column) or 0, kind or "n", style or "", text)

    def _put_all(self, letters: Sequence[str], texts: Sequence[str]) -> None:
        """Texts that need no closer look."""
        places = _places(tuple(letters))
        if places is None or places[-1] >= self._rows.columns:
            self._put_each(letters, ["str"] * len(letters), letters, texts)
            return
        line = [""] * (places[-1] + 1)
        for place, text in zip(places, texts, strict=True):
            line[place] = text
        while line and not line[-1]:
            line.pop()
        self._rows.put_all(line)


@lru_cache(maxsize=WIDEST)
def _row_of_texts(width: int) -> re.Pattern[str]:
    """A row whose cells hold their texts, or nothing: its number, and each text."""
    cells = "".join(
        rf'(?:<c r="{column_name(column)}\1"(?: s="[0-9]{{1,9}}")?'
        r'(?: t="inlineStr"><is><t(?: xml:space="preserve")?>([^<]*)</t></is></c>'
        r"|/>|></c>))?"
        for column in range(width)
    )
    return re.compile(_ROW.pattern + cells)


@lru_cache(maxsize=256)
def _has_twice(attributes: str) -> bool:
    """Of a row, beside its number; the parser refuses two of one name."""
    names = ["r", *_NAMES.findall(attributes)]
    return len(names) != len(set(names))


@lru_cache(maxsize=256)
def _places(letters: tuple[str, ...]) -> tuple[int, ...] | None:
    """Of columns that follow each other, most rows have the same."""
    places = tuple(column_number(column) or 0 for column in letters)
    return places if list(places) == sorted(set(places)) else None


def _is_strange(rows: bytes) -> bool:
    if len(rows.translate(None, _CONTROL)) != len(rows):
        return True
    return any(mark in rows for mark in _STRANGE)


def _unescaped(written: str) -> str:
    if "&" not in written:
        return written
    for name, sign in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'")):
        written = written.replace(f"&{name};", sign)
    return written.replace("&amp;", "&")
