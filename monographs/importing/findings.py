"""What the reader noticed about a file stays with its source and its monograph."""

from collections.abc import Iterable

from monographs.models import BatchIssue, BatchRow, Finding
from monographs.workflow.decide_source import COMPETING_SOURCE
from monographs.workflow.triage import mark_stale


def keep_findings(rows: Iterable[BatchRow]) -> None:
    fresh = BatchRow.objects.in_bulk([row.pk for row in rows])
    issues = BatchIssue.objects.filter(row__in=fresh).select_related("row")
    findings = [
        Finding(
            monograph_id=fresh[issue.row_id].monograph_id,
            source_id=fresh[issue.row_id].source_id,
            code=issue.code,
            severity=issue.severity,
            place=issue.place[:300],
            message=issue.message,
        )
        for issue in issues.exclude(row__outcome__in=BatchRow.RIVALS)
    ]
    findings += [
        Finding(
            monograph_id=row.monograph_id,
            source_id=row.source_id,
            code=COMPETING_SOURCE,
            severity=Finding.Severity.WARNING,
            place=row.path[:300],
            message=f"{row.message} Compare the two and decide which to keep.",
        )
        for row in fresh.values()
        # That such a file is there is worth a finding.
        if row.outcome in BatchRow.RIVALS
    ]
    Finding.objects.bulk_create(findings)
    # What was written was announced; a rival changed nothing, and is to be seen too.
    mark_stale(
        row.monograph_id
        for row in fresh.values()
        if row.monograph_id and row.outcome in BatchRow.RIVALS
    )


def drop_findings_of_text(monographs: Iterable[int]) -> None:
    """Their text was replaced; other sources may still compete with it."""
    Finding.objects.filter(monograph__in=monographs, source__isnull=False).exclude(
        code=COMPETING_SOURCE
    ).delete()
