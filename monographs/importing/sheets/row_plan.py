"""What the lines of one sheet would change among the rows of one drug. Pure."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from monographs.content import canonical_text
from monographs.exporting.sheets import CurrentLine, Sheet, Unreadable
from monographs.importing.documents.draft import Severity
from monographs.importing.sheets.changes import ADD, CHANGE, MOVE, RowChange
from monographs.importing.sheets.entries import ONLY_ONCE, settle
from monographs.importing.sheets.issue import SheetIssue, cut
from monographs.importing.sheets.known import Known, Page, as_key
from monographs.importing.sheets.line_values import (
    BadCells,
    Values,
    cell_of,
    cells_of,
    changed_values,
    content_fields,
    current_values,
    new_values,
    own_names,
)
from monographs.importing.sheets.lines import StagedLine
from monographs.importing.sheets.mapping import Blank
from monographs.importing.sheets.matching import issue_at, match, plain_key
from monographs.importing.sheets.order import new_order

POSITION = "position"


@dataclass
class RowsPlan:
    """A line that is bad, or says what is here, has no change. `order` is by the
    field of the content whose rows it is about."""

    changes: list[RowChange] = field(default_factory=list)
    order: dict[str, list[str]] = field(default_factory=dict)
    issues: list[SheetIssue] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


def plan_rows(
    sheet: Sheet,
    lines: Sequence[StagedLine],
    *,
    page: Page | None,
    address: str,
    claimed: set[str],
    known: Known,
    blank: Blank,
) -> RowsPlan:
    planner = _Planner(sheet, page, address, known, blank)
    return planner.plan(lines, claimed)


class _Planner:
    def __init__(
        self,
        sheet: Sheet,
        page: Page | None,
        address: str,
        known: Known,
        blank: Blank,
    ) -> None:
        self.sheet = sheet
        self.address = address
        self.known = known
        self.blank = blank
        self.current = known.rows(sheet.name, page)
        self.columns = sheet.column_names()
        self.planned = RowsPlan()
        self.changes: dict[int, RowChange] = {}
        self.bad: set[int] = set()
        self.places: dict[str, int] = {}
        self.added: list[tuple[str, int | None]] = []
        self.new_keys: set[str] = set()

    def plan(self, lines: Sequence[StagedLine], claimed: set[str]) -> RowsPlan:
        self._refuse_keys(lines)
        sound = [line for line in lines if line.line not in self.bad]
        matched = match(self.sheet, sound, self.current, claimed, self.known.effects)
        for issue in matched.issues:
            self.planned.issues.append(issue)
            self.bad.add(issue.line or 0)
        for line, row in matched.pairs:
            if row is None:
                self._add(line)
            else:
                self._change(line, row)
        self._refuse_twins(lines)
        for number in self.bad:
            self.changes.pop(number, None)
        self._put_in_order()
        self._count(lines)
        self.planned.changes = [change for _, change in sorted(self.changes.items())]
        return self.planned

    # --- One line -----------------------------------------------------------------

    def _change(self, line: StagedLine, row: CurrentLine) -> None:
        here = dict(zip(self.columns, row.cells, strict=True))
        written = self._written(line, here)
        before: dict[str, str] = {}
        after: dict[str, str] = {}
        place = self._place(line, row.cells[0], here[POSITION])
        if written:
            current = current_values(self.sheet, here)
            try:
                values = changed_values(self.sheet, current, written)
            except BadCells as bad:
                self._refuse_cells(line, bad.reasons)
                return
            if not self._settle(line, values, written):
                return
            for column in self._differing(current, values):
                before[column] = here[column]
                after[column] = cell_of(self.sheet.by_name[column], values)
        if after:
            self._store(line, row.cells[0], CHANGE, before, after)
        elif place is not None:
            moved = {POSITION: here[POSITION]}
            self._store(line, row.cells[0], MOVE, moved, {POSITION: str(place)})

    def _add(self, line: StagedLine) -> None:
        key = self._key_of_new(line)
        written = {
            column: text
            for column, text in zip(line.table.columns, line.cells, strict=True)
            if text
        }
        try:
            values = new_values(self.sheet, written)
        except BadCells as bad:
            self._refuse_cells(line, bad.reasons)
            return
        is_settled = self._settle(line, values, written)
        place = self._place(line, "", "")
        if not is_settled or line.line in self.bad:
            return
        self.added.append((key, place))
        self._store(line, key, ADD, {}, cells_of(self.sheet, values))

    def _written(self, line: StagedLine, here: Mapping[str, str]) -> dict[str, str]:
        """The cells that say something else than the row that is here."""
        written = {}
        fields = self.sheet.by_name
        for column, text in zip(line.table.columns, line.cells, strict=True):
            if text == here[column] or canonical_text(text) == here[column]:
                continue
            if not text and (self.blank is Blank.LEAVE or fields[column].describes):
                continue
            if column not in ("key", self.sheet.page, POSITION):
                written[column] = text
        return written

    def _differing(self, current: Values, values: Values) -> list[str]:
        return [
            field.column_name
            for field in content_fields(self.sheet)
            if any(current[name] != values[name] for name in own_names(field))
        ]

    def _settle(self, line: StagedLine, values: Values, written: Any) -> bool:
        remarks = settle(self.sheet.name, values, written, self.known, self.address)
        for remark in remarks:
            self._issue(
                line, remark.code, remark.message, remark.column, remark.severity
            )
        return line.line not in self.bad

    def _place(self, line: StagedLine, key: str, here: str) -> int | None:
        """Where the line wants its row; None where it says nothing new."""
        text = line.cell(POSITION)
        if not text.strip() or text == here:
            return None
        try:
            place: int = self.sheet.by_name[POSITION].read(text)[POSITION]
        except Unreadable as reason:
            self._issue(line, "unreadable_cell", str(reason), POSITION)
            return None
        if key and str(place) != here:
            self.places[key] = place
        return place

    def _key_of_new(self, line: StagedLine) -> str:
        """What it claims, as from another medsite; else one of its own."""
        key = as_key(line.cell("key"))
        if key is None or str(key) in self.new_keys:
            return str(uuid4())
        self.new_keys.add(str(key))
        return str(key)

    # --- All lines ----------------------------------------------------------------

    def _refuse_keys(self, lines: Sequence[StagedLine]) -> None:
        mine = {row.cells[0] for row in self.current}
        seen: set[str] = set()
        for line in lines:
            text = plain_key(line.cell("key"))
            if not text or text in mine:
                continue
            if as_key(text) is None:
                self._issue(
                    line,
                    "no_key",
                    "This is no key. Leave the cell as the export wrote it, or empty "
                    "for a new line.",
                    "key",
                )
            elif text in self.known.taken:
                self._issue(
                    line,
                    "key_of_another_drug",
                    "The key is that of a row of "
                    f'"{cut(self.known.taken[text])}". Correct the drug, or empty the '
                    "key to add a new row.",
                    "key",
                )
            elif text in seen:
                self._issue(
                    line,
                    "repeated_key",
                    "Another line has the same key. Empty the key of a line that is "
                    "new.",
                    "key",
                )
            seen.add(text)

    def _refuse_twins(self, lines: Sequence[StagedLine]) -> None:
        """What the database takes once a page is there once when all is loaded."""
        columns = ONLY_ONCE.get(self.sheet.name)
        if not columns or not self.changes:
            return
        changed = {change.key: change for change in self.changes.values()}
        by_name: dict[tuple[str, ...], list[int | None]] = defaultdict(list)
        for row in self.current:
            change = changed.pop(row.cells[0], None)
            here = dict(zip(self.columns, row.cells, strict=True))
            cells = {**here, **(change.after if change else {})}
            by_name[tuple(cells[c] for c in columns)].append(
                change.line if change else None
            )
        for change in changed.values():
            cells = change.after
            by_name[tuple(cells.get(c, "") for c in columns)].append(change.line)
        at = {line.line: line for line in lines}
        for name, numbers in by_name.items():
            if len(numbers) > 1:
                for number in numbers:
                    if number is not None:
                        self._issue(
                            at[number],
                            "twice",
                            f'"{cut(name[-1])}" would be there twice. Each is listed '
                            "once: correct or delete one of the lines.",
                            columns[-1],
                        )

    def _put_in_order(self) -> None:
        planned = {change.key for change in self.changes.values()}
        added = [one for one in self.added if one[0] in planned]
        keys = [row.cells[0] for row in self.current]
        places = {k: v for k, v in self.places.items() if k in planned}
        order = new_order(keys, places, added)
        if order is not None:
            self.planned.order[self.sheet.field] = order
            return
        for number, change in list(self.changes.items()):
            if change.action == MOVE:
                del self.changes[number]

    def _count(self, lines: Sequence[StagedLine]) -> None:
        for line in lines:
            change = self.changes.get(line.line)
            if line.line in self.bad:
                self.planned.counts["bad"] += 1
            elif change is None:
                self.planned.counts["unchanged"] += 1
            else:
                is_new = change.action == ADD
                self.planned.counts["new" if is_new else "changed"] += 1

    def _store(
        self,
        line: StagedLine,
        key: str,
        action: str,
        before: dict[str, str],
        after: dict[str, str],
    ) -> None:
        self.changes[line.line] = RowChange(
            self.sheet.name, key, action, line.table.number, line.line, before, after
        )

    def _refuse_cells(self, line: StagedLine, reasons: dict[str, str]) -> None:
        for column in self.columns:
            if column in reasons:
                self._issue(line, "unreadable_cell", reasons[column], column)

    def _issue(
        self,
        line: StagedLine,
        code: str,
        message: str,
        column: str,
        severity: Severity = Severity.ERROR,
    ) -> None:
        issue = issue_at(line, code, message, column, severity)
        self.planned.issues.append(issue)
        if severity is Severity.ERROR:
            self.bad.add(line.line)
