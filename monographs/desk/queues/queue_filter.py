"""A queue as a filter of the list of what waits in it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from monographs.desk.queues.all_queues import PUBLICATIONS, QUEUES, REVISIONS
from monographs.desk.queues.queue import Queue


class QueueFilter(admin.SimpleListFilter):
    title = "queue"
    parameter_name = "queue"
    address = ""

    def lookups(
        self, request: HttpRequest, model_admin: "admin.ModelAdmin[Any]"
    ) -> list[tuple[str, str]]:
        return [
            (queue.name, queue.title)
            for queue in self._queues()
            if queue.is_useful_to(request.user)  # type: ignore[arg-type]
        ]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        queue = next((one for one in self._queues() if one.name == self.value()), None)
        if queue is None:
            return queryset
        waiting = queue.of(request.user)  # type: ignore[arg-type]
        return queryset.filter(pk__in=waiting.order_by().values("pk"))

    def _queues(self) -> list[Queue]:
        return [queue for queue in QUEUES if queue.address == self.address]


class RevisionQueueFilter(QueueFilter):
    address = REVISIONS


class PublicationQueueFilter(QueueFilter):
    address = PUBLICATIONS
