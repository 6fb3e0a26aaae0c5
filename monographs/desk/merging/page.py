"""The page that asks which effect stays, says what would happen, and does it."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from monographs.desk.merging.forecast import forecast
from monographs.desk.merging.form import ChooseForm, ConfirmForm
from monographs.desk.record_number import number_in
from monographs.models import Effect, FormerEffect
from monographs.workflow import TransitionRefused, merge_effects

_CHANGED = (
    "What would happen has changed since you looked, so nothing was merged. Read it "
    "again; then merge."
)


class MergePages:
    """For the admin of effects."""

    def get_urls(self) -> list[Any]:
        admin: Any = self
        page = path(
            "<path:object_id>/merge/",
            admin.admin_site.admin_view(self.merge_view),
            name=f"{admin.opts.app_label}_{admin.opts.model_name}_merge",
        )
        return [page, *super().get_urls()]  # type: ignore[misc]

    def merge_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        admin: Any = self
        former = Effect.objects.filter(pk=number_in(object_id)).first()
        if former is None:
            return self._get_obj_does_not_exist_redirect(request, admin.opts, object_id)
        if not admin.has_change_permission(request, former):
            raise PermissionDenied(_may_not(former))
        if request.method == "POST":
            return self._merge(request, former)
        if "into" not in request.GET:
            return self._ask(request, former, ChooseForm(former=former))
        form = ChooseForm(request.GET, former=former)
        if not form.is_valid():
            return self._ask(request, former, form)
        return self._ask(request, former, form, kept=form.cleaned_data["into"])

    def _merge(self, request: HttpRequest, former: Effect) -> HttpResponse:
        admin: Any = self
        form = ConfirmForm(request.POST, former=former)
        if not form.is_valid():
            ask = ChooseForm(former=former)
            return self._ask(request, former, ask, refusal=form.refusal)
        kept = form.cleaned_data["kept"]
        ask = ChooseForm({"into": kept.name}, former=former)
        if not admin.has_change_permission(request, kept):
            return self._ask(request, former, ask, refusal=_may_not(kept))
        if form.cleaned_data["seen"] != forecast(former, kept).seen:
            return self._ask(request, former, ask, kept=kept, refusal=_CHANGED)
        try:
            merge_effects(former, kept, by=request.user)
        except TransitionRefused as refusal:
            return self._ask(request, former, ask, refusal=str(refusal))
        admin.log_change(request, kept, f"Merged “{former}” into it.")
        messages.success(request, f"“{former}” was merged into “{kept}”.")
        return HttpResponseRedirect(_page_of(kept))

    def _ask(
        self,
        request: HttpRequest,
        former: Effect,
        form: ChooseForm,
        *,
        kept: Effect | None = None,
        refusal: str = "",
    ) -> HttpResponse:
        admin: Any = self
        if kept and not admin.has_change_permission(request, kept):
            refusal, kept = _may_not(kept), None
        context = {
            **admin.admin_site.each_context(request),
            "title": f"Merge “{former}” into another effect",
            "opts": admin.opts,
            "former": former,
            "form": form,
            "refusal": refusal,
            "forecast": forecast(former, kept) if kept else None,
        }
        return TemplateResponse(
            request,
            "admin/monographs/merge_effects.html",
            context,
            status=200 if request.method == "GET" else 422,
        )

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """The address of one that was merged leads to the one that stayed."""
        admin: Any = self
        merged = FormerEffect.objects.filter(number=number_in(object_id))
        former = merged.select_related("effect", "by").first()
        if former is None:
            response: HttpResponse = super()._get_obj_does_not_exist_redirect(  # type: ignore[misc]
                request, opts, object_id
            )
            return response
        if not admin.has_view_permission(request):
            raise PermissionDenied("Your account may not read the vocabulary.")
        day = timezone.localtime(former.at)
        messages.warning(
            request,
            f"“{former}” was merged into “{former.effect}” by {former.by} on "
            f"{day.day} {day:%B %Y}."
            + (_not_saved(request.POST) if request.method == "POST" else ""),
        )
        return HttpResponseRedirect(_page_of(former.effect))

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None:
            context["former"] = record.former.select_related("by")
        response: HttpResponse = super().render_change_form(  # type: ignore[misc]
            request, context, *args, **kwargs
        )
        return response


def _not_saved(sent: QueryDict) -> str:
    """With the words that somebody typed, which would else be lost."""
    typed = [
        str(text)
        for name, text in sent.items()
        if text and (name == "name" or re.fullmatch(r"synonyms-\d+-text", name))
    ]
    words = f" You had typed: {', '.join(typed)}." if typed else ""
    return f" Nothing was saved.{words}"


def _page_of(effect: Effect) -> str:
    return reverse("admin:monographs_effect_change", args=[effect.pk])


def _may_not(effect: Effect) -> str:
    return (
        f"Your account may not change “{effect}”. Where live pages name an effect, "
        "only people who may publish merge it: ask a publisher."
    )
