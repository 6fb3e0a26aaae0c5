"""The files that were set aside: those that wait for a person, and those decided."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import BinaryField, F, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from monographs.desk.imports.deciding import DiscardForm, awaiting_decision
from monographs.desk.imports.rights import importer, may_import, may_see
from monographs.importing import decisions
from monographs.models import BatchRow, User
from monographs.visible_text import visible_text
from monographs.workflow import TransitionRefused

FILES_A_PAGE = 25
TEXT_SHOWN = 600  # of each: bytes, and then characters
SHOWN = {
    "": "Waiting for a decision",
    BatchRow.Decision.DISCARDED.value: "Discarded",
    BatchRow.Decision.MADE_A_DRUG.value: "Made a drug",
}


def set_aside_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    if not may_see(request.user):
        raise PermissionDenied("Your account may not see imports.")
    if request.method == "POST":
        return _discard(model_admin, request)
    return _page(model_admin, request, DiscardForm())


def _discard(model_admin: Any, request: HttpRequest) -> HttpResponse:
    person = importer(request.user)
    form = DiscardForm(request.POST)
    chosen = set(request.POST.getlist("rows"))
    if not form.is_valid():
        return _page(model_admin, request, form, chosen)
    try:
        count = _discard_all(chosen, person, form.cleaned_data["reason"])
    except TransitionRefused as refusal:
        return _page(model_admin, request, form, chosen, str(refusal))
    files = "1 file is" if count == 1 else f"{count} files are"
    messages.success(request, f"{files} discarded.")
    return HttpResponseRedirect(reverse("admin:monographs_batch_set_aside"))


@transaction.atomic
def _discard_all(chosen: set[str], by: User, reason: str) -> int:
    """All of them or none."""
    numbers = [pk for pk in chosen if pk.isascii() and pk.isdigit() and len(pk) < 19]
    rows = list(BatchRow.objects.filter(pk__in=numbers).order_by("pk").only("path"))
    if not rows:
        raise TransitionRefused("Tick the files that are to be discarded.")
    for row in rows:
        try:
            decisions.discard(row, by=by, reason=reason)
        except TransitionRefused as refusal:
            raise TransitionRefused(f"{row.path}: {refusal}") from refusal
    return len(rows)


def _page(
    model_admin: Any,
    request: HttpRequest,
    form: DiscardForm,
    chosen: set[str] | None = None,
    refusal: str = "",
) -> HttpResponse:
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    page = Paginator(_rows(show), FILES_A_PAGE).get_page(request.GET.get("p"))
    for row in page.object_list:
        beginning = bytes(row.beginning or b"").decode(errors="replace")
        row.beginning = visible_text(beginning)[:TEXT_SHOWN]
        row.is_chosen = str(row.pk) in (chosen or ())
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Set aside",
        "opts": model_admin.opts,
        "page": page,
        "show": show,
        "choices": SHOWN,
        "form": form,
        "refusal": refusal,
        "may_decide": not show and may_import(request.user),
    }
    return TemplateResponse(
        request,
        "admin/monographs/imports/set_aside.html",
        context,
        status=422 if refusal or form.errors else 200,
    )


def _rows(show: str) -> QuerySet[Any]:
    rows = BatchRow.objects.filter(decision=show) if show else awaiting_decision()
    beginning = Substr(F("source__content"), 1, TEXT_SHOWN, output_field=BinaryField())
    return (
        rows.select_related("batch", "decided_by", "monograph")
        .defer("content", "after", "before", "batch__counts")
        .annotate(beginning=beginning)
        .order_by("-batch", "place")
    )
