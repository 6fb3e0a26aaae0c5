from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from monographs.desk.rights import ReadOnlyAdmin, is_list_page
from monographs.desk.sealed_text import render_revision
from monographs.desk.situation import situation_of
from monographs.desk.verb_page import VerbPages
from monographs.desk.verbs import verbs_now
from monographs.models import Revision


@admin.register(Revision)
class RevisionAdmin(VerbPages, ReadOnlyAdmin):
    """A sealed version: what it says, who wrote it, who signed it, and signing it."""

    list_display = (
        *("monograph", "number", "state", "change_kind"),
        *("submitted_by", "submitted_at"),
    )
    list_filter = ("state", "change_kind", "submitted_at")
    list_select_related = ("monograph", "submitted_by")
    search_fields = ("monograph__title", "monograph__slug")
    search_help_text = "Title or address"
    ordering = ("-submitted_at", "-id")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("monographs.view_revision")

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        return queryset.defer("content") if is_list_page(request) else queryset

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if object_id is None:
            raise PermissionDenied("Revisions come from submitting a working copy.")
        revision: Revision | None = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, revision):
            raise PermissionDenied("Your account may not read revisions.")
        if revision is None:
            raise Http404("There is no such revision.")
        if request.method != "GET":
            raise PermissionDenied("A sealed revision never changes.")
        return self._revision_page(request, revision)

    def _revision_page(self, request: HttpRequest, revision: Revision) -> HttpResponse:
        situation = situation_of(revision)
        verbs = verbs_now(situation, request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": str(revision),
            "opts": self.opts,
            "revision": revision,
            "verbs": [verb for verb in verbs if not verb.shows_content],
            # With their forms, below the text that they are about.
            "signing": [
                (verb, verb.form(situation=situation))
                for verb in verbs
                if verb.shows_content
            ],
            "missing_roles": revision.missing_roles() if revision.is_signable else [],
            "signatures": revision.signatures.all(),
            "contributors": revision.contributors.all(),
            "events": revision.events.select_related("by"),
            "findings": revision.findings.select_related("by"),
            "rendered": render_revision(revision),
        }
        return TemplateResponse(request, "admin/monographs/revision.html", context)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return self.changeform_view(request, object_id)
