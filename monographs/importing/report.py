"""What files say by themselves: a line of JSON for each, and how many came to what."""

import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Self, TextIO

from monographs.importing.documents import Parsed, parse
from monographs.importing.documents.contract import contract_object
from monographs.importing.documents.draft import Issue, Severity, Status
from monographs.importing.intake import Incoming
from monographs.importing.issue_meanings import meaning_of_issue
from monographs.models import Batch, BatchRow

DUPLICATE_TITLE = "duplicate_title"
# What a dry run says of files; how an import of them ends, the database decides.
STATUS_WORDS = {
    Status.IMPORTED.value: "can become drafts",
    Status.FLAGGED.value: "can become drafts, once somebody has looked at them",
    Status.REJECTED.value: "cannot: unreadable, or no monographs",
}


@dataclass(frozen=True)
class Report:
    """The contract's object about one file, and the codes of its findings."""

    record: dict[str, Any]
    findings: list[tuple[str, str]]

    @property
    def line(self) -> str:
        return f"{json.dumps(self.record, ensure_ascii=False)}\n"


def report_on(files: Iterable[Incoming]) -> Iterator[Report]:
    """Each file is parsed once; whose title is not the only one is known at the end."""
    titles: Counter[str] = Counter()
    with TemporaryFile("w+", encoding="utf-8") as kept:
        for file in files:
            parsed = _read(file)
            record = contract_object(parsed)
            titles[_title(record)] += 1
            findings = [(issue.severity, issue.code) for issue in parsed.issues]
            kept.write(f"{json.dumps([record, findings])}\n")
        kept.seek(0)
        for line in kept:
            record, found = json.loads(line)
            report = Report(record, [(severity, code) for severity, code in found])
            if (title := _title(record)) and titles[title] > 1:
                _flag_duplicate(report)
            yield report


def _read(file: Incoming) -> Parsed:
    if file.content is not None:
        return parse(file.content, file.source)
    issue = Issue("unreadable", Severity.ERROR, 0, file.problem)
    return Parsed(
        path=file.source,
        dialect="",
        encoding="",
        status=Status.REJECTED,
        flags=(issue.code,),
        issues=(issue,),
    )


def _title(record: dict[str, Any]) -> str:
    """As titles are compared; a file that gives no record has none."""
    is_rejected = record["status"] == Status.REJECTED
    return "" if is_rejected else " ".join(record["title"].split()).casefold()


def _flag_duplicate(report: Report) -> None:
    report.record["status"] = Status.FLAGGED
    report.record["flags"].append(DUPLICATE_TITLE)
    report.findings.append((Severity.WARNING, DUPLICATE_TITLE))


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A file beside it that takes its place when it is whole."""
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        with unfinished.open("w", encoding="utf-8") as file:
            yield file
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


# --- The summary ----------------------------------------------------------------------


@dataclass
class Summary:
    """How many files came to what, and how many have which finding."""

    outcomes: Counter[str] = field(default_factory=Counter)
    findings: Counter[tuple[str, str]] = field(default_factory=Counter)

    @classmethod
    def of_batch(cls, batch: Batch) -> Self:
        labels = dict(BatchRow.Outcome.choices)
        outcomes = batch.counts.get("outcomes", {})
        findings = batch.counts.get("findings", [])
        return cls(
            Counter({labels[name]: files for name, files in outcomes.items()}),
            Counter(
                {(each["severity"], each["code"]): each["files"] for each in findings}
            ),
        )

    def add(self, report: Report) -> None:
        self.outcomes[report.record["status"]] += 1
        self.findings.update(set(report.findings))

    def table(self) -> str:
        width = len(f"{self.outcomes.total():,}")
        lines = [
            f"{files:>{width},}  {STATUS_WORDS.get(outcome, outcome)}"
            for outcome, files in self.outcomes.most_common()
        ]
        if self.findings:
            lines += ["", "Files with findings:"]
        lines += [
            f"{files:>{width},}  {severity:7}  {code}: {meaning_of_issue(code)}"
            for (severity, code), files in sorted(self.findings.items(), key=_gravest)
        ]
        return "\n".join(lines)


def _gravest(finding: tuple[tuple[str, str], int]) -> tuple[int, int, str]:
    (severity, code), files = finding
    return list(Severity).index(Severity(severity)), -files, code
