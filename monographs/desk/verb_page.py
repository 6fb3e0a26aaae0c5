"""One page for every step: it asks on GET, and does it on POST.

Some steps ask on the page that they are about instead, below the text they concern.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.template.response import TemplateResponse
from django.urls import path, reverse

from monographs.desk.situation import Situation, situation_of
from monographs.desk.verb_forms import StepForm
from monographs.desk.verbs import Place, Verb, verb_named
from monographs.models import Monograph, Notice, Revision
from monographs.workflow import TransitionRefused

Target = Monograph | Revision | Notice


class VerbPages:
    """For the admin of a model that verbs work on."""

    admin_site: Any
    model: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        step = path(
            "<path:object_id>/step/<slug:verb>/",
            self.admin_site.admin_view(self.step_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_step",
        )
        return [step, *super().get_urls()]  # type: ignore[misc]

    def step_view(
        self, request: HttpRequest, object_id: str, verb: str
    ) -> HttpResponse:
        target = self._target(unquote(object_id))
        step = verb_named(verb, target)
        if step is None or step.page:
            raise Http404("There is no such step.")
        return self._step(request, step, target)

    def _target(self, object_id: str) -> Target:
        queryset = self.model._default_manager.all()
        if issubclass(self.model, Revision | Notice):
            queryset = queryset.select_related("monograph")
        found: Target | None = (
            queryset.filter(pk=object_id).first()
            if object_id.isascii() and object_id.isdigit() and len(object_id) < 19
            else None
        )
        if found is None:
            raise Http404("There is no such record.")
        return found

    def _step(self, request: HttpRequest, verb: Verb, target: Target) -> HttpResponse:
        person = verb.require(request.user)
        situation = situation_of(target)
        if request.method != "POST" and verb.place != Place.OWN_PAGE:
            return HttpResponseRedirect(f"{page_of(target)}#{verb.anchor}")
        if request.method != "POST":
            return self.step_page(request, verb, target, form_of(verb, situation))
        form = form_of(verb, situation, request.POST)
        if not form.is_valid():
            return self.step_page(request, verb, target, form)
        try:
            given = verb.run(target, by=person, **form.cleaned_data)
        except TransitionRefused as refusal:
            return self.step_page(request, verb, target, form, refusal=refusal)
        if verb.shows:
            return self.step_page(request, verb, target, form, given=given)
        messages.success(request, f"{verb.done} {verb.outcome(target)}".strip())
        return HttpResponseRedirect(page_of(target))

    def step_page(
        self,
        request: HttpRequest,
        verb: Verb,
        target: Target,
        form: StepForm,
        refusal: TransitionRefused | None = None,
        given: Any = None,
    ) -> HttpResponse:
        situation: Situation = form.situation
        context = {
            **self.admin_site.each_context(request),
            "title": f"{verb.label}: {target}",
            "opts": self.opts,
            "verb": verb,
            "target": target,
            "target_url": page_of(target),
            "form": form,
            "refusal": refusal,
            "given": given,
            "refused_rows": _links(refusal, situation.monograph),
            "revision": situation.revision,
        }
        status = 200 if request.method == "GET" or given else 422
        return TemplateResponse(
            request, "admin/monographs/step.html", context, status=status
        )


def _links(
    refusal: TransitionRefused | None, monograph: Monograph
) -> list[tuple[str, str, str]]:
    """Each row in the way: what it is, what it says, and where it is read."""
    page = reverse(f"admin:monographs_{monograph.kind}_verify", args=[monograph.pk])
    return [
        (str(row._meta.verbose_name), str(row), f"{page}?row={row.key}")
        for row in (refusal.rows if refusal else ())
    ]


def form_of(
    verb: Verb, situation: Situation, typed: QueryDict | None = None
) -> StepForm:
    """Several forms can stand on one page: no two of their fields share an id."""
    if verb.place == Place.OWN_PAGE:
        return verb.form(typed, situation=situation)
    return verb.form(typed, situation=situation, auto_id=f"{verb.name}_%s")


def page_of(target: Target) -> str:
    if isinstance(target, Monograph):
        return reverse(f"admin:monographs_{target.kind}_change", args=[target.pk])
    name = target._meta.model_name
    return reverse(f"admin:monographs_{name}_change", args=[target.pk])
