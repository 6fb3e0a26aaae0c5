"""The pages of reports, for those who may answer them."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from monographs.desk.reader_reports.listing import (
    kept,
    listing,
    next_report,
    shown_in,
)
from monographs.models import ReaderReport, User
from monographs.workflow import TransitionRefused, close_report, require, take_report

RIGHT = "answer_reports"
LONGEST = 5_000


class CloseForm(forms.Form):
    # Not required here: the verb refuses empty ones, in its own words.
    answer = forms.CharField(
        label="Answer for the reader",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "cols": 80}),
        help_text="Whoever has the receipt number reads it. It cannot be changed "
        "afterwards. Repeat nothing about anybody’s health.",
    )
    reason = forms.CharField(
        label="Reason, for us",
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
        help_text="What was found and done, such as “typo mended in version 4”.",
    )


def report_list(request: HttpRequest) -> HttpResponse:
    require(request.user, RIGHT)
    return _answer(
        request, "list", {"title": "Reader reports", "listing": listing(request.GET)}
    )


def report_page(request: HttpRequest, report: int) -> HttpResponse:
    """Shows a report; on POST, takes or closes it."""
    person = require(request.user, RIGHT)
    found = _report(report)
    if request.method != "POST":
        return _report_page(request, found, CloseForm())
    is_closing = request.POST.get("step") == "close"
    form = CloseForm(request.POST if is_closing else None)
    if is_closing and not form.is_valid():
        return _report_page(request, found, form)
    try:
        done = _step(request, found, form, person)
    except TransitionRefused as refusal:
        return _report_page(request, _report(report), form, str(refusal))
    messages.success(request, done)
    page = reverse("admin:desk_report", args=[found.pk])
    return HttpResponseRedirect(page + kept(shown_in(request.GET)))


def _step(
    request: HttpRequest, report: ReaderReport, form: CloseForm, person: User
) -> str:
    if request.POST.get("step") == "take":
        take_report(report, by=person)
        return "Others see now that you look at it."
    if request.POST.get("step") == "close":
        close_report(report, by=person, **form.cleaned_data)
        return "The report is closed. Whoever has its receipt can read your answer."
    raise TransitionRefused("There is no such step. Use the buttons below.")


def _report(pk: int) -> ReaderReport:
    reports = ReaderReport.objects.select_related(
        "monograph", "revision", "taken_by", "closed_by"
    ).defer("revision__content")
    found = reports.filter(pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404("There is no such report.")
    return found


def _report_page(
    request: HttpRequest, report: ReaderReport, form: CloseForm, refusal: str = ""
) -> HttpResponse:
    show = shown_in(request.GET)
    context = {
        "kept": kept(show),
        "next": next_report(report, show),
        "title": f"Report {report.receipt}",
        "report": report,
        "steps": report.steps.select_related("by"),
        "form": form,
        "refusal": refusal,
        "is_open": report.state != ReaderReport.State.CLOSED,
        "is_mine": report.taken_by_id == request.user.pk,
    }
    status = 422 if refusal or form.errors else 200
    return _answer(request, "report", context, status)


def _answer(
    request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return TemplateResponse(
        request,
        f"admin/monographs/reader_reports/{template}.html",
        {**admin.site.each_context(request), **context},
        status=status,
    )
