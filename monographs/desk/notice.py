from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from monographs.desk.rights import ReadOnlyAdmin
from monographs.desk.situation import situation_of
from monographs.desk.verb_page import VerbPages
from monographs.desk.verbs import verbs_now
from monographs.models import Notice


@admin.register(Notice)
class NoticeAdmin(VerbPages, ReadOnlyAdmin):
    """Posted from the monograph's page, ended here."""

    list_display = ("monograph", "severity", "text", "starts_at", "ends_at")
    list_filter = ("severity", "ends_at")
    list_select_related = ("monograph",)
    search_fields = ("monograph__title", "text")
    change_form_template = "admin/monographs/with_verbs.html"
    fields = (
        *("monograph", "severity", "text", "link"),
        *("starts_at", "ends_at", "posted_by"),
    )

    class Media:
        css = {"all": ("monographs/desk/desk.css",)}

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        notice = kwargs.get("obj")
        if notice:
            context["verbs"] = verbs_now(situation_of(notice), request.user)
        return super().render_change_form(request, context, *args, **kwargs)
