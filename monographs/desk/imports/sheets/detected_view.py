"""Has a file read otherwise than it was: another encoding, another header."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from monographs.desk.imports.rights import importer, visible_batch
from monographs.desk.imports.sheets.detected_form import DetectedForm
from monographs.desk.imports.sheets.found_tables import tables_of
from monographs.importing.sheets import decisions
from monographs.workflow import TransitionRefused


def detected_view(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Done on POST; the page of the columns shows what came of it."""
    batch = visible_batch(request, pk)
    person = importer(request.user)
    files = list(batch.files.defer("content"))
    file = next((file for file in files if file.number == number), None)
    if file is None:
        raise Http404("There is no such file in this import.")
    if request.method == "POST":
        tables = [table for table in tables_of(files) if table.file is file]
        form = DetectedForm(file, tables, request.POST)
        if form.is_valid():
            try:
                decisions.read_file_as(batch, number, form.new_choice(), by=person)
            except TransitionRefused as refusal:
                messages.error(request, str(refusal))
        else:
            for name, complaints in form.errors.items():
                said = " ".join(map(str, complaints))
                messages.error(request, f"{form[name].label}: {said}")
    page = reverse("admin:monographs_batch_columns", args=[pk])
    return HttpResponseRedirect(f"{page}#file-{number}")
