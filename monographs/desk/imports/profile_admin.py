from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from monographs.desk.imports.rights import may_import, may_see
from monographs.desk.rights import ReadOnlyAdmin
from monographs.models import ImportProfile


@admin.register(ImportProfile)
class ImportProfileAdmin(ReadOnlyAdmin):
    """What the columns of somebody's spreadsheets mean; saved from an import's page."""

    list_display = ("name", "by", "at")
    list_select_related = ("by",)
    search_fields = ("name",)
    fields = ("name", "by", "at")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_see(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_import(request.user)
