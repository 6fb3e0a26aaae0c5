"""What the lines about one drug would do, what they did, and what is wrong in them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from monographs.desk.imports.outcomes import meaning_of, what_became_of
from monographs.desk.imports.rights import may_import
from monographs.desk.imports.sheets.shown_changes import ShownChanges, shown_changes
from monographs.importing.sheets.changes import Changes
from monographs.models import Batch, BatchRow

MOST_ISSUES = 100


def drug_page(model_admin: Any, request: HttpRequest, row: BatchRow) -> HttpResponse:
    batch = row.batch
    issues = list(row.issues.order_by("id")[: MOST_ISSUES + 1])
    with_words = "diff" in request.GET
    places = batch.rows.order_by("place").values_list("place", flat=True)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": row.title or row.path,
        "opts": model_admin.opts,
        "batch": batch,
        "row": row,
        "is_file": row.place <= batch.total,
        "previous": places.filter(place__lt=row.place).last(),
        "next": places.filter(place__gt=row.place).first(),
        "became": what_became_of(row),
        "meaning": meaning_of(row),
        "counts": _lines_in_words(row),
        "issues": issues[:MOST_ISSUES],
        "has_more_issues": len(issues) > MOST_ISSUES,
        "changes": _changes(row, with_words),
        "with_words": with_words,
        "may_take": may_import(request.user)
        and batch.state == Batch.State.PREVIEW
        and row.outcome == BatchRow.Outcome.CONFLICT,
    }
    return TemplateResponse(
        request, "admin/monographs/imports/sheets/drug.html", context
    )


def _changes(row: BatchRow, with_words: bool) -> ShownChanges | None:
    if not row.after:
        return None
    return shown_changes(row.batch, Changes.loads(row.after), with_words=with_words)


def _lines_in_words(row: BatchRow) -> list[str]:
    """By sheet, such as "side_effects: 3 changed, 1 bad"."""
    return [
        f"{sheet}: {', '.join(f'{n:,} {kind}' for kind, n in counts.items() if n)}"
        for sheet, counts in row.counts.items()
        if any(counts.values())
    ]
