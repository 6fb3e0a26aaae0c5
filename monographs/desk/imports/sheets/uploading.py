"""The page that takes spreadsheets in."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from monographs.desk.imports.files_field import FilesField
from monographs.desk.imports.rights import importer
from monographs.desk.imports.steps import carry_on, page_of
from monographs.desk.imports.uploading import name_of
from monographs.importing.intake.limits import in_words
from monographs.importing.sheets import decisions
from monographs.importing.sheets.reading import SheetLimits
from monographs.importing.sheets.take_in import take_in_sheets
from monographs.models import Batch, ImportProfile
from monographs.workflow import TransitionRefused

ENDINGS = ".csv,.tsv,.txt,.xlsx,.ods,.json,.zip"
MOST_FILES = 20


class SheetsForm(forms.Form):
    spreadsheets = FilesField(
        endings=ENDINGS,
        label="Spreadsheets",
        help_text="CSV, TSV, XLSX, ODS or JSON: one sheet or a whole workbook. Or a "
        "ZIP of CSV files.",
        allow_empty_file=True,  # what takes it in says that it is empty
    )
    profile = forms.ModelChoiceField(
        ImportProfile.objects.all(),
        label="What the columns mean",
        required=False,
        empty_label="as their names say",
        help_text="A profile that somebody saved for spreadsheets like these.",
    )
    skip_bad = forms.BooleanField(
        label="Skip bad lines",
        required=False,
        help_text="Load the drugs whose lines are right; otherwise one bad line stops "
        "all.",
    )

    def clean_spreadsheets(self) -> "list[UploadedFile[Any]]":
        files: list[UploadedFile[Any]] = self.cleaned_data["spreadsheets"]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                f"These are {len(files)} files; {MOST_FILES} are taken at once."
            )
        most = SheetLimits.from_settings().files.file_bytes
        for file in files:
            if (file.size or 0) > most:
                raise forms.ValidationError(
                    f'"{file.name}" is larger than {in_words(most)}. Divide it.'
                )
        return files


@dataclass(frozen=True)
class Given:
    """A file that a browser sent, as the import takes it."""

    name: str
    content: bytes


def sheets_upload_page(model_admin: Any, request: HttpRequest) -> HttpResponse:
    person = importer(request.user)
    if request.method != "POST":
        return _page(model_admin, request, SheetsForm())
    form = SheetsForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(model_admin, request, form)
    typed = form.cleaned_data
    try:
        profile = typed["profile"]
        batch = take_in_sheets(
            map(_given, typed["spreadsheets"]),
            name=name_of([file.name for file in typed["spreadsheets"]]),
            by=person,
            skip_bad=typed["skip_bad"],
            profile=decisions.profile_named(profile.name) if profile else None,
        )
    except TransitionRefused as refusal:
        form.add_error(None, str(refusal))
        return _page(model_admin, request, form)
    return HttpResponseRedirect(go_on(batch))


def go_on(batch: Batch) -> str:
    """The page where a person sees what comes next."""
    if batch.state == Batch.State.MAPPING:
        return reverse("admin:monographs_batch_columns", args=[batch.pk])
    carry_on(batch)
    return page_of(batch)


def _given(file: "UploadedFile[Any]") -> Given:
    return Given(file.name or "", file.read())


def _page(model_admin: Any, request: HttpRequest, form: SheetsForm) -> HttpResponse:
    limits = SheetLimits.from_settings()
    context = {
        **model_admin.admin_site.each_context(request),
        "title": "Load spreadsheets",
        "opts": model_admin.opts,
        "form": form,
        "limits": limits,
        "most_in_a_file": in_words(limits.files.file_bytes),
        "most_files": MOST_FILES,
    }
    return TemplateResponse(
        request,
        "admin/monographs/imports/sheets/upload.html",
        context,
        status=422 if form.errors else 200,
    )
