"""The page of one import: where it stands, what it found, and its files."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse

from monographs.desk.finding_words import (
    finding_advice,
    finding_choices,
    finding_sentence,
)
from monographs.desk.imports.licence_form import LicenceForm
from monographs.desk.imports.listing import Filter, listing
from monographs.desk.imports.outcomes import BUCKETS, meanings_in, noun_of
from monographs.desk.imports.progress import progress_of
from monographs.desk.imports.rights import may_import, may_undo, visible_batch
from monographs.desk.imports.sheets.summary import summary_of
from monographs.importing.decisions import CANCELLABLE
from monographs.importing.licences import licences_of
from monographs.models import Batch, BatchRow, Finding

State = Batch.State
GIVEN_UP = (State.UNDONE, State.CANCELLED)
ENDED = (State.DONE, *GIVEN_UP)
SEVERITIES = Finding.Severity.values  # the gravest first


@dataclass(frozen=True)
class Count:
    """A line of a summary; its query lists the files that it counts."""

    label: str
    note: str
    count: int
    query: str


def batch_page(
    model_admin: Any,
    request: HttpRequest,
    pk: int,
    licence_form: LicenceForm | None = None,
) -> HttpResponse:
    batch = visible_batch(request, pk)
    asked = Filter.from_query(request.GET)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Import {batch.pk}: {batch.name}",
        "opts": model_admin.opts,
        "batch": batch,
        "noun": noun_of(batch),
        "sheets": summary_of(batch) if batch.kind == Batch.Kind.SHEETS else None,
        "progress": progress_of(batch),
        "outcomes": _outcomes(batch),
        "findings": _findings(batch),
        "buckets": _buckets(batch),
        "asked": asked,
        "listing": listing(batch, asked, request.GET.get("p")),
        "outcome_choices": BatchRow.Outcome.choices,
        "state_choices": BatchRow.State.choices,
        "severity_choices": Finding.Severity.choices,
        "code_choices": _codes(batch),
        "errors": batch.counts.get("outcomes", {}).get("error", 0),
        "go_on": batch.state == State.DONE
        and request.user.has_perm("monographs.view_monograph"),
        "has_set_aside": batch.counts.get("outcomes", {}).get("set_aside", 0),
        "licences": licences_of(batch),
        "licence_form": licence_form or LicenceForm(),
        **_buttons(batch, request),
    }
    is_refused = licence_form is not None
    return TemplateResponse(
        request,
        "admin/monographs/imports/batch.html",
        context,
        status=422 if is_refused else 200,
    )


def progress_view(request: HttpRequest, pk: int) -> JsonResponse:
    """What the page's script asks for, every second while somebody works."""
    progress = progress_of(visible_batch(request, pk))
    return JsonResponse(
        {
            "is_working": progress.is_working,
            "is_left_alone": progress.is_left_alone,
            "done": progress.done,
            "total": progress.total,
            "percent": progress.percent,
            "words": progress.words,
        }
    )


def _buttons(batch: Batch, request: HttpRequest) -> dict[str, bool]:
    person = request.user
    return {
        "may_load": batch.state == State.PREVIEW and may_import(person),
        "may_cancel": batch.state in CANCELLABLE
        and not batch.cancel_requested
        and may_import(person),
        "may_undo": batch.state == State.DONE
        and batch.pruned_at is None
        and may_undo(person),
        "may_state_licence": batch.state not in GIVEN_UP
        and person.has_perm("monographs.import_monographs"),
        "may_run_again": batch.kind == Batch.Kind.SHEETS
        and batch.state in ENDED
        and may_import(person),
    }


def _outcomes(batch: Batch) -> list[Count]:
    counts = batch.counts.get("outcomes", {})
    meanings = meanings_in(batch)
    return [
        Count(
            outcome.label,
            meanings[outcome],
            counts[outcome],
            Filter(outcome=outcome.value).query,
        )
        for outcome in meanings
        if counts.get(outcome)
    ]


def _findings(batch: Batch) -> list[Count]:
    return [
        Count(
            finding_sentence(finding["code"]),
            _note(finding["severity"], finding_advice(finding["code"])),
            finding["files"],
            Filter(code=finding["code"], severity=finding["severity"]).query,
        )
        for finding in sorted(
            batch.counts.get("findings", []),
            key=lambda found: (SEVERITIES.index(found["severity"]), -found["files"]),
        )
    ]


def _note(severity: str, advice: str) -> str:
    return f"{severity}: {advice}" if advice else severity


def _codes(batch: Batch) -> list[tuple[str, str]]:
    found = batch.counts.get("findings", [])
    return finding_choices({finding["code"] for finding in found})


def _buckets(batch: Batch) -> list[Count]:
    """What became of each file that was loaded, once the import is taken back."""
    if batch.state != State.UNDONE:
        return []
    counts = batch.counts.get("states", {})
    return [
        Count(
            state.label, meaning, counts.get(state, 0), Filter(state=state.value).query
        )
        for state, meaning in BUCKETS.items()
    ]
