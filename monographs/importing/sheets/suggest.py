"""What the columns of files probably mean, and what stands in the way of using them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AnyMapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from monographs.exporting.sheets import SHEETS, Sheet
from monographs.exporting.sheets.template import ONLY_IN_THE_TEMPLATE
from monographs.importing.sheets.detected import found_in
from monographs.importing.sheets.issue import SheetIssue, cut, letters
from monographs.importing.sheets.mapping import IGNORED, Mapping, TableMapping
from monographs.importing.sheets.profile import Profile, plain_name
from monographs.importing.sheets.reading import FoundTable
from monographs.importing.sheets.reserved import RESERVED
from monographs.models import Batch

# So much of a name must be the same before another is worth mentioning.
LIKENESS = 0.6
SHORT = 60  # of names of which one message repeats several


def suggested_mapping(batch: Batch, profile: Profile | None = None) -> Mapping:
    """Names that are exactly ours, and what a saved profile says about others."""
    profile = profile or Profile()
    tables = tuple(
        _suggested(file, table, profile) for file, table in found_tables(batch)
    )
    return Mapping(tables, profile.blank)


def is_complete(batch: Batch, mapping: Mapping) -> bool:
    return not problems(batch, mapping)


def problems(batch: Batch, mapping: Mapping) -> list[SheetIssue]:
    """Why this mapping cannot be used; each with its table and column."""
    found = {(file, table.name): table for file, table in found_tables(batch)}
    issues: list[SheetIssue] = []
    for mapped in mapping.tables:
        table = found.pop((mapped.file, mapped.table), None)
        if table is None:
            name = cut(mapped.table)
            sentence = f'There is no table "{name}" in file {mapped.file}.'
            issues.append(_issue("unknown_table", sentence, name))
        else:
            issues += _problems_of_table(mapped, table)
    for _, name in found:
        sentence = f'Nobody has said yet what "{cut(name)}" is.'
        issues.append(_issue("undecided_sheet", sentence, name))
    names = dict(batch.files.values_list("number", "name"))
    issues += _problems_between(mapping, names)
    if not issues and not any(table.is_used for table in mapping.tables):
        issues.append(
            _issue("nothing_to_read", "No table is used. Say what one of them is.")
        )
    return issues


def found_tables(batch: Batch) -> Iterator[tuple[int, FoundTable]]:
    for file in batch.files.defer("content"):
        found = found_in(file)
        for table in found.tables if found else ():
            yield file.number, table


def nearest_sheet(name: str) -> str:
    """The name of the sheet that was probably meant, or nothing."""
    return _nearest(name, SHEETS)


def nearest_column(header: str, sheet: Sheet) -> str:
    return _nearest(header, sheet.column_names())


def _suggested(file: int, table: FoundTable, profile: Profile) -> TableMapping:
    if not table.header or table.name in ONLY_IN_THE_TEMPLATE:
        return TableMapping(file, table.name, IGNORED)  # no data is in it
    known = profile.for_table(table.name, table.header)
    sheet = known.sheet if known else _sheet_of(table)
    mapped = TableMapping(file, table.name, sheet)
    if not sheet or sheet not in SHEETS:
        return mapped
    names = known.headers if known else {}
    return replace(mapped, columns=dict(_columns(table, SHEETS[sheet], names)))


def _sheet_of(table: FoundTable) -> str | None:
    """By its name; else by a header that is one sheet's and no other's, or by how its
    name begins: browsers number what is downloaded twice."""
    name = plain_name(table.name)
    if name in SHEETS:
        return name
    headers = {plain_name(header) for header in table.header if header.strip()}
    headers -= set(RESERVED)
    fitting = [
        sheet.name
        for sheet in SHEETS.values()
        if headers <= set(sheet.column_names()) and set(sheet.natural) <= headers
    ]
    named = [sheet for sheet in fitting if re.match(rf"{sheet}(?![a-z])", name)]
    fitting = named or fitting
    return fitting[0] if headers and len(fitting) == 1 else None


def _columns(
    table: FoundTable, sheet: Sheet, names: AnyMapping[str, str]
) -> Iterator[tuple[int, str]]:
    ours = set(sheet.column_names())
    for at, header in enumerate(table.header):
        plain = plain_name(header)
        if plain in names:
            yield at, names[plain]
        elif plain in RESERVED:
            yield at, IGNORED
        elif plain in ours:
            yield at, plain


def _problems_of_table(mapped: TableMapping, table: FoundTable) -> Iterator[SheetIssue]:
    if mapped.sheet is None:
        near = nearest_sheet(table.name)
        hint = f' Did you mean "{near}"?' if near else ""
        yield _issue(
            "unknown_sheet",
            f'"{cut(table.name)}" is no sheet that medsite knows.{hint} '
            f"Sheets are: {', '.join(SHEETS)}. Choose one, or leave this table out.",
            table.name,
            found=table.name,
        )
        return
    if not mapped.is_used:
        return
    if mapped.sheet not in SHEETS:
        yield _issue(
            "unknown_sheet", f'There is no sheet "{cut(mapped.sheet)}".', table.name
        )
        return
    sheet = SHEETS[mapped.sheet]
    yield from _unknown_columns(mapped, table, sheet)
    yield from _repeated_columns(mapped, table)
    needed = sheet.page
    if mapped.place_of(needed) is None:
        yield _issue(
            "missing_column",
            f'The column "{needed}" is missing: it says which drug a line is about.',
            table.name,
            line=table.header_line,
        )


def _unknown_columns(
    mapped: TableMapping, table: FoundTable, sheet: Sheet
) -> Iterator[SheetIssue]:
    ours = set(sheet.column_names())
    for at, header in enumerate(table.header):
        column = mapped.columns.get(at)
        if column is None and header.strip():
            yield _issue(
                "unknown_column",
                _unknown_sentence(header, sheet),
                table.name,
                line=table.header_line,
                column=letters(at),
                found=header,
            )
        elif column is not None and column != IGNORED and column not in ours:
            yield _issue(
                "unknown_column",
                f'The sheet {sheet.name} has no column "{cut(column)}".',
                table.name,
                column=letters(at),
                found=header,
            )
    for at in sorted(set(mapped.columns) - set(range(len(table.header)))):
        yield _issue(
            "unknown_column",
            f"The table has {len(table.header)} columns; there is no {at + 1}th.",
            table.name,
        )


def _unknown_sentence(header: str, sheet: Sheet) -> str:
    near = nearest_column(header, sheet)
    if near and plain_name(header) != near and _looks(header) == near:
        return (
            f'"{cut(header)}" looks like "{near}", but has letters of another '
            f'alphabet or invisible ones. Type "{near}" anew, or choose the column.'
        )
    hint = f'Did you mean "{near}"? ' if near else ""
    return (
        f'"{cut(header)}" is no column of the sheet {sheet.name}. {hint}'
        "Correct it, choose a column, or leave it out."
    )


def _repeated_columns(mapped: TableMapping, table: FoundTable) -> Iterator[SheetIssue]:
    used = Counter(name for name in mapped.columns.values() if name != IGNORED)
    for at, name in sorted(mapped.columns.items()):
        if used[name] > 1 and at != mapped.place_of(name) and at < len(table.header):
            yield _issue(
                "repeated_column",
                f'Two columns are "{cut(name)}". Leave one of them out.',
                table.name,
                line=table.header_line,
                column=letters(at),
                found=table.header[at],
            )


def _problems_between(
    mapping: Mapping, names: AnyMapping[int, str]
) -> Iterator[SheetIssue]:
    first: dict[str, TableMapping] = {}
    for table in mapping.tables:
        if table.sheet and table.sheet in first:
            before, both = first[table.sheet], f'"{cut(table.table, SHORT)}"'
            if before.file != table.file:
                both += (
                    f" in file {table.file} ({cut(names.get(table.file, ''), SHORT)})"
                )
            yield _issue(
                "repeated_sheet",
                f'Both "{cut(before.table, SHORT)}" in file {before.file} '
                f"({cut(names.get(before.file, ''), SHORT)}) and {both} are the sheet "
                f"{table.sheet}. Leave one of them out, and load it afterwards.",
                table.table,
            )
        elif table.sheet:
            first[table.sheet] = table


def _issue(code: str, message: str, sheet: str = "", **fields: Any) -> SheetIssue:
    fields["found"] = cut(fields.get("found", ""))
    return SheetIssue(code, message, cut(sheet)[:100], **fields)


def _nearest(name: str, names: Iterable[str]) -> str:
    names = list(names)
    looks = _looks(name)
    if looks in names:
        return looks
    return next(iter(get_close_matches(looks, names, 1, LIKENESS)), "")


# Letters of other alphabets that look like ours.
_LOOKALIKES = str.maketrans("асеорхуіјѕԁһӏոαεοριυνкмт", "aceopxyijsdhlnaeopiuvkmt")


def _looks(name: str) -> str:
    visible = "".join(
        letter
        for letter in unicodedata.normalize("NFKC", name)
        if unicodedata.category(letter) not in ("Cf", "Cc", "Mn")
    )
    return plain_name(visible.casefold().translate(_LOOKALIKES))
