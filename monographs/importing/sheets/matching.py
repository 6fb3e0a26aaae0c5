"""Which row of a drug a line is about: by its key, else by what else identifies it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from monographs.content import canonical_text
from monographs.exporting.sheets import CurrentLine, Sheet
from monographs.importing.documents.draft import Severity
from monographs.importing.sheets.issue import SheetIssue, cut
from monographs.importing.sheets.lines import StagedLine
from monographs.importing.sheets.words import Effects

# Kinds of sections of which a page may have several; their headings tell them apart.
MANY_OF_A_KIND = frozenset({"other", "note"})

Name = tuple[str, ...]


@dataclass
class Matched:
    """A line without a row is a new one."""

    pairs: list[tuple[StagedLine, CurrentLine | None]] = field(default_factory=list)
    issues: list[SheetIssue] = field(default_factory=list)


def match(
    sheet: Sheet,
    lines: Sequence[StagedLine],
    current: Sequence[CurrentLine],
    claimed: set[str],
    effects: Effects,
) -> Matched:
    """`claimed` are the keys of rows that have their line already."""
    return _Matching(sheet, current, set(claimed), effects).match(lines)


class _Matching:
    def __init__(
        self,
        sheet: Sheet,
        current: Sequence[CurrentLine],
        claimed: set[str],
        effects: Effects,
    ) -> None:
        self.sheet = sheet
        self.columns = sheet.column_names()
        self.by_key = {line.cells[0]: line for line in current}
        self.claimed = claimed
        self.effects = effects
        self.first_line: dict[str, StagedLine] = {}
        self.matched = Matched()

    def match(self, lines: Sequence[StagedLine]) -> Matched:
        unkeyed = [line for line in lines if not self._match_by_key(line)]
        by_name: dict[Name, list[StagedLine]] = defaultdict(list)
        for line in unkeyed:
            by_name[self._name(line.cell, is_here=False)].append(line)
        candidates: dict[Name, list[CurrentLine]] = defaultdict(list)
        if unkeyed:
            for row in self.by_key.values():
                if row.cells[0] not in self.claimed:
                    candidates[self._name(self._cell_of(row), is_here=True)].append(row)
        for name, some in by_name.items():
            self._match_by_name(some, candidates.get(name, []))
        self.matched.pairs.sort(key=lambda pair: pair[0].line)
        return self.matched

    def _match_by_key(self, line: StagedLine) -> bool:
        key = plain_key(line.cell("key"))
        if not key or key not in self.by_key:
            return False
        if key in self.claimed:
            self._refuse_second(line, key)
        else:
            self.claimed.add(key)
            self.first_line[key] = line
            self.matched.pairs.append((line, self.by_key[key]))
        return True

    def _refuse_second(self, line: StagedLine, key: str) -> None:
        first = self.first_line.get(key)
        where = f"line {first.line}" if first else "another line"
        self._refuse(
            line,
            "repeated_key",
            f"This line has the same key as {where}, so both are about one row. "
            "Delete one of them, or empty the key of a line that is new.",
            "key",
        )

    def _match_by_name(
        self, lines: list[StagedLine], candidates: list[CurrentLine]
    ) -> None:
        left = []
        for line in lines:
            same = next((c for c in candidates if self._is_same(line, c)), None)
            if same is None:
                left.append(line)
            else:
                candidates.remove(same)
                self._pair(line, same)
        if not left:
            return
        if not candidates:
            for line in left:
                self._pair(line, None)
        elif len(left) == len(candidates) == 1:
            self._pair(left[0], candidates[0])
        else:
            for line in left:
                self._refuse_unclear(line, len(left), len(candidates))

    def _pair(self, line: StagedLine, row: CurrentLine | None) -> None:
        if row is not None:
            self.claimed.add(row.cells[0])
        self.matched.pairs.append((line, row))

    def _refuse_unclear(self, line: StagedLine, lines: int, rows: int) -> None:
        natural = self.sheet.natural[-1]
        self._refuse(
            line,
            "unclear_row",
            f"The drug has {rows} such {'row' if rows == 1 else 'rows'} and the file "
            f"{lines} such {'line' if lines == 1 else 'lines'} without a key, so it is "
            "not clear which is which. Export the drug, and change the lines that have "
            "their keys.",
            natural,
        )

    def _refuse(self, line: StagedLine, code: str, message: str, column: str) -> None:
        self.matched.issues.append(issue_at(line, code, message, column))

    def _cell_of(self, row: CurrentLine) -> "_CellOf":
        return _CellOf(self.columns, row.cells)

    def _name(self, cell: Callable[[str], str], *, is_here: bool) -> Name:
        """What identifies a line without its key."""
        name = [
            self._plain(column, cell(column), is_here=is_here)
            for column in self.sheet.natural
        ]
        if self.sheet.name == "sections" and name[0] in MANY_OF_A_KIND:
            name.append(canonical_text(cell("heading")))
        if self.sheet.name == "side_effects":
            # Blank is what nearly all statements hold for.
            scope = self._plain("scope", cell("scope"), is_here=is_here) or "product"
            name += [scope, canonical_text(cell("scope_name"))]
        return tuple(name)

    def _plain(self, column: str, text: str, *, is_here: bool) -> str:
        text = canonical_text(text)
        if column == "effect":
            # A row that is here has the vocabulary's own name.
            return (text if is_here else self.effects.called(text).name).lower()
        choices = self.sheet.by_name[column].choices
        return " ".join(text.replace("_", " ").split()).casefold() if choices else text

    def _is_same(self, line: StagedLine, row: CurrentLine) -> bool:
        cell = self._cell_of(row)
        return all(
            not text or column in ("key", "position") or text == cell(column)
            for column, text in zip(line.table.columns, line.cells, strict=True)
        )


class _CellOf:
    def __init__(self, columns: list[str], cells: tuple[str, ...]) -> None:
        self._columns = columns
        self._cells = cells

    def __call__(self, column: str) -> str:
        return self._cells[self._columns.index(column)]


def plain_key(text: str) -> str:
    """As an export writes it."""
    text = text.strip().lower()
    if len(text) == 32 and text.isalnum():
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
    return text


def issue_at(
    line: StagedLine,
    code: str,
    message: str,
    column: str = "",
    severity: Severity = Severity.ERROR,
) -> SheetIssue:
    found = line.cell(column) if column and line.cells else ""
    return SheetIssue(
        code,
        message,
        sheet=line.table.called,
        column=line.table.column_letters(column),
        line=line.line,
        found=cut(found),
        severity=severity,
    )
