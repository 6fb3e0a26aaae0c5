"""Warnings that may stand: ticked on the change page, and answered there too."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from monographs.desk.situation import situation_of
from monographs.desk.verb_page import form_of, page_of
from monographs.desk.verbs import verb_named
from monographs.workflow import TransitionRefused

BUTTON = "let_stand"
PLACE = "findings-heading"


@dataclass(frozen=True)
class NotStanding:
    """What somebody ticked and typed, and why it was not taken."""

    sentence: str
    digests: frozenset[str]
    reason: str


class LettingStand:
    """For the admin of monographs."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        admin: Any = super()
        status = 200
        if object_id and request.method == "POST" and BUTTON in request.POST:
            refused = self._let_stand(request, unquote(object_id))
            if isinstance(refused, HttpResponse):
                return refused
            request.not_standing = refused  # type: ignore[attr-defined]
            # The page of the saved text, with the answer in it.
            request.method, status = "GET", 422
        response: HttpResponse = admin.changeform_view(
            request, object_id, form_url, extra_context
        )
        if status != 200:
            response.status_code = status
        return response

    def _let_stand(
        self, request: HttpRequest, object_id: str
    ) -> HttpResponse | NotStanding:
        monograph = self._target(object_id)  # type: ignore[attr-defined]
        verb = verb_named("acknowledge", monograph)
        assert verb is not None  # noqa: S101
        person = verb.require(request.user)
        form = form_of(verb, situation_of(monograph), request.POST)
        try:
            if form.is_valid():
                verb.run(monograph, by=person, **form.cleaned_data)
                messages.success(request, verb.done)
                return HttpResponseRedirect(f"{page_of(monograph)}#{PLACE}")
            sentence = " ".join(
                str(error) for errors in form.errors.values() for error in errors
            )
        except TransitionRefused as refusal:
            sentence = str(refusal)
        return NotStanding(
            sentence,
            frozenset(request.POST.getlist("digests")),
            request.POST.get("reason", ""),
        )
