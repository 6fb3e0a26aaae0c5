from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from monographs.desk.rights import ReadOnlyAdmin, is_list_page
from monographs.models import SourceDocument

SHOWN = 200_000  # bytes; a page of more is no help to anyone


@admin.register(SourceDocument)
class SourceDocumentAdmin(ReadOnlyAdmin):
    list_display = ("path", "dialect", "imported_by", "imported_at")
    list_filter = ("dialect", "imported_at")
    list_select_related = ("imported_by",)
    search_fields = ("path", "sha256")
    fields = ("path", "dialect", "imported_by", "imported_at", "sha256", "text")
    readonly_fields = ("text",)

    class Media:
        css = {"all": ("monographs/desk/desk.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset = super().get_queryset(request)
        return queryset.defer("content") if is_list_page(request) else queryset

    @admin.display(description="as it came")
    def text(self, source: SourceDocument) -> str:
        content = bytes(source.content)
        text = content[:SHOWN].decode(errors="replace")
        rest = len(content) - SHOWN
        return f"{text}\n… and {rest:,} bytes more." if rest > 0 else text
