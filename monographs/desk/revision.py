from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from monographs.content import loads
from monographs.desk.comments import comments_on
from monographs.desk.preview import PreviewPages
from monographs.desk.queues.queue_filter import RevisionQueueFilter
from monographs.desk.review.asking import Refused
from monographs.desk.review.page import review_context
from monographs.desk.review.waiting import claims_in_words, with_open_claims
from monographs.desk.rights import ReadOnlyAdmin, is_list_page
from monographs.desk.verb_forms import StepForm
from monographs.desk.verb_page import VerbPages
from monographs.desk.verbs import Place, Verb
from monographs.models import Revision
from monographs.workflow import TransitionRefused


@admin.register(Revision)
class RevisionAdmin(VerbPages, PreviewPages, ReadOnlyAdmin):
    """A sealed version: what it says, who wrote it, who signed it, and signing it."""

    list_display = (
        *("monograph", "number", "state", "looked_at_by", "change_kind"),
        *("submitted_by", "submitted_at"),
    )
    list_filter = (RevisionQueueFilter, "state", "change_kind", "submitted_at")
    list_select_related = ("monograph", "submitted_by")
    search_fields = ("monograph__title", "monograph__slug")
    search_help_text = "Title or address"
    ordering = ("-submitted_at", "-id")

    class Media:
        css = {"all": ("monographs/desk/desk.css",)}

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("monographs.view_revision")

    def get_queryset(self, request: HttpRequest) -> Any:
        queryset = super().get_queryset(request)
        if is_list_page(request):
            return with_open_claims(queryset).defer("content")
        return queryset.select_related("monograph", "submitted_by")

    @admin.display(description="being looked at by")
    def looked_at_by(self, revision: Any) -> str:
        return claims_in_words(revision.open_claims)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        if object_id is None:
            raise PermissionDenied("Versions come from submitting a working copy.")
        revision: Revision | None = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, revision):
            raise PermissionDenied("Your account may not read versions.")
        if revision is None:
            raise Http404("There is no such version.")
        if request.method != "GET":
            raise PermissionDenied("A sealed version never changes.")
        return self._review_page(request, revision)

    def step_page(
        self,
        request: HttpRequest,
        verb: Verb,
        target: Any,
        form: StepForm,
        refusal: TransitionRefused | None = None,
        given: Any = None,
    ) -> HttpResponse:
        """What is decided below the text is refused there, with what was typed."""
        if verb.place == Place.OWN_PAGE:
            return super().step_page(request, verb, target, form, refusal, given)
        if not self.has_view_permission(request, target):
            raise PermissionDenied("Your account may not read versions.")
        refused = Refused(verb, form, str(refusal or ""))
        return self._review_page(request, self.get_object(request, target.pk), refused)

    def _review_page(
        self, request: HttpRequest, revision: Any, refused: Refused | None = None
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": str(revision),
            "opts": self.opts,
            **review_context(
                revision,
                request.user,
                since=request.GET.get("since", ""),
                refused=refused,
            ),
            **comments_on(
                revision.monograph, loads(revision.content), request, revision
            ),
        }
        return TemplateResponse(
            request,
            "admin/monographs/revision.html",
            context,
            status=422 if refused else 200,
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        return self.changeform_view(request, object_id)
