"""The source view of a monograph: its rows, their lines, and a button for each."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
)
from django.template.response import TemplateResponse
from django.urls import path, reverse

from monographs.desk.verbs.on_monographs import VERIFY
from monographs.desk.verification import done_with
from monographs.desk.verifying.form import ReadingForm
from monographs.desk.verifying.groups import Reading, reading_of, rows_by_key
from monographs.desk.verifying.panes import panes_of
from monographs.models import Monograph
from monographs.workflow import TransitionRefused, require, unverify


class SourceViewPages:
    """For the admin of drugs and of comparisons."""

    admin_site: Any
    model: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        page = path(
            "<path:object_id>/verify/",
            self.admin_site.admin_view(self.source_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_verify",
        )
        return [page, *super().get_urls()]  # type: ignore[misc]

    def source_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            require(request.user, "view_monograph")  # refuses, in words
        number = unquote(object_id)
        is_number = number.isascii() and number.isdigit() and len(number) < 19
        monograph = (
            self.model._default_manager.filter(pk=number).first() if is_number else None
        )
        if monograph is None:
            raise Http404("There is no such monograph.")
        if request.method != "POST":
            return self._reading_page(request, monograph)
        return self._read(request, monograph)

    def _read(self, request: HttpRequest, monograph: Monograph) -> HttpResponse:
        require(request.user, VERIFY.right)
        form = ReadingForm(request.POST)
        if not form.is_valid():
            return self._refused(request, monograph, form.complaint)
        keys = form.cleaned_data["verify"] or form.cleaned_data["unverify"]
        try:
            if form.cleaned_data["verify"]:
                seen = form.cleaned_data["seen"]
                VERIFY.run(monograph, by=request.user, keys=keys, seen=seen)
            else:
                unverify(monograph, keys=keys, by=request.user)
        except TransitionRefused as refusal:
            return self._refused(request, monograph, str(refusal), keys)
        if _is_script(request):
            return JsonResponse({"rows": _standings(monograph, keys)})
        return self._next_row(request, monograph, form.cleaned_data)

    def _next_row(
        self, request: HttpRequest, monograph: Monograph, typed: dict[str, Any]
    ) -> HttpResponse:
        """The next row that waits; or the one that is to be read again."""
        reading = reading_of(monograph)
        if typed["unverify"]:
            key = str(typed["unverify"][0])
            messages.success(request, "The verification is taken back.")
        else:
            last = [row.key for row in reading.rows if row.row.key in typed["verify"]]
            waiting = reading.next_waiting(last[-1] if last else "")
            key = waiting.key if waiting else (last[-1] if last else "")
            messages.success(request, _told(reading))
        asked = {"row": key}
        group = reading.group(typed["group"])
        if group and any(row.key == key for row in group.rows):
            asked["group"] = group.name
        return HttpResponseRedirect(f"{request.path}?{urlencode(asked)}")

    def _refused(
        self, request: HttpRequest, monograph: Monograph, sentence: str, keys: Any = ()
    ) -> HttpResponse:
        if _is_script(request):
            rows = _standings(monograph, keys)
            return JsonResponse({"refusal": sentence, "rows": rows}, status=422)
        return self._reading_page(request, monograph, refusal=sentence)

    def _reading_page(
        self, request: HttpRequest, monograph: Monograph, refusal: str = ""
    ) -> HttpResponse:
        reading = reading_of(monograph)
        chosen = reading.row(request.GET.get("row", "")) or reading.next_waiting()
        group = reading.group(request.GET.get("group", ""))
        name = f"admin:monographs_{monograph.kind}"
        context = {
            **self.admin_site.each_context(request),
            "is_nav_sidebar_enabled": False,  # two columns need the room
            "title": f"{VERIFY.label}: {monograph}",
            "opts": self.opts,
            "monograph": monograph,
            "reading": reading,
            "groups": [group] if group else reading.groups,
            "group": group,
            "chosen": chosen,
            "panes": panes_of(reading, chosen),
            "may_verify": request.user.has_perm("monographs.verify_monograph"),
            "may_edit": request.user.has_perm("monographs.change_monograph"),
            "may_submit": request.user.has_perm("monographs.submit_monograph"),
            "refusal": refusal,
            "change_url": reverse(f"{name}_change", args=[monograph.pk]),
            "submit_url": reverse(f"{name}_step", args=[monograph.pk, "submit"]),
            "explains": VERIFY.explains,
        }
        return TemplateResponse(
            request,
            "admin/monographs/verifying/page.html",
            context,
            status=422 if refusal else 200,
        )


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _standings(monograph: Monograph, keys: Any) -> dict[str, dict[str, Any]]:
    """How these rows stand now."""
    return {
        str(row.key): {
            "waits": row.is_unverified,
            "standing": done_with(row),
        }
        for row in rows_by_key(monograph, keys)
    }


def _told(reading: Reading) -> str:
    total = len(reading.imported)
    if reading.verified == total:
        return f"All {total} imported rows are verified."
    return f"{VERIFY.done} {reading.verified} of {total} rows are."
