"""What became of each drug of a batch, as a file of JSON lines."""

import json
from pathlib import Path
from typing import Any

from django.db.models import Prefetch

from monographs.importing.report import replacing
from monographs.models import Batch, BatchIssue, BatchRow


def write_report(batch: Batch, path: Path) -> None:
    rows = batch.rows.defer("after", "before", "content").order_by("place")
    issues = Prefetch("issues", BatchIssue.objects.order_by("id"))
    with replacing(path) as file:
        for row in rows.prefetch_related(issues).iterator(chunk_size=200):
            file.write(f"{json.dumps(_record(row), ensure_ascii=False)}\n")


def _record(row: BatchRow) -> dict[str, Any]:
    return {
        "drug": row.path,
        "outcome": row.outcome,
        "state": row.state,
        "message": row.message,
        "lines": row.counts,
        "issues": [
            {
                "place": issue.place,
                "severity": issue.severity,
                "code": issue.code,
                "found": issue.found,
                "message": issue.message,
            }
            for issue in row.issues.all()
        ],
    }
