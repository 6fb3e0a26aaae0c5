"""A monograph's history: its events and the imports that led to it, newest first."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse

from monographs.desk.event_list import event_download, event_page
from monographs.desk.imports.rights import may_see
from monographs.desk.provenance import MOST_LISTED, import_files_of

WITHOUT = ("q",)


def history_page(
    model_admin: "ModelAdmin[Any]", request: HttpRequest, object_id: str
) -> HttpResponseBase:
    monograph = model_admin.get_object(request, unquote(object_id))
    if monograph is None:
        raise Http404("There is no such monograph.")
    if not model_admin.has_view_permission(request, monograph):
        raise PermissionDenied("Your account may not read this history.")
    events = monograph.events.all()
    name = f"history-of-{monograph.slug}"
    if file := event_download(request, events, name, without=WITHOUT):
        return file
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"History of {monograph}",
        "opts": model_admin.opts,
        "object": monograph,
        "page": event_page(request, events, without=WITHOUT),
        # An import writes no events: its own record says what it did.
        "files": import_files_of(monograph)[:MOST_LISTED],
        "may_see_imports": may_see(request.user),
    }
    return TemplateResponse(request, "admin/monographs/history.html", context)
