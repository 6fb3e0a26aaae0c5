"""What a drug's own line, in the sheet drugs, would change; and whom it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from monographs.content import ONLY_WHERE_STATED, canonical_text
from monographs.exporting.sheets import SHEETS
from monographs.importing.sheets.issue import SheetIssue, cut
from monographs.importing.sheets.known import DRUGS, Known, Page, as_key
from monographs.importing.sheets.line_values import (
    BadCells,
    cell_of,
    changed_values,
    content_fields,
    current_values,
    new_values,
    own_names,
)
from monographs.importing.sheets.lines import StagedLine
from monographs.importing.sheets.mapping import Blank
from monographs.importing.sheets.matching import issue_at, plain_key

SHEET = SHEETS[DRUGS]


@dataclass
class Header:
    """`new` are the cells of a drug that is not here; `changed` what differs."""

    new: dict[str, str] = field(default_factory=dict)
    changed: dict[str, list[str]] = field(default_factory=dict)
    line: list[int] = field(default_factory=list)
    issues: list[SheetIssue] = field(default_factory=list)

    def refuse(self, line: StagedLine, code: str, message: str, column: str) -> None:
        self.issues.append(issue_at(line, code, message, column))


def read_header(
    lines: Sequence[StagedLine], page: Page | None, known: Known, blank: Blank
) -> Header:
    """Of a drug with a line of its own; where it has issues, nothing of it is used."""
    first, *others = lines
    header = Header(line=[first.table.number, first.line])
    for line in others:
        header.refuse(
            line,
            "repeated_drug",
            f"Line {first.line} is about the same drug. Delete one of them.",
            SHEET.page,
        )
    if page is None:
        _read_new(header, first, known)
    else:
        _read_changed(header, first, page, known, blank)
    if header.issues:
        header.new, header.changed = {}, {}
    return header


def _read_new(header: Header, line: StagedLine, known: Known) -> None:
    if _has_impossible_key(header, line, known):
        return
    if moved := known.former.get(line.cell(SHEET.page).strip()):
        header.refuse(
            line,
            "former_address",
            f'This was the address of "{cut(moved)}", and still leads there. Use that '
            "one, or give the new drug another.",
            SHEET.page,
        )
        return
    written = dict(zip(line.table.columns, line.cells, strict=True))
    try:
        address = SHEET.by_name[SHEET.page].read(written[SHEET.page])
    except ValueError as reason:
        header.refuse(line, "unreadable_cell", str(reason), SHEET.page)
    try:
        values = new_values(SHEET, written)
    except BadCells as bad:
        _refuse_cells(header, line, bad)
    if header.issues or _is_drug_with_author(header, line, values):
        return
    key = as_key(line.cell("key"))
    header.new = {
        "key": "" if key is None else str(key),
        SHEET.page: next(iter(address.values())),
        **{one.column_name: cell_of(one, values) for one in content_fields(SHEET)},
    }


def _read_changed(
    header: Header, line: StagedLine, page: Page, known: Known, blank: Blank
) -> None:
    key = plain_key(line.cell("key"))
    if key and key != str(page.key):
        if not _has_impossible_key(header, line, known):
            header.refuse(
                line,
                "other_key",
                "This drug has another key. Leave the cell as the export wrote it, or "
                "empty.",
                "key",
            )
        return
    (row,) = known.rows(DRUGS, page)
    here = dict(zip(SHEET.column_names(), row.cells, strict=True))
    fields = content_fields(SHEET)
    written = {
        one.column_name: text
        for one in fields
        if one.column_name in line.table.columns
        and canonical_text(text := line.cell(one.column_name)) != here[one.column_name]
        and (text or blank is Blank.CLEAR)
    }
    current = current_values(SHEET, here)
    try:
        values = changed_values(SHEET, current, written)
    except BadCells as bad:
        _refuse_cells(header, line, bad)
        return
    if values["kind"] != current["kind"]:
        header.refuse(
            line,
            "other_kind",
            f'"{cut(page.title)}" is a {page.kind}, and stays one. Correct the kind, '
            "or give a new page another address.",
            "kind",
        )
        return
    if _is_drug_with_author(header, line, values):
        return
    for one in fields:
        if any(values[name] != current[name] for name in own_names(one)):
            column = one.column_name
            header.changed[column] = [here[column], cell_of(one, values)]


def _is_drug_with_author(
    header: Header, line: StagedLine, values: Mapping[str, Any]
) -> bool:
    if values["kind"] != "drug":
        return False
    stated = [name for name in ONLY_WHERE_STATED if values[name]]
    for name in stated:
        header.refuse(
            line,
            "unreadable_cell",
            "Only a comparison states its author and interests. Empty this cell.",
            name,
        )
    return bool(stated)


def _has_impossible_key(header: Header, line: StagedLine, known: Known) -> bool:
    text = plain_key(line.cell("key"))
    if not text:
        return False
    if as_key(text) is None:
        header.refuse(
            line,
            "no_key",
            "This is no key. Leave the cell as the export wrote it, or empty for a new "
            "drug.",
            "key",
        )
        return True
    if text in known.taken:
        header.refuse(
            line,
            "other_address",
            f'This is the key of the drug "{cut(known.taken[text])}". Addresses are '
            "changed at the desk: put its address back, or empty the key of a new "
            "drug.",
            SHEET.page,
        )
        return True
    return False


def _refuse_cells(header: Header, line: StagedLine, bad: BadCells) -> None:
    for column, sentence in bad.reasons.items():
        header.refuse(line, "unreadable_cell", sentence, column)
