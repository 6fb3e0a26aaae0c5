"""The form, and the page behind a receipt number. Neither is ever kept by a cache."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template import loader
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from monographs.models.public import LONGEST_REPORT, ReaderReport
from monographs.public.errors import not_found
from monographs.public.feedback.emergency import CALLS, is_urgent
from monographs.public.feedback.limits import seconds_to_wait
from monographs.public.feedback.receive import earlier, receive
from monographs.public.feedback.token import (
    comes_from_here,
    new_token,
    read_token,
)
from monographs.public.feedback.typed import HONEYPOT, Typed, read
from monographs.public.feedback.where import Page, page_at

MOST_BYTES = 64 * 1024
_NEVER_KEPT = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
_NOTHING_TYPED = Typed("", None, "")


# Readers have no cookie that could be misused; the token stands in for Django's.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _send(request)
    page = page_at(request.GET.get("page", ""))
    section = page.section(request.GET.get("section", "")) if page else None
    return _form(page, Typed("", section, ""))


@require_safe
def feedback_receipt(request: HttpRequest, receipt: str) -> HttpResponse:
    report = ReaderReport.objects.filter(receipt=receipt).first()
    if report is None:
        return not_found(request, None)
    return _answer("monographs/feedback/receipt.html", report=report)


def _send(request: HttpRequest) -> HttpResponse:
    if _is_too_large(request):
        return _form(None, _NOTHING_TYPED, status=413, problem="too_large")
    token = read_token(request.POST.get("token", ""))
    # It may have been withdrawn while the reader typed.
    page = page_at(token.page, also_withdrawn=True) if token else None
    typed = read(request.POST, page)
    if not comes_from_here(request):
        return _form(page, typed, status=403, problem="from_elsewhere")
    if token is None:
        return _form(page, typed, status=422, problem="too_old")
    if typed.fault:
        return _form(page, typed, status=422, problem="fault")
    if twice := earlier(token, typed):
        return _to_receipt(twice)
    if is_urgent(typed.text) and not typed.has_seen_whom_to_call:
        return _form(page, typed, calls=CALLS)
    if wait := seconds_to_wait(request):
        response = _form(page, typed, status=429, minutes=-(-wait // 60))
        response.headers["Retry-After"] = str(wait)
        return response
    return _to_receipt(receive(token, page, typed))


def _is_too_large(request: HttpRequest) -> bool:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES
    except ValueError:
        return True


def _to_receipt(report: ReaderReport) -> HttpResponse:
    address = reverse("public:feedback_receipt", args=[report.receipt])
    return HttpResponseRedirect(address, status=303, headers=_NEVER_KEPT)


def _form(
    page: Page | None,
    typed: Typed,
    *,
    status: int = 200,
    **said: Any,
) -> HttpResponse:
    """With all that was typed; the page that it came from is never lost."""
    return _answer(
        "monographs/feedback/form.html",
        status=status,
        page=page,
        typed=typed,
        token=new_token(page.path if page else ""),
        longest=LONGEST_REPORT,
        honeypot=HONEYPOT,
        **said,
    )


def _answer(template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    html = loader.get_template(template).render(context)
    return HttpResponse(html, status=status, headers=_NEVER_KEPT)
