from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from monographs.desk.imports.rights import may_see
from monographs.desk.rights import ReadOnlyAdmin, is_list_page
from monographs.desk.source_table import shown_table
from monographs.desk.source_text import source_text
from monographs.importing.sheets.source_lines import is_spreadsheet
from monographs.models import BatchRow, SourceDocument, SourceLicence

MOST_FILES = 20


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    """A file as it came, with the numbers of its lines."""

    list_display = ("path", "dialect", "imported_by", "imported_at")
    list_filter = ("dialect", "imported_at")
    list_select_related = ("imported_by",)
    search_fields = ("path", "sha256")
    fields = ("path", "dialect", "imported_by", "imported_at", "sha256")
    change_form_template = "admin/monographs/source_document.html"

    class Media:
        css = {"all": ("monographs/desk/desk.css", "monographs/desk/imports.css")}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        return queryset.defer("content") if is_list_page(request) else queryset

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        source: SourceDocument = kwargs["obj"]
        asked = request.GET
        lines, start = asked.get("lines", ""), asked.get("from", "")
        if is_spreadsheet(source):
            sheet = asked.get("sheet", "")
            context["table"] = shown_table(source, sheet, lines, start)
        else:
            context["text"] = source_text(bytes(source.content), lines, start)
        context["files"] = (
            BatchRow.objects.filter(source=source)
            .select_related("batch", "monograph")
            .defer("content", "after", "before", "batch__counts")
        )[:MOST_FILES]
        context["licences"] = (
            SourceLicence.objects.filter(sha256=source.sha256)
            .select_related("by")
            .order_by("-pk")[:MOST_FILES]
        )
        context["may_see_imports"] = may_see(request.user)
        return super().render_change_form(request, context, *args, **kwargs)
