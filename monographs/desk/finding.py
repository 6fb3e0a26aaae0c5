from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from monographs.desk.rights import ReadOnlyAdmin
from monographs.models import Finding


@admin.register(Finding)
class FindingAdmin(ReadOnlyAdmin):
    list_display = ("severity", "code", "monograph", "place", "message")
    list_filter = ("severity", "code")
    list_select_related = ("monograph",)
    search_fields = ("monograph__title", "code", "message")
    fields = ("severity", "code", "monograph", "source", "place", "message", "found_at")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return (
            super()
            .get_queryset(request)
            .select_related("source")
            .defer("source__content")
        )
