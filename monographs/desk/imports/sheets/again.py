"""The same files once more: compared with what is here now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from monographs.desk.imports.rights import importer, visible_batch
from monographs.desk.imports.sheets.uploading import Given, go_on
from monographs.desk.imports.steps import page_of
from monographs.importing.sheets import decisions
from monographs.importing.sheets.detected import choice_for, content_of
from monographs.importing.sheets.mapping import BadMapping, Mapping
from monographs.importing.sheets.take_in import take_in_sheets
from monographs.models import Batch, User
from monographs.workflow import TransitionRefused


def again_view(request: HttpRequest, pk: int) -> HttpResponse:
    batch = visible_batch(request, pk)
    person = importer(request.user)
    if request.method != "POST":
        return HttpResponseRedirect(page_of(batch))
    try:
        return HttpResponseRedirect(go_on(_again(batch, person)))
    except (TransitionRefused, LookupError) as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(page_of(batch))


def _again(batch: Batch, by: User) -> Batch:
    if batch.kind != Batch.Kind.SHEETS:
        raise TransitionRefused("Load these documents again from where they are.")
    files = list(batch.files.without_bytes())
    new = take_in_sheets(
        (Given(file.name, content_of(file)) for file in files),
        name=batch.name,
        by=by,
        skip_bad=batch.skip_bad,
        choices=[choice_for(file) for file in files],
        asks_first=True,
    )
    try:
        return decisions.use_mapping(new, Mapping.from_json(batch.mapping), by=by)
    except (BadMapping, decisions.MappingRefused):
        return new  # a person is asked, as for any other file
