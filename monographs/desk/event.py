from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from monographs.desk.rights import ReadOnlyAdmin
from monographs.models import Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ("at", "monograph", "kind", "by", "revision_number", "reason")
    list_filter = ("kind", "at", ("by", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("monograph", "by", "revision")
    search_fields = ("monograph__title", "reason")
    search_help_text = "Title or reason"
    ordering = ("-id",)
    fields = ("at", "monograph", "revision", "kind", "by", "reason", "detail")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("revision__content")

    @admin.display(description="version", ordering="revision__number")
    def revision_number(self, event: Event) -> int | None:
        return event.revision.number if event.revision else None
