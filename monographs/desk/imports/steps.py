"""What a person makes an import do: load, cancel, undo. A GET does nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from monographs.desk.imports.outcomes import noun_of
from monographs.desk.imports.rights import Person, importer, undoer, visible_batch
from monographs.desk.imports.undoing import forecast
from monographs.importing import decisions
from monographs.importing.advance import run
from monographs.models import Batch, User
from monographs.workflow import TransitionRefused

# So many files are done before the answer; more of them wait for the worker.
MOST_IN_THE_REQUEST = 50
# Nobody knows how many lines a file has before it is read: so long, and then a worker.
SECONDS_IN_THE_REQUEST = 3


def carry_on(batch: Batch) -> None:
    """What nobody has read yet is stopped at once, even without a worker."""
    if batch.kind == Batch.Kind.SHEETS:
        run(batch, seconds=SECONDS_IN_THE_REQUEST)
        return
    is_to_stop = batch.state == Batch.State.READING and batch.cancel_requested
    if batch.total <= MOST_IN_THE_REQUEST or is_to_stop:
        run(batch)


def load_view(request: HttpRequest, pk: int) -> HttpResponse:
    def load(batch: Batch, by: User) -> None:
        skip_bad = "skip_bad" in request.POST
        carry_on(decisions.load(batch, by=by, skip_bad=skip_bad))

    return _take(request, visible_batch(request, pk), importer, load)


def cancel_view(request: HttpRequest, pk: int) -> HttpResponse:
    def cancel(batch: Batch, by: User) -> None:
        carry_on(decisions.cancel(batch, by=by))

    return _take(request, visible_batch(request, pk), importer, cancel)


def undo_view(model_admin: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks on GET, and does it on POST."""
    batch = visible_batch(request, pk)

    def undo(batch: Batch, by: User) -> None:
        carry_on(decisions.undo(batch, by=by))

    if request.method == "POST":
        return _take(request, batch, undoer, undo)
    undoer(request.user)
    if batch.state != Batch.State.DONE:
        messages.error(request, "Only a loaded import can be taken back.")
        return HttpResponseRedirect(page_of(batch))
    if batch.pruned_at:
        messages.error(request, batch.pruned_in_words)
        return HttpResponseRedirect(page_of(batch))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Undo import {batch.pk}",
        "opts": model_admin.opts,
        "batch": batch,
        "forecast": forecast(batch),
        "noun": noun_of(batch),
    }
    return TemplateResponse(request, "admin/monographs/imports/undo.html", context)


def _take(
    request: HttpRequest,
    batch: Batch,
    require: Callable[[Person], User],
    step: Callable[[Batch, User], None],
) -> HttpResponse:
    if request.method == "POST":
        try:
            step(batch, require(request.user))
        except TransitionRefused as refusal:
            messages.error(request, str(refusal))
    return HttpResponseRedirect(page_of(batch))


def page_of(batch: Batch) -> str:
    return reverse("admin:monographs_batch_change", args=[batch.pk])
