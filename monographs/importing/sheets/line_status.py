"""What became of each line of a batch, for one table after the other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from monographs.importing.sheets.changes import ADD, Changes
from monographs.models import Batch, BatchIssue, BatchRow

Outcome = BatchRow.Outcome
State = BatchRow.State
AT_ONCE = 200  # of rows with all their changes


class Status(StrEnum):
    """In the order in which an array keeps them: a line that nothing is known of says
    the same as what is here."""

    UNCHANGED = "unchanged"
    NEW = "new"
    CHANGED = "changed"
    CONFLICT = "conflict"
    TAKEN_BACK = "taken back"
    ERROR = "error"
    NOT_LOADED = "not loaded"


ALL = list(Status)
# What a person mends and loads again.
BAD = frozenset({Status.ERROR, Status.NOT_LOADED})
UNREAD = "unreadable_line"
BESIDE_AN_ERROR = "Nothing of this drug can be loaded."
# How a note calls the cell that it is about, by the column's letters and the line.
Place = Callable[[str, int], str]


@dataclass(frozen=True)
class LineNote:
    status: Status
    errors: str = ""


class LineStatuses:
    """A byte for each line of each table, whatever their number; texts are streamed."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._codes: dict[int, bytearray] = {}
        self._beyond: dict[str, int] = {}
        for row in _rows_with_changes(batch):
            self._take(row)
        # Of any other drug with bad lines, the good ones can be loaded.
        held_back = batch.rows.filter(
            outcome=Outcome.ERROR, place__gt=batch.total, after=""
        )
        self._held_back = dict(held_back.values_list("path", "message"))

    def of_table(self, table: int, name: str, place: Place) -> "TableStatuses":
        """`table` is its place in the mapping."""
        codes = self._codes.get(table, bytearray())
        issues = _Issues(self._batch, name, place)
        return TableStatuses(codes, self._held_back, issues)

    def columns_beyond(self, name: str, count: Callable[[], int]) -> int:
        """How many columns a table has to the right of its header. Counting reads the
        file, so it is done where a line has no other problem than such a cell."""
        if name not in self._beyond:
            problems = BatchIssue.objects.filter(
                row__batch=self._batch, sheet=name, code=UNREAD
            )
            self._beyond[name] = max(count(), 0) if problems.exists() else 0
        return self._beyond[name]

    def _take(self, row: BatchRow) -> None:
        changes = Changes.loads(row.after)
        if changes.header_line:
            table, line = changes.header_line
            self._mark(table, line, _status_of(row, is_added=bool(changes.new)))
        for change in changes.rows:
            status = _status_of(row, is_added=change.action == ADD)
            self._mark(change.table, change.line, status)

    def _mark(self, table: int, line: int, status: Status) -> None:
        codes = self._codes.setdefault(table, bytearray())
        if line >= len(codes):
            codes.extend(bytes(line + 1 - len(codes)))
        codes[line] = max(codes[line], ALL.index(status))


class TableStatuses:
    """Asked line by line, in their order."""

    def __init__(
        self, codes: bytearray, held_back: dict[str, str], issues: "_Issues"
    ) -> None:
        self._codes = codes
        self._held_back = held_back
        self._issues = issues

    def of_line(self, line: int, address: str) -> LineNote:
        errors, said = self._issues.of_line(line)
        if errors:
            return LineNote(Status.ERROR, said)
        if address in self._held_back:
            why = self._held_back[address] or BESIDE_AN_ERROR
            return LineNote(Status.NOT_LOADED, " | ".join(filter(None, (said, why))))
        code = self._codes[line] if line < len(self._codes) else 0
        return LineNote(ALL[code], said)


class _Issues:
    """Those of one table, line by line, never all at once."""

    def __init__(self, batch: Batch, table: str, place: Place) -> None:
        self._place = place
        issues = BatchIssue.objects.filter(
            row__batch=batch, sheet=table, line__isnull=False
        )
        self._waiting: Iterator[BatchIssue] = iter(
            issues.order_by("line", "id").iterator(chunk_size=1_000)
        )
        self._next = next(self._waiting, None)

    def of_line(self, line: int) -> tuple[int, str]:
        """How many errors, and what all of its issues say."""
        errors, said = 0, []
        while self._next and (self._next.line or 0) <= line:
            issue, self._next = self._next, next(self._waiting, None)
            if issue.line != line:
                continue
            is_error = issue.severity == "error"
            errors += is_error
            kind = "" if is_error else issue.severity
            place = self._place(issue.column, line)
            said.append(": ".join(filter(None, (place, kind, issue.message))))
        return errors, " | ".join(said)


def _status_of(row: BatchRow, *, is_added: bool) -> Status:
    if row.state == State.REVERTED:
        return Status.TAKEN_BACK
    if row.outcome == Outcome.CONFLICT:
        return Status.CONFLICT
    return Status.NEW if is_added else Status.CHANGED


def _rows_with_changes(batch: Batch) -> Iterator[BatchRow]:
    rows = batch.rows.exclude(after="").order_by("place")
    return rows.only("outcome", "state", "after").iterator(chunk_size=AT_ONCE)
