"""Saving what was chosen on the page of a conflict."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.admin.utils import unquote
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict

from monographs.desk.conflict.choice import (
    ALL,
    MERGED,
    PICK,
    Side,
    is_typed_over,
    row_name,
    side_chosen,
    side_of,
)
from monographs.desk.conflict.unit import AnyForm, Unit, units_of
from monographs.desk.monograph_form import MonographForm
from monographs.desk.row_form import RowForm
from monographs.desk.row_formset import RowFormSet
from monographs.workflow import TransitionRefused

CHOSEN_FOR_ALL = {
    Side.THEIRS: "Theirs is chosen everywhere now; nothing is saved yet.",
    Side.MINE: "Yours is chosen everywhere now; nothing is saved yet.",
}
MOST_TOLD = 5


class ChosenSides:
    """Saves the chosen sides. Whatever is refused comes back exactly as it was sent:
    theirs never takes the place of what was typed before it is saved."""

    def changeform_view(
        self,
        request: Any,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        def view() -> HttpResponse:
            response: HttpResponse = super(ChosenSides, self).changeform_view(  # type: ignore[misc]
                request, object_id, form_url, extra_context
            )
            return response

        is_refused = getattr(request, "desk_refusal", "")
        if request.method != "POST" or object_id is None or is_refused:
            return view()
        if request.POST.get(ALL) in CHOSEN_FOR_ALL:
            request.desk_refusal = CHOSEN_FOR_ALL[Side(request.POST[ALL])]
            return view()
        typed = request.POST
        chosen = self._chosen(request, object_id)
        if chosen is None:
            return view()
        try:
            request.POST = chosen
            response = view()
        finally:
            request.POST = typed
        if response.status_code != 200:
            return response
        request.desk_refusal = _what_was_wrong(response)
        return view()

    def _chosen(self, request: HttpRequest, object_id: str) -> QueryDict | None:
        """None unless sides were chosen, seeing what is saved now."""
        if not any(name.startswith(PICK) for name in request.POST):
            return None
        admin: Any = self
        with transaction.atomic():
            monograph = admin.get_object(request, unquote(object_id))
            if not monograph or not admin.has_change_permission(request, monograph):
                return None
            form_class = admin.get_form(request, monograph, change=True)
            form = form_class(request.POST, request.FILES, instance=monograph)
            if form.seen_version != monograph.edit_version:
                return None
            formsets, _ = admin._create_formsets(request, monograph, change=True)
            return chosen_data(request.POST, form, formsets)


def chosen_data(
    sent: QueryDict, header: MonographForm, formsets: Iterable[RowFormSet]
) -> QueryDict:
    """What would have been sent by somebody who typed the chosen sides."""
    data = sent.copy()
    _choose_fields(data, sent, header)
    for formset in formsets:
        for form in formset.initial_forms:
            if form.is_gone:
                _choose_row(data, sent, form)
            elif form.data.get(form.add_prefix("DELETE")):
                _choose_deleted(data, sent, form)
            else:
                _choose_fields(data, sent, form)
        for form in formset.extra_forms:
            _choose_row(data, sent, form)
    return data


def _choose_row(data: QueryDict, sent: QueryDict, form: RowForm) -> None:
    """One that only this page has: without it, theirs stays as it is."""
    if side_chosen(sent, row_name(form)) == Side.THEIRS:
        data[form.add_prefix("DELETE")] = "on"


def _choose_deleted(data: QueryDict, sent: QueryDict, form: RowForm) -> None:
    if side_chosen(sent, row_name(form)) != Side.THEIRS:
        return
    del data[form.add_prefix("DELETE")]
    for unit in units_of(form):
        _take_theirs(data, unit)
    data[form.seen_input_name] = form.seen_with(form.saved_marks())


def _choose_fields(data: QueryDict, sent: QueryDict, form: AnyForm) -> None:
    """The form then holds what was chosen, as a change of what is saved now."""
    saved = form.saved_marks()
    marks: dict[str, str] = {}
    for unit in units_of(form):
        if is_typed_over(sent, unit):
            raise TransitionRefused(
                f'You chose a side for "{unit.label}" and then changed your own text '
                "of it below. Choose once more."
            )
        side = side_of(sent, unit)
        if side == Side.THEIRS:
            _take_theirs(data, unit)
        elif side == Side.MERGED:
            data[unit.input] = sent.get(f"{MERGED}{unit.input}", "")
        # What was typed here counts as changed anyhow; what only they changed does
        # when it is compared with theirs.
        if side and (side != Side.MINE or not unit.is_changed_here):
            marks |= {name: saved.get(name, "") for name in unit.names}
    if marks:
        data[form.seen_input_name] = form.seen_with(marks)


def _take_theirs(data: QueryDict, unit: Unit) -> None:
    for name in unit.names:
        text = unit.form.saved(name)
        if text or not isinstance(unit.form.fields[name].widget, forms.CheckboxInput):
            data[unit.form.add_prefix(name)] = text
        else:
            data.pop(unit.form.add_prefix(name), None)


def _what_was_wrong(response: Any) -> str:
    """The mistakes of the chosen text, which the page as it was sent may not show."""
    sentences = dict.fromkeys(
        str(sentence)
        for errors in response.context_data["errors"]
        for sentence in (errors if isinstance(errors, list) else [errors])
    )
    told = " ".join(list(sentences)[:MOST_TOLD])
    return f"What you chose could not be saved. {told}".strip()
