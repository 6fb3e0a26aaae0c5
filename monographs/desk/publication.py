from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from monographs.desk.queues.queue_filter import PublicationQueueFilter
from monographs.desk.review_due import WHY_EARLIER
from monographs.desk.rights import ReadOnlyAdmin
from monographs.models import Publication


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    list_display = (
        *("title", "kind", "is_listed", "version", "published_at"),
        *("review_due_on", "withdrawn_at"),
    )
    list_filter = (
        PublicationQueueFilter,
        "kind",
        "is_listed",
        "review_due_on",
        "withdrawn_at",
    )
    list_select_related = ("revision",)
    search_fields = ("title", "slug")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    *("monograph", "revision", "kind", "title", "slug", "is_listed"),
                    *("published_at", "reviewed_on", "review_due_on"),
                    *("withdrawn_at", "withdrawal_reason"),
                ),
                "description": WHY_EARLIER,
            },
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("revision__content")

    @admin.display(ordering="revision__number")
    def version(self, publication: Publication) -> int:
        return publication.revision.number
