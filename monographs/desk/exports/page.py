"""The page on which somebody says what shall go out, and the file."""

import logging
from typing import Any

from django.contrib import admin
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.utils import timezone

from monographs.desk.exports.form import ExportForm
from monographs.desk.exports.selection import Selection
from monographs.exporting.sheets.template import TEMPLATE_TYPE, template_workbook
from monographs.exporting.tables import CannotHold
from monographs.models import User
from monographs.workflow import require

logger = logging.getLogger(__name__)

RIGHT = "export_monographs"


def export_page(request: HttpRequest) -> HttpResponseBase:
    person = require(request.user, RIGHT)
    if request.method != "POST":
        selection = Selection.of(request, request.GET)
        return _page(request, ExportForm(selection=selection))
    form = ExportForm(request.POST, selection=Selection.of(request, request.POST))
    if not form.is_valid():
        return _page(request, form)
    try:
        return _file(person, form)
    except CannotHold as refusal:
        form.add_error("format", str(refusal))
        return _page(request, form)


def template_file(request: HttpRequest) -> HttpResponse:
    """For whoever takes spreadsheets out or in."""
    if not request.user.has_perm("monographs.import_monographs"):
        require(request.user, RIGHT)
    return HttpResponse(
        template_workbook(),
        content_type=TEMPLATE_TYPE,
        headers=_attachment("medsite-template.xlsx"),
    )


def _file(person: User, form: ExportForm) -> StreamingHttpResponse:
    tables = form.tables()
    written = form.table_format.write(tables)
    name = tables[0].name if len(tables) == 1 else "monographs"
    file = f"{name}-{timezone.localdate().isoformat()}.{written.ending}"
    logger.info("%s takes out %s", person.get_username(), file)
    return StreamingHttpResponse(
        written.parts,
        content_type=written.content_type,
        headers=_attachment(file),
    )


def _attachment(file: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{file}"'}


def _page(request: HttpRequest, form: ExportForm) -> HttpResponse:
    context: dict[str, Any] = {
        **admin.site.each_context(request),
        "title": "Export spreadsheets",
        "form": form,
        "selection": form.selection,
    }
    return TemplateResponse(
        request,
        "admin/monographs/exports/export.html",
        context,
        status=422 if form.errors else 200,
    )
