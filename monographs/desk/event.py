from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse

from monographs.desk.event_list import event_download, event_page
from monographs.desk.rights import ReadOnlyAdmin
from monographs.models import Event


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """The history of the site: its list counts nothing, so that it stays fast."""

    fields = ("at", "monograph", "revision", "kind", "by", "reason", "detail")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("revision__content")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        if not self.has_view_permission(request):
            raise PermissionDenied("Your account may not read the history.")
        events = Event.objects.all()
        if file := event_download(request, events, "history"):
            return file
        context = {
            **self.admin_site.each_context(request),
            "title": "History of the site",
            "opts": self.opts,
            "page": event_page(request, events),
        }
        template = "admin/monographs/telling/site_history.html"
        return TemplateResponse(request, template, context)
