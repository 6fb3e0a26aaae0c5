"""Takes what the file says of a drug that was changed since, after a look at both."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from monographs.desk.imports.file_page import visible_row
from monographs.desk.imports.rights import importer
from monographs.importing.sheets import decisions
from monographs.workflow import TransitionRefused


def take_view(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    row = visible_row(request, pk, place)
    person = importer(request.user)
    if request.method == "POST":
        try:
            decisions.take_anyway(row, by=person)
            messages.success(request, "It will be loaded with the others.")
        except TransitionRefused as refusal:
            messages.error(request, str(refusal))
    return HttpResponseRedirect(
        reverse("admin:monographs_batch_file", args=[pk, place])
    )
