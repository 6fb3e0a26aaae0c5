"""The page that takes documents in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from monographs.desk.imports.files_field import FilesField
from monographs.desk.imports.rights import importer
from monographs.desk.imports.steps import carry_on, page_of
from monographs.importing.intake import Intake, IntakeRefused, Limits, read_uploads
from monographs.importing.intake.limits import in_words
from monographs.importing.take_in import take_in

ENDINGS = ".md,.markdown,.txt,.zip"
NAMED = 3  # of the files, in the import's own name


class UploadForm(forms.Form):
    documents = FilesField(
        endings=ENDINGS,
        label="Documents",
        help_text="Markdown or plain text, or a ZIP of such files.",
        allow_empty_file=True,  # the preview says of each file that it is empty
    )
    skip_bad = forms.BooleanField(
        label="Skip bad files",
        required=False,
        help_text="Load the files that can be read; otherwise one bad file stops all.",
    )


def upload_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    person = importer(request.user)
    if request.method != "POST":
        return _page(model_admin, request, UploadForm())
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(model_admin, request, form)
    files = form.cleaned_data["documents"]
    try:
        intake = read_uploads(files, Limits.from_settings())
        batch = take_in(
            intake,
            name=name_of([file.name for file in files]),
            by=person,
            skip_bad=form.cleaned_data["skip_bad"],
        )
    except IntakeRefused as refusal:
        form.add_error("documents", str(refusal))
        return _page(model_admin, request, form)
    _tell_left_alone(request, intake)
    carry_on(batch)
    return HttpResponseRedirect(page_of(batch))


def name_of(names: Sequence[str]) -> str:
    more = len(names) - NAMED
    listed = ", ".join(names[:NAMED])
    return f"{listed} and {more:,} more" if more > 0 else listed


def _tell_left_alone(request: HttpRequest, intake: Intake) -> None:
    left = intake.left_alone
    if left.count:
        names = ", ".join(name[:80] for name in left.names)
        more = ", …" if left.count > len(left.names) else ""
        messages.info(
            request, f"Left out, as no documents: {left.count:,} ({names}{more})."
        )


def _page(model_admin: Any, request: HttpRequest, form: UploadForm) -> HttpResponse:
    limits = Limits.from_settings()
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Load documents",
        "opts": model_admin.opts,
        "form": form,
        "limits": limits,
        "most_in_a_file": in_words(limits.file_bytes),
        "most_in_a_document": in_words(limits.document_bytes),
        "most_files": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
    }
    return TemplateResponse(
        request,
        "admin/monographs/imports/upload.html",
        context,
        status=422 if form.errors else 200,
    )
