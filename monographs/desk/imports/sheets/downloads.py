"""A batch's files back, with notes, or only their bad lines: to be mended."""

from collections.abc import Callable

from django.contrib import messages
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.text import slugify

from monographs.desk.imports.rights import visible_batch
from monographs.desk.imports.steps import page_of
from monographs.exporting.tables import TABLE_FORMATS, CannotHold
from monographs.importing.sheets.annotate import (
    NotedFile,
    NothingToMend,
    annotated,
    errors_only,
    format_of,
)
from monographs.importing.sheets.reading import UnreadableFile
from monographs.models import Batch

State = Batch.State
# As soon as the lines were compared with what is there.
COMPARED = (
    *(State.PREVIEW, State.APPLYING, State.DONE),
    *(State.UNDOING, State.UNDONE, State.CANCELLED),
)


def annotated_view(request: HttpRequest, pk: int) -> HttpResponseBase:
    return _download(request, pk, annotated, "annotated")


def errors_view(request: HttpRequest, pk: int) -> HttpResponseBase:
    return _download(request, pk, errors_only, "errors")


def _download(
    request: HttpRequest, pk: int, write: Callable[[Batch, str], NotedFile], name: str
) -> HttpResponseBase:
    batch = visible_batch(request, pk)
    if batch.kind != Batch.Kind.SHEETS or batch.state not in COMPARED:
        raise Http404("Of this import there is no such file.")
    if batch.pruned_at:
        return _refused(request, batch, batch.pruned_in_words)
    format = request.GET.get("format", "") or format_of(batch)
    if format not in TABLE_FORMATS:
        raise Http404(f"A file can be had as {', '.join(TABLE_FORMATS)}.")
    try:
        noted = write(batch, format)
    except (CannotHold, NothingToMend, UnreadableFile, LookupError) as reason:
        return _refused(request, batch, str(reason))
    written = noted.written
    stem = slugify(noted.stem) or "import"
    file = f"{stem}-{name}-{batch.pk}.{written.ending}"
    return StreamingHttpResponse(
        written.parts,
        content_type=written.content_type,
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )


def _refused(request: HttpRequest, batch: Batch, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return HttpResponseRedirect(page_of(batch))
