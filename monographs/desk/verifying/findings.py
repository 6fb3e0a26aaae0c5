"""What was found about single rows: by the checks, and while their file was read."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from monographs.desk.finding_words import finding_name
from monographs.models import Acknowledgement, Finding, Monograph
from monographs.workflow.acknowledge import kept_findings

Severity = Finding.Severity
SEVERITIES = list(Severity)  # the gravest first


@dataclass(frozen=True)
class RowFinding:
    """A message says what was found and what to do."""

    code: str
    severity: Severity
    message: str
    stands: Acknowledgement | None = None

    @property
    def what(self) -> str:
        return finding_name(self.code)


def findings_by_row(
    monograph: Monograph, rows: Iterable[Any]
) -> dict[UUID, tuple[RowFinding, ...]]:
    """Three queries, whatever the number of rows."""
    found: dict[UUID, dict[str, RowFinding]] = {}
    for key, finding in [*_of_checks(monograph), *_of_imports(monograph, list(rows))]:
        # Both may say the same; the checks read the text as it is now.
        found.setdefault(key, {}).setdefault(finding.code, finding)
    return {key: _in_order(about.values()) for key, about in found.items()}


def _of_checks(monograph: Monograph) -> Iterator[tuple[UUID, RowFinding]]:
    kept = kept_findings(monograph)
    for one in kept.found:
        if one.row_key:
            reason = kept.reason_for(one)
            yield one.row_key, RowFinding(one.code, one.severity, one.message, reason)


def _of_imports(
    monograph: Monograph, rows: list[Any]
) -> Iterator[tuple[UUID, RowFinding]]:
    """By the line; whoever has edited a row since may have mended it."""
    about_sources = monograph.findings.filter(
        origin=Finding.Origin.IMPORT, source__isnull=False
    )
    for one in about_sources.order_by("id"):
        row = _row_at(rows, one.source_id, one.line)
        if row and row.edited_at is None:
            severity = Severity(one.severity)
            yield row.key, RowFinding(one.code, severity, one.message)


def _row_at(rows: list[Any], source: int | None, line: int | None) -> Any:
    """The first of those that come from the fewest lines around this one."""
    around = [
        row
        for row in rows
        if line
        and row.source_id == source
        and row.line_from
        and row.line_from <= line <= row.line_to
    ]
    return min(around, key=lambda row: row.line_to - row.line_from, default=None)


def _in_order(found: Iterable[RowFinding]) -> tuple[RowFinding, ...]:
    return tuple(sorted(found, key=lambda one: SEVERITIES.index(one.severity)))
