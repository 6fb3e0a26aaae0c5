"""The page of one file of an import: what it says, what became of it, its text."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from monographs.content import loads
from monographs.desk.imports.comparing import compare
from monographs.desk.imports.deciding import (
    DecisionForms,
    awaiting_decision,
    forms_for,
)
from monographs.desk.imports.entries import shown
from monographs.desk.imports.outcomes import MEANINGS, what_became_of
from monographs.desk.imports.rights import may_import, visible_batch
from monographs.desk.imports.sheets.drug_page import drug_page
from monographs.desk.imports.sides import sides_of
from monographs.desk.source_text import source_text
from monographs.models import Batch, BatchRow, SourceDocument

MOST_ISSUES = 200


def file_page(
    model_admin: Any,
    request: HttpRequest,
    pk: int,
    place: int,
    typed: DecisionForms | None = None,
) -> HttpResponse:
    """`typed` is what a person decided, where it was refused."""
    row = visible_row(request, pk, place)
    if row.batch.kind == Batch.Kind.SHEETS:
        return drug_page(model_admin, request, row)
    source = _source_of(row)
    content = source.content if source else row.content
    issues = list(row.issues.order_by("line", "id")[: MOST_ISSUES + 1])
    sides = sides_of(row)
    asked = request.GET
    context = {
        **model_admin.admin_site.each_context(request),
        "title": row.title or row.path,
        "opts": model_admin.opts,
        "batch": row.batch,
        "row": row,
        "previous": row.place - 1,
        "next": row.place + 1,
        "became": what_became_of(row),
        "meaning": MEANINGS.get(BatchRow.Outcome(row.outcome)) if row.outcome else "",
        "source": source,
        "text": None
        if content is None
        else source_text(bytes(content), asked.get("lines", ""), asked.get("from", "")),
        "issues": issues[:MOST_ISSUES],
        "has_more_issues": len(issues) > MOST_ISSUES,
        "content": shown(loads(row.after)) if row.after else None,
        "sides": sides,
        "comparison": compare(sides.old.load(), sides.new.load())
        if sides and "diff" in asked
        else None,
        "decision": typed or (forms_for(row) if _may_decide(request, row) else None),
    }
    return TemplateResponse(
        request,
        "admin/monographs/imports/file.html",
        context,
        status=422 if typed else 200,
    )


def visible_row(request: HttpRequest, pk: int, place: int) -> BatchRow:
    batch = visible_batch(request, pk)
    row = (
        batch.rows.filter(place=place)
        .select_related("monograph", "source", "decided_by")
        .first()
    )
    if row is None:
        raise Http404("There is no such file in this import.")
    row.batch = batch
    return row


def _may_decide(request: HttpRequest, row: BatchRow) -> bool:
    return may_import(request.user) and awaiting_decision().filter(pk=row.pk).exists()


def _source_of(row: BatchRow) -> SourceDocument | None:
    """What is here already is not kept with the row once more."""
    if row.source or row.content is not None:
        return row.source
    return SourceDocument.objects.filter(sha256=row.sha256).first()
