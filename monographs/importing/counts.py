"""How many files of a batch came to what."""

from typing import Any

from django.db.models import Count

from monographs.models import Batch, BatchIssue


def count_rows(batch: Batch) -> dict[str, Any]:
    """By outcome and state, and the findings by code: as the rows say now."""
    rows = batch.rows.order_by()
    by_outcome = rows.values_list("outcome").annotate(n=Count("pk"))
    by_state = rows.values_list("state").annotate(n=Count("pk"))
    by_code = (
        BatchIssue.objects.filter(row__batch=batch)
        .order_by()
        .values_list("severity", "code")
        .annotate(n=Count("row", distinct=True))
    )
    return {
        "outcomes": dict(by_outcome),
        "states": dict(by_state),
        "findings": [
            {"severity": severity, "code": code, "files": n}
            for severity, code, n in sorted(by_code)
        ],
    }
