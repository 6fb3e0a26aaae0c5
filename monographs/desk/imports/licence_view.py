"""Stating the licence of all files of an import."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from monographs.desk.imports.batch_page import batch_page
from monographs.desk.imports.licence_form import LicenceForm
from monographs.desk.imports.rights import visible_batch
from monographs.desk.imports.steps import page_of
from monographs.importing.licences import state_licence_of
from monographs.workflow import TransitionRefused, read_licence


def licence_view(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Done on POST; what was typed stays where it is refused."""
    batch = visible_batch(request, pk)
    if request.method != "POST":
        return HttpResponseRedirect(page_of(batch))
    form = LicenceForm(request.POST)
    if form.is_valid():
        try:
            stated = read_licence(**form.cleaned_data)
            count = state_licence_of(batch, stated, by=request.user)
        except TransitionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            files = "1 file" if count == 1 else f"{count:,} files"
            messages.success(request, f"Licence of {files}: {stated.name}.")
            return HttpResponseRedirect(page_of(batch))
    return batch_page(model_admin, request, pk, form)
