"""The page of one competing source: it shows on GET, and decides on POST."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from monographs.content import Document, read_working_copy
from monographs.content.competing import Choice, side_by_side
from monographs.desk.competing.deciding_form import DecidingForm, fields_of_note
from monographs.desk.competing.showing import Shown, shown
from monographs.desk.imports.rights import may_see
from monographs.models import Batch, BatchRow, Monograph, SourceDecision
from monographs.workflow import TransitionRefused, decide_source
from monographs.workflow.decide_source import there_of
from monographs.workflow.step import require

_REFUSED = "Nothing was decided yet. Look at what is marked below."


@dataclass
class _Asked:
    monograph: Monograph
    row: BatchRow
    decision: SourceDecision | None
    there: Document
    shown: Shown


class CompetingPages:
    """For the admin of a kind of monograph."""

    admin_site: Any
    model: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        page = path(
            "<path:object_id>/competing/<int:row>/",
            self.admin_site.admin_view(self.competing_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_competing",
        )
        return [page, *super().get_urls()]  # type: ignore[misc]

    def competing_view(
        self, request: HttpRequest, object_id: str, row: int
    ) -> HttpResponse:
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied("Your account may not read monographs.")
        asked = _asked(self.model, unquote(object_id), row)
        if request.method == "POST":
            require(request.user, "change_monograph")
            return _decide(self, request, asked)
        form = DecidingForm(
            initial={"seen": asked.monograph.edit_version},
            differences=asked.shown.differences,
        )
        return _page(self, request, asked, form)


def _decide(model_admin: Any, request: HttpRequest, asked: _Asked) -> HttpResponse:
    differences = asked.shown.differences
    form = DecidingForm(request.POST, differences=differences)
    about = request.POST.get("note_about", "")
    if begun := next((one for one in differences if one.id == about), None):
        again = DecidingForm(form.typed_with_note_about(begun), differences=differences)
        return _page(model_admin, request, asked, again, is_begun=True)
    if "keep_the_rest" in request.POST:
        again = DecidingForm(form.typed_with_the_rest_ours(), differences=differences)
        return _page(model_admin, request, asked, again)
    if not form.is_valid():
        return _page(model_admin, request, asked, form, refusal=_REFUSED)
    left_out = {
        difference.id: Choice.OURS
        for difference in asked.shown.left_out
        if difference.is_always_chosen
    }
    try:
        decide_source(
            asked.row,
            choices=left_out | form.chosen,
            reason=form.cleaned_data["reason"],
            by=request.user,
            seen=form.cleaned_data["seen"],
            note=form.note,
        )
    except TransitionRefused as refusal:
        # The page shows the text of now, and the refusal says if that has changed.
        typed = form.typed_with_seen(asked.monograph.edit_version)
        again = DecidingForm(typed, differences=differences)
        return _page(model_admin, request, asked, again, refusal=str(refusal))
    done = f"Decided about {asked.row.path}."
    if form.note:
        done += " The note is in the working copy; readers see it once that is signed."
    messages.success(request, done)
    return HttpResponseRedirect(_address(asked.monograph))


def _page(
    model_admin: Any,
    request: HttpRequest,
    asked: _Asked,
    form: DecidingForm,
    refusal: str = "",
    is_begun: bool = False,
) -> HttpResponse:
    may_decide = (
        asked.decision is None
        and asked.row.batch.state not in Batch.WORKING
        and request.user.has_perm("monographs.change_monograph")
    )
    kinds = [kind.value for kind, _ in asked.shown.counts]
    kind = request.GET.get("kind", "")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Competing source: {asked.monograph}",
        "opts": model_admin.opts,
        "monograph": asked.monograph,
        "monograph_url": _address(asked.monograph),
        "row": asked.row,
        "decision": asked.decision,
        "other_title": asked.there.title,
        "shown": asked.shown,
        # What a refusal is about is never hidden.
        "kind": kind if kind in kinds and not refusal else "",
        "form": form if may_decide else None,
        "differences": [
            (one, form.choice_of(one) if may_decide else None)
            for one in asked.shown.differences
        ],
        "unchosen": form.unchosen() if may_decide else [],
        "note_fields": list(fields_of_note(form)),
        "refusal": refusal,
        "is_begun": is_begun,
        "may_see_imports": may_see(request.user),
    }
    return TemplateResponse(
        request,
        "admin/monographs/competing.html",
        context,
        status=422 if refusal else 200,
    )


def _asked(model: Any, object_id: str, row: int) -> _Asked:
    is_number = object_id.isascii() and object_id.isdigit() and len(object_id) < 19
    monograph = model.objects.filter(pk=object_id).first() if is_number else None
    found = _row_of(monograph, row) if monograph else None
    if monograph is None or found is None or not found.after:
        raise Http404("There is no such competing source.")
    here, there = read_working_copy(monograph), there_of(found)
    return _Asked(
        monograph=monograph,
        row=found,
        decision=getattr(found, "source_decision", None),
        there=there,
        shown=shown(here, there, side_by_side(here, there)),
    )


def _row_of(monograph: Monograph, row: int) -> BatchRow | None:
    return (
        BatchRow.objects.competing()
        .filter(monograph=monograph, pk=row if row < 2**63 else 0)
        .select_related("batch", "source_decision__by")
        .defer("content", "before", "batch__counts")
        .first()
    )


def _address(monograph: Monograph) -> str:
    return reverse(f"admin:monographs_{monograph.kind}_change", args=[monograph.pk])
