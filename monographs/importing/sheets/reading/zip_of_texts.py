"""A ZIP whose members are CSV or TSV files: a workbook, each member a sheet."""

from collections.abc import Iterator
from dataclasses import replace

from monographs.importing.intake.names import is_hidden, quoted
from monographs.importing.sheets.reading.encodings import ASSUMED, GUESSED
from monographs.importing.sheets.reading.found import (
    Choice,
    Found,
    FoundTable,
    Line,
    UnreadableFile,
)
from monographs.importing.sheets.reading.header import table_found
from monographs.importing.sheets.reading.limits import SheetLimits
from monographs.importing.sheets.reading.names import ending_of, table_name_of
from monographs.importing.sheets.reading.package import Package
from monographs.importing.sheets.reading.tables import check_names
from monographs.importing.sheets.reading.text_table import TextTable

ENDINGS = {"csv", "tsv", "tab", "txt"}
MOST_NAMED = 5


def detect(content: bytes, name: str, choice: Choice, limits: SheetLimits) -> Found:
    package = Package(content, limits)
    members = _members(package)
    check_names([*members], limits)
    tables = tuple(
        _table(package, table, member, choice, limits)
        for table, member in members.items()
    )
    guessed = [table.name for table in tables if table.encoding == GUESSED]
    notes = [_left_out(package)] if _others(package) else []
    if guessed and choice.encoding is None:
        notes.append(f"{', '.join(guessed)}: {ASSUMED}")
    first = tables[0]
    return Found("zip", first.encoding, first.delimiter, tables, tuple(notes))


def rows(
    content: bytes, name: str, found: Found, table: str, limits: SheetLimits
) -> Iterator[Line]:
    package = Package(content, limits)
    member = _members(package).get(table)
    if member is None:
        raise UnreadableFile(
            "no_such_table", "This sheet is not in the file. Look at the file again."
        )
    of_table = found.table(table)
    text = TextTable(table, lambda: package.open(member), limits)
    return text.rows(of_table.encoding, of_table.delimiter)


def _table(
    package: Package, table: str, member: str, choice: Choice, limits: SheetLimits
) -> FoundTable:
    text = TextTable(table, lambda: package.open(member), limits)
    try:
        encoding, delimiter = text.detect(member, choice)
        rows = text.rows(encoding, delimiter)
        found = table_found(table, rows, choice.header_lines.get(table), limits)
    except UnreadableFile as refused:
        raise UnreadableFile(
            refused.code,
            f"In {quoted(member)}: {refused.sentence}",
            refused.place or table,
        ) from refused
    return replace(found, encoding=encoding, delimiter=delimiter)


def _members(package: Package) -> dict[str, str]:
    """By the names of their tables, in the order of the ZIP."""
    members: dict[str, str] = {}
    for name in package.names():
        if _is_text(name):
            table = table_name_of(name)
            if table in members:
                raise UnreadableFile(
                    "same_name",
                    f"{quoted(members[table])} and {quoted(name)} would both be the "
                    f"sheet {quoted(table)}. Rename one of them.",
                    table,
                )
            members[table] = name
    return members


def _is_text(name: str) -> bool:
    is_seen = not any(map(is_hidden, name.split("/")))
    return is_seen and ending_of(name) in ENDINGS


def _others(package: Package) -> list[str]:
    return [
        name
        for name in package.names()
        if not (_is_text(name) or name.endswith("/") or is_hidden(name.split("/")[0]))
    ]


def _left_out(package: Package) -> str:
    others = _others(package)
    named = ", ".join(map(quoted, others[:MOST_NAMED]))
    more = f" and {len(others) - MOST_NAMED:,} more" if others[MOST_NAMED:] else ""
    return f"Left out, as they are neither CSV nor TSV: {named}{more}."
