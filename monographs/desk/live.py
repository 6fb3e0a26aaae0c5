"""What a page of the desk asks for while somebody types: nothing is saved here."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    JsonResponse,
)
from django.urls import path

from monographs.desk.text_preview import preview_of
from monographs.desk.typed_frequency import (
    band_shown,
    figure_shown,
    remark_about,
    typed_frequency,
)
from monographs.frequency import sentence

LONGEST_VALUE = 2_000
TYPED = (
    *("band", "figure", "changed", "comparator", "basis"),
    *("frequency_word", "frequency_phrase"),
)


class LivePages:
    """For the admin of a monograph."""

    admin_site: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        pages = [
            path(
                f"live/{name}/",
                self.admin_site.admin_view(view),
                name=f"{self.opts.app_label}_{self.opts.model_name}_live_{name}",
            )
            for name, view in (
                ("text", self.live_text),
                ("frequency", self.live_frequency),
            )
        ]
        return [*pages, *super().get_urls()]  # type: ignore[misc]

    def live_text(self, request: HttpRequest) -> HttpResponse:
        self._refuse_others(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return JsonResponse({"html": preview_of(request.POST.get("text", ""))})

    def live_frequency(self, request: HttpRequest) -> HttpResponse:
        self._refuse_others(request)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return JsonResponse(answer_about(request.POST))

    def _refuse_others(self, request: HttpRequest) -> None:
        if not (
            self.has_change_permission(request)  # type: ignore[attr-defined]
            or self.has_add_permission(request)  # type: ignore[attr-defined]
        ):
            raise PermissionDenied


def answer_about(typed: Mapping[str, str]) -> dict[str, str]:
    """The sentence that readers get, and what both inputs of the rate then show."""
    values = {name: typed.get(name, "").strip() for name in TYPED}
    if max(map(len, values.values())) > LONGEST_VALUE:
        return {"error": "This is too long."}
    try:
        frequency = typed_frequency(**values)
    except ValueError as error:
        return {"error": str(error)}
    return {
        "sentence": sentence(frequency),
        "band": band_shown(frequency),
        "figure": figure_shown(frequency),
        "remark": remark_about(frequency),
    }
