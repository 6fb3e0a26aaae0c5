"""What the lines of one comparison's feature table would change. Pure.

A line is a cell with its row and its column; a row or a column without cells has a
line of its own. Several lines name one row: what they say about it must agree.
"""

from collections import Counter
from collections.abc import Sequence
from uuid import uuid4

from monographs.content import canonical_text
from monographs.exporting.sheets import Sheet, Unreadable
from monographs.importing.sheets.changes import ADD, CHANGE, MOVE, RowChange
from monographs.importing.sheets.issue import cut
from monographs.importing.sheets.known import Known, Page, as_key
from monographs.importing.sheets.lines import StagedLine
from monographs.importing.sheets.mapping import Blank
from monographs.importing.sheets.matching import issue_at, plain_key
from monographs.importing.sheets.order import new_order
from monographs.importing.sheets.row_plan import RowsPlan
from monographs.importing.sheets.table_axis import (
    CELL,
    ROW,
    SUBJECT,
    Axis,
    BadLine,
    Head,
)


def plan_table(
    sheet: Sheet,
    lines: Sequence[StagedLine],
    *,
    page: Page | None,
    address: str,
    claimed: set[str],
    known: Known,
    blank: Blank,
) -> RowsPlan:
    return _Planner(sheet, page, claimed, known, blank).plan(lines)


class _Planner:
    def __init__(
        self,
        sheet: Sheet,
        page: Page | None,
        claimed: set[str],
        known: Known,
        blank: Blank,
    ) -> None:
        self.sheet = sheet
        self.known = known
        self.blank = blank
        self.rows = Axis(ROW, "comparison_rows", "feature", "row_key", "row_position")
        self.subjects = Axis(
            SUBJECT, "subjects", "subject", "subject_key", "subject_position"
        )
        # By row and subject: the cell's key and text.
        self.cells: dict[tuple[str, str], tuple[str, str]] = {}
        self.cell_of_key: dict[str, tuple[str, str]] = {}
        self.done: set[tuple[str, str]] = set()
        self.changes: list[RowChange] = []
        self.planned = RowsPlan()
        self.statuses: dict[int, str] = {}
        self._look_at_what_is_here(page, claimed)

    def plan(self, lines: Sequence[StagedLine]) -> RowsPlan:
        for line in lines:
            try:
                self.statuses[line.line] = self._plan_line(line)
            except BadLine as bad:
                self.statuses[line.line] = "bad"
                self.planned.issues.append(
                    issue_at(line, bad.code, str(bad), bad.column)
                )
        lines_by_number = {line.line: line for line in lines}
        self._refuse_twins(lines_by_number)
        self._refuse_cells_without_head(lines_by_number)
        for axis in (self.rows, self.subjects):
            self._put_in_order(axis)
        self.planned.changes = [c for c in self.changes if not self._is_bad(c.line)]
        self._forget_idle_moves()
        self.planned.counts = Counter(self.statuses.values())
        return self.planned

    def _look_at_what_is_here(self, page: Page | None, claimed: set[str]) -> None:
        columns = self.sheet.column_names()
        for current in self.known.rows(self.sheet.name, page):
            here = dict(zip(columns, current.cells, strict=True))
            is_kept = here["key"] in claimed
            for axis in (self.rows, self.subjects):
                key = here[axis.key_column]
                if key:
                    head = axis.heads.setdefault(
                        key,
                        Head(key, here[axis.name_column], int(here[axis.place_column])),
                    )
                    head.is_kept |= is_kept
            if here["row_key"] and here["subject_key"]:
                place = (here["row_key"], here["subject_key"])
                self.cells[place] = (here["key"], here["text"])
                self.cell_of_key[here["key"]] = place
                if is_kept:
                    self.done.add(place)

    # --- One line -----------------------------------------------------------------

    def _plan_line(self, line: StagedLine) -> str:
        texts = self._read(line)
        place = self.cell_of_key.get(plain_key(line.cell("key")), ("", ""))
        taken = self.known.taken
        row = self.rows.head_of(line, texts["feature"], place[0], taken)
        subject = self.subjects.head_of(line, texts["subject"], place[1], taken)
        before = len(self.changes)
        if row and subject:
            self._plan_cell(line, row, subject, texts["text"])
        elif texts["text"]:
            raise BadLine(
                "text_without_place",
                "A text of the table needs its feature and its subject.",
                "subject" if row else "feature",
            )
        elif not row and not subject:
            raise BadLine(
                "nothing_said",
                "The line names neither a feature nor a subject.",
                "feature",
            )
        changed = self._plan_heads(line, row, subject, texts)
        added = any(c.action == ADD for c in self.changes[before:])
        if added:
            return "new"
        return "changed" if changed or len(self.changes) > before else "unchanged"

    def _read(self, line: StagedLine) -> dict[str, str]:
        texts = {}
        for column in ("feature", "subject", "text"):
            text = line.cell(column)
            try:
                (texts[column],) = self.sheet.by_name[column].read(text).values()
            except Unreadable as reason:
                raise BadLine("unreadable_cell", str(reason), column) from None
        return texts

    def _plan_cell(self, line: StagedLine, row: Head, subject: Head, text: str) -> None:
        place = (row.key, subject.key)
        key = plain_key(line.cell("key"))
        if self.cell_of_key.get(key, place) != place:
            raise BadLine(
                "other_cell",
                "The key is that of a cell in another row or column. Empty it for a "
                "new cell, or correct the feature or the subject.",
                "key",
            )
        if place in self.done:
            raise BadLine(
                "repeated_key",
                "Another line is about the same cell. Delete one of them.",
                "key",
            )
        self.done.add(place)
        if place not in self.cells:
            self._add_cell(line, row, subject, text, key)
            return
        here_key, here = self.cells[place]
        is_left = not text and self.blank is Blank.LEAVE
        if canonical_text(text) != here and not is_left:
            change = ({"text": here}, {"text": text})
            self._store(line, CELL, here_key, CHANGE, *change)

    def _add_cell(
        self, line: StagedLine, row: Head, subject: Head, text: str, key: str
    ) -> None:
        if key and (as_key(key) is None or key in self.known.taken):
            raise BadLine(
                "no_key", "This key cannot be used. Empty it for a new cell.", "key"
            )
        after = {
            "row_key": row.key,
            "subject_key": subject.key,
            "feature": row.name_then,
            "subject": subject.name_then,
            "text": text,
        }
        self._store(line, CELL, key or str(uuid4()), ADD, {}, after)

    def _plan_heads(
        self,
        line: StagedLine,
        row: Head | None,
        subject: Head | None,
        texts: dict[str, str],
    ) -> bool:
        """Names and places; whether an existing one gets another place."""
        is_moved = False
        for axis, head in ((self.rows, row), (self.subjects, subject)):
            if head is None:
                continue
            self._name(axis, head, line, texts[axis.name_column])
            is_moved |= self._move(axis, head, line)
        return is_moved

    def _name(self, axis: Axis, head: Head, line: StagedLine, name: str) -> None:
        if head.is_new:
            if head.line is line:
                self._store(
                    line, axis.part, head.key, ADD, {}, {axis.name_column: head.name}
                )
            elif name and name != head.name:
                raise self._contradiction(axis, head.name)
            return
        if not name or name == head.name:
            if name and head.renamed is not None:
                raise self._contradiction(axis, head.renamed)
            head.is_kept |= bool(name)
            return
        if head.is_kept or head.renamed not in (None, name):
            raise self._contradiction(axis, head.name_then)
        if head.renamed is None:
            head.renamed = name
            column = axis.name_column
            self._store(
                line, axis.part, head.key, CHANGE, {column: head.name}, {column: name}
            )

    def _contradiction(self, axis: Axis, name: str) -> BadLine:
        what = "row" if axis.part == ROW else "column"
        return BadLine(
            "contradiction",
            f'Another line calls this {what} "{cut(name)}". Write the same in all of '
            "its lines.",
            axis.name_column,
        )

    def _move(self, axis: Axis, head: Head, line: StagedLine) -> bool:
        text = line.cell(axis.place_column)
        if not text.strip():
            return False
        try:
            (place,) = self.sheet.by_name[axis.place_column].read(text).values()
        except Unreadable as reason:
            raise BadLine("unreadable_cell", str(reason), axis.place_column) from None
        if place == head.place:
            return False
        axis.places[head.key] = place
        if head.is_new:
            return False
        before, after = (
            {axis.place_column: str(head.place)},
            {axis.place_column: str(place)},
        )
        self._store(line, axis.part, head.key, MOVE, before, after)
        return True

    # --- All lines ----------------------------------------------------------------

    def _refuse_twins(self, lines: dict[int, StagedLine]) -> None:
        """The database takes each column's name once a page."""
        names = Counter(head.name_then for head in self.subjects.heads.values())
        for change in self.changes:
            name = change.after.get("subject", "")
            if change.part == SUBJECT and names[name] > 1:
                self._refuse(
                    lines[change.line],
                    "twice",
                    f'"{cut(name)}" would be there twice. Each column has a name of '
                    "its own: correct one of them.",
                    "subject",
                )

    def _refuse_cells_without_head(self, lines: dict[int, StagedLine]) -> None:
        refused = {
            head.key
            for axis in (self.rows, self.subjects)
            for head in axis.heads.values()
            if head.line is not None and self._is_bad(head.line.line)
        }
        for change in self.changes:
            needs = {change.after.get("row_key"), change.after.get("subject_key")}
            if (
                change.part == CELL
                and needs & refused
                and not self._is_bad(change.line)
            ):
                self._refuse(
                    lines[change.line],
                    "place_refused",
                    "The line that brings its row or column cannot be used. Correct "
                    "that line.",
                    "feature",
                )

    def _refuse(self, line: StagedLine, code: str, message: str, column: str) -> None:
        self.statuses[line.line] = "bad"
        self.planned.issues.append(issue_at(line, code, message, column))

    def _is_bad(self, line: int) -> bool:
        return self.statuses.get(line) == "bad"

    def _forget_idle_moves(self) -> None:
        """Another place that leaves the order as it is changes nothing."""
        idle = {
            axis.part
            for axis in (self.rows, self.subjects)
            if axis.content not in self.planned.order
        }
        self.planned.changes = [
            change
            for change in self.planned.changes
            if change.action != MOVE or change.part not in idle
        ]
        changing = {change.line for change in self.planned.changes}
        for line, status in self.statuses.items():
            if status == "changed" and line not in changing:
                self.statuses[line] = "unchanged"

    def _put_in_order(self, axis: Axis) -> None:
        here = [head for head in axis.heads.values() if not head.is_new]
        keys = [head.key for head in sorted(here, key=lambda head: head.place)]
        added = [
            (head.key, axis.places.get(head.key))
            for head in axis.heads.values()
            if head.line is not None and not self._is_bad(head.line.line)
        ]
        places = {key: place for key, place in axis.places.items() if key in keys}
        order = new_order(keys, places, added)
        if order is not None:
            self.planned.order[axis.content] = order

    def _store(
        self,
        line: StagedLine,
        part: str,
        key: str,
        action: str,
        before: dict[str, str],
        after: dict[str, str],
    ) -> None:
        self.changes.append(
            RowChange(
                sheet=self.sheet.name,
                key=key,
                action=action,
                table=line.table.number,
                line=line.line,
                before=before,
                after=after,
                part=part,
            )
        )
