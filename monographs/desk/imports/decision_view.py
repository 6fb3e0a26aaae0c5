"""Discarding one file that was set aside, or making a drug of it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from monographs.desk.imports.deciding import DiscardForm, MakeDrugForm, forms_for
from monographs.desk.imports.file_page import file_page, visible_row
from monographs.desk.imports.rights import importer
from monographs.importing import decisions
from monographs.models import Batch, BatchRow, User
from monographs.workflow import TransitionRefused

FORMS: dict[str, Any] = {"discard": DiscardForm, "make_drug": MakeDrugForm}


def decision_view(
    model_admin: Any, request: HttpRequest, pk: int, place: int, decision: str
) -> HttpResponse:
    """Done on POST; what was typed stays where it is refused."""
    row = visible_row(request, pk, place)
    person = importer(request.user)
    if decision not in FORMS or row.batch.kind != Batch.Kind.DOCUMENTS:
        raise Http404("There is no such decision.")
    if request.method != "POST":
        return HttpResponseRedirect(
            reverse("admin:monographs_batch_file", args=[pk, place])
        )
    form = FORMS[decision](request.POST)
    typed = replace(forms_for(row), **{decision: form})
    if form.is_valid():
        try:
            return HttpResponseRedirect(_decide(request, row, form, person))
        except TransitionRefused as refusal:
            typed = replace(typed, refusal=str(refusal))
    return file_page(model_admin, request, pk, place, typed)


def _decide(
    request: HttpRequest, row: BatchRow, form: DiscardForm | MakeDrugForm, by: User
) -> str:
    if isinstance(form, DiscardForm):
        decisions.discard(row, by=by, reason=form.cleaned_data["reason"])
        messages.success(request, "The file is discarded.")
        return reverse("admin:monographs_batch_set_aside")
    drug = decisions.make_drug(row, by=by, title=form.cleaned_data["title"])
    messages.success(request, "The file is a working copy now. Verify its rows.")
    return reverse(f"admin:monographs_{drug.kind}_change", args=[drug.pk])
