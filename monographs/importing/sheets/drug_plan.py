"""What the lines about one drug would change, and what is wrong with them. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from monographs.exporting.sheets import SHEETS
from monographs.importing.sheets.changes import Changes
from monographs.importing.sheets.compare import DrugLines
from monographs.importing.sheets.header import Header, read_header
from monographs.importing.sheets.issue import SheetIssue, cut, letters
from monographs.importing.sheets.known import COMPARISONS, DRUGS, Known, Page
from monographs.importing.sheets.lines import MOST_OF_A_DRUG, StagedLine
from monographs.importing.sheets.mapping import Blank
from monographs.importing.sheets.matching import issue_at
from monographs.importing.sheets.row_plan import RowsPlan, plan_rows
from monographs.importing.sheets.table_plan import plan_table
from monographs.models import BatchRow, PlanNote

Outcome = BatchRow.Outcome
UNCHANGED, BAD = "unchanged", "bad"
Counts = dict[str, Counter[str]]


@dataclass
class DrugPlan:
    """Of a drug that the file leaves as it is, only the counts matter."""

    address: str
    page: Page | None = None
    outcome: str = Outcome.UNCHANGED
    message: str = ""
    changes: Changes = field(default_factory=Changes)
    issues: list[SheetIssue] = field(default_factory=list)
    taken: PlanNote | None = None  # a conflict, by somebody who looked at both
    counts: Counts = field(default_factory=lambda: defaultdict(Counter))

    @property
    def title(self) -> str:
        if self.page is not None:
            return self.page.title
        return self.changes.new.get("title", self.address)

    def refuse_all(
        self, lines: Iterable[StagedLine], code: str, message: str
    ) -> "DrugPlan":
        """Nothing of this drug is used."""
        self.changes, self.outcome, self.message = Changes(), Outcome.ERROR, message
        for line in lines:
            self.counts[line.table.sheet.name][BAD] += 1
            self.issues.append(
                _unread(line)
                if line.problem
                else issue_at(line, code, message, line.table.sheet.page)
            )
        return self


def plan_drug(lines: DrugLines, known: Known, blank: Blank) -> DrugPlan:
    plan = DrugPlan(lines.address, known.pages.get(lines.address))
    for sheet, count in lines.unchanged.items():
        plan.counts[sheet][UNCHANGED] += count
    if not lines.differing:
        return plan
    if lines.count > MOST_OF_A_DRUG:
        return _too_many(plan, lines)
    if not lines.address:
        return plan.refuse_all(
            lines.differing,
            "no_address",
            "The line does not say which drug it is about. Write the drug's address.",
        )
    return _Planner(plan, lines, known, blank).plan_all()


def _too_many(plan: DrugPlan, lines: DrugLines) -> DrugPlan:
    about = f'"{cut(lines.address)}"' if lines.address else "no drug at all"
    plan.refuse_all(
        lines.differing[:1],
        "too_many_lines",
        f"More than {MOST_OF_A_DRUG:,} lines are about {about}; a page cannot hold so "
        "many. None of them is loaded.",
    )
    plan.counts = defaultdict(Counter)
    for line in lines.differing:
        plan.counts[line.table.sheet.name][BAD] += 1
    return plan


class _Planner:
    def __init__(
        self, plan: DrugPlan, lines: DrugLines, known: Known, blank: Blank
    ) -> None:
        self.drug = plan
        self.lines = lines
        self.known = known
        self.blank = blank
        self.by_sheet: dict[str, list[StagedLine]] = defaultdict(list)
        for line in lines.differing:
            self.by_sheet[line.table.sheet.name].append(line)
        self.headers = self.by_sheet.pop(DRUGS, [])

    def plan_all(self) -> DrugPlan:
        drug, page = self.drug, self.drug.page
        if page is not None and page.is_discarded:
            return drug.refuse_all(
                self.lines.differing,
                "discarded_drug",
                f'"{cut(page.title)}" was discarded as not a monograph. Restore it '
                "first, or leave its lines out.",
            )
        header = self._header()
        if page is None and not header.new:
            return self._refuse_without_drug(header)
        rows = self._rows()
        drug.changes = Changes(
            header=header.changed,
            new=header.new,
            header_line=header.line if header.new or header.changed else [],
            rows=[change for plan in rows.values() for change in plan.changes],
            order={
                name: keys
                for plan in rows.values()
                for name, keys in plan.order.items()
            },
        )
        self._conclude()
        return drug

    def _header(self) -> Header:
        if not self.headers:
            return Header()
        header = read_header(self.headers, self.drug.page, self.known, self.blank)
        self.drug.issues += header.issues
        counts = self.drug.counts[DRUGS]
        if header.issues:
            counts[BAD] += len(self.headers)
        elif header.new:
            counts["new"] += 1
        else:
            counts["changed" if header.changed else UNCHANGED] += 1
        return header

    def _refuse_without_drug(self, header: Header) -> DrugPlan:
        others = [line for some in self.by_sheet.values() for line in some]
        address = cut(self.drug.address)
        if header.issues:
            self.drug.refuse_all(
                others,
                "drug_refused",
                f'The line of "{address}" in the sheet drugs cannot be used, so this '
                "one has nowhere to go. Correct that line.",
            )
            self.drug.message = header.issues[0].message
            return self.drug
        if moved := self.known.former.get(self.drug.address):
            hint = f'Its address is "{cut(moved)}" now.'
        elif written := self.known.addresses_written_otherwise.get(self.drug.address):
            hint = f'Write its address: "{written}".'
        else:
            hint = "Correct the address, or add the drug to the sheet drugs."
        return self.drug.refuse_all(
            others, "unknown_drug", f'There is no drug "{address}". {hint}'
        )

    def _rows(self) -> dict[str, RowsPlan]:
        plans = {}
        for name, lines in self.by_sheet.items():
            plan = plan_table if name == COMPARISONS else plan_rows
            plans[name] = plan(
                SHEETS[name],
                lines,
                page=self.drug.page,
                address=self.drug.address,
                claimed=self.lines.claimed,
                known=self.known,
                blank=self.blank,
            )
            self.drug.issues += plans[name].issues
            self.drug.counts[name].update(plans[name].counts)
        return plans

    def _conclude(self) -> None:
        drug = self.drug
        bad = sum(counts[BAD] for counts in drug.counts.values())
        conflict = self._conflict() if drug.changes else ""
        if conflict and drug.page and (taken := self.known.decision_about(drug.page)):
            drug.taken, conflict = taken, ""
        if bad:
            drug.outcome = Outcome.ERROR
            lines = "1 line" if bad == 1 else f"{bad:,} lines"
            drug.message = f"{lines} cannot be loaded. {conflict}".rstrip()
            if conflict:
                drug.changes = Changes()
        elif conflict:
            drug.outcome, drug.message = Outcome.CONFLICT, conflict
        elif drug.changes.new:
            drug.outcome = Outcome.NEW
        elif drug.changes:
            drug.outcome = Outcome.CHANGED

    def _conflict(self) -> str:
        """Why the lines are not loaded before somebody has looked at both."""
        page = self.drug.page
        if page is None:
            return ""
        if who := self.known.opened.get(page.pk):
            return f"{who} has this page open. It is left as it is."
        exported = self.lines.edit_version.strip()
        if exported and not self.known.is_up_to_date(page, exported):
            return (
                "The desk has changed this page since the lines were exported. It is "
                "left as it is."
            )
        return ""


def _unread(line: StagedLine) -> SheetIssue:
    """The line says itself why it cannot be read."""
    issue = issue_at(line, "unreadable_line", line.problem)
    if line.column is None:
        return issue
    return replace(issue, column=letters(line.column))
