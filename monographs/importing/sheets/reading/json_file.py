"""A JSON file: {"sheets": {"drugs": [{…}, …]}}, or one list of objects."""

import io
from collections.abc import Iterator
from typing import Any

from monographs.importing.intake.names import quoted
from monographs.importing.sheets.reading import problems
from monographs.importing.sheets.reading.encodings import (
    ASSUMED,
    GUESSED,
    encoding_of,
    known_encoding,
    other_encoding,
)
from monographs.importing.sheets.reading.found import (
    Choice,
    Found,
    FoundTable,
    Line,
    UnreadableFile,
)
from monographs.importing.sheets.reading.header import LINES_SHOWN, shortened
from monographs.importing.sheets.reading.json_records import (
    JsonText,
    Pairs,
    Unreadable,
    members_of,
    objects_of,
)
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.names import as_table_name, table_name_of
from monographs.importing.sheets.reading.tables import check_names, too_many_sheets

SHEETS = "sheets"
# A key that only a later object has is a problem of its line.
OBJECTS_LOOKED_AT = 1_000
LONGEST_KEY = 300
_BOOLEANS = {True: "yes", False: "no"}


def detect(content: bytes, name: str, choice: Choice, limits: SheetLimits) -> Found:
    encoding = encoding_of(content[:100], io.BytesIO(content), choice.encoding)
    tables = []
    for table, objects in _tables(content, name, encoding, limits):
        tables.append(_table(table, objects, limits))
        if len(tables) > limits.sheets:
            raise too_many_sheets(limits)
    check_names([table.name for table in tables], limits)
    is_guessed = encoding == GUESSED and choice.encoding is None
    return Found("json", encoding, "", tuple(tables), (ASSUMED,) if is_guessed else ())


def rows(
    content: bytes, name: str, found: Found, table: str, limits: SheetLimits
) -> Iterator[Line]:
    """Numbered as the objects are, for in a text they may all stand in one line."""
    header = found.table(table).header
    for each, objects in _tables(content, name, found.encoding, limits):
        if each == table:
            for number, value in enumerate(objects, start=1):
                yield _line(number, value, header, limits)
            return
        for _ in objects:
            pass
    raise UnreadableFile(
        "no_such_table", "This sheet is not in the file. Look at the file again."
    )


def _tables(
    content: bytes, name: str, encoding: str, limits: SheetLimits
) -> Iterator[tuple[str, Iterator[Any]]]:
    """Whoever asks reads all objects of a table before the next."""
    reader = io.TextIOWrapper(io.BytesIO(content), known_encoding(encoding), newline="")

    def read(size: int) -> str:
        try:
            return reader.read(size)
        except UnicodeError as error:
            raise other_encoding() from error

    text = JsonText(read, limits)
    if text.peek() == "[":
        yield table_name_of(name), objects_of(text)
    else:
        yield from _sheets(text)
    if text.peek():
        raise text.fault()


def _sheets(text: JsonText) -> Iterator[tuple[str, Iterator[Any]]]:
    is_here = False
    for key in members_of(text):
        if key != SHEETS:
            text.value()
        elif is_here:
            raise text.fault()
        else:
            is_here = True
            for sheet in members_of(text):
                yield as_table_name(sheet), objects_of(text)
    if not is_here:
        raise UnreadableFile(
            "json",
            f'The file has no member "{SHEETS}" with the tables. Export it again, or '
            "make it one list of objects.",
        )


def _table(name: str, objects: Iterator[Any], limits: SheetLimits) -> FoundTable:
    keys: dict[str, None] = {}
    shown: list[Pairs] = []
    for number, value in enumerate(objects):
        if number < OBJECTS_LOOKED_AT and isinstance(value, Pairs):
            keys |= dict.fromkeys(key for key, _ in value)
            _check_keys(name, keys, limits)
            shown += [value] if len(shown) < LINES_SHOWN else []
    header = tuple(keys)
    first = [
        shortened(_line(n, value, header, limits)) for n, value in enumerate(shown)
    ]
    return FoundTable(name, header, 0, tuple(line.cells for line in first))


def _check_keys(name: str, keys: dict[str, None], limits: SheetLimits) -> None:
    if len(keys) > limits.columns:
        raise UnreadableFile(
            "header",
            f"The objects have more than {limits.columns:,} different keys, which are "
            "the columns. Remove those that are not needed.",
            name,
        )
    for key in keys:
        if len(key) > LONGEST_KEY or not problems.is_storable(key):
            raise UnreadableFile(
                "header", f"The key {quoted(key)} can name no column. Remove it.", name
            )


def _line(
    number: int, value: Any, header: tuple[str, ...], limits: SheetLimits
) -> Line:
    cells = [""] * len(header)
    if not isinstance(value, Pairs):
        return Line(number, tuple(cells), _NO_OBJECT)
    places = {key: place for place, key in enumerate(header)}
    problem, column, met = "", None, set()
    for key, each in value:
        place = places.get(key)
        if place is None or key in met:
            fault = _twice(key) if key in met else _unknown(key)
        else:
            cells[place], fault = _cell(each, limits)
        met.add(key)
        if fault and not problem:
            problem, column = fault, place
    return Line(number, tuple(cells), problem, column)


def _cell(value: Any, limits: SheetLimits) -> tuple[str, str]:
    """Its text, and what is wrong with it."""
    if value is None:
        return "", ""
    if isinstance(value, bool):
        return _BOOLEANS[value], ""
    if isinstance(value, Unreadable):
        return "", problems.NO_NUMBER
    if not isinstance(value, str):
        return "", _NO_TEXT
    if not limits.allows(value):
        return "", problems.too_long(limits)
    return (value, "") if problems.is_storable(value) else ("", problems.UNSTORABLE)


_NO_OBJECT = 'This entry of the list is no object. Write it as {"column": "text"}.'
_NO_TEXT = (
    "This value is a list or an object. Write a text, a number, true, false or null."
)


def _twice(key: str) -> str:
    return f"This object has the key {quoted(key)} twice. Remove one of them."


def _unknown(key: str) -> str:
    return (
        f"This object has the key {quoted(key)}, which the first "
        f"{OBJECTS_LOOKED_AT:,} objects do not have. Give it to one of these as well, "
        "or remove it."
    )
