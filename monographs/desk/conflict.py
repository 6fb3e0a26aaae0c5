"""What differs between the saved text and a page that was opened before it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms

from monographs.desk.monograph_form import MonographForm
from monographs.desk.row_form import RowForm
from monographs.desk.row_formset import RowFormSet
from monographs.desk.seen import SEEN
from monographs.models import Event, Monograph

NOT_SHOWN = {SEEN, "key", "DELETE"}


@dataclass(frozen=True)
class FieldDifference:
    label: str
    theirs: str
    yours: str


@dataclass(frozen=True)
class RowDifference:
    place: str
    outcome: str
    fields: tuple[FieldDifference, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """`version` is what "save mine over theirs" would build on."""

    version: int
    is_accepted: bool
    last_event: Event | None
    differences: list[RowDifference]


def conflict_of(
    monograph: Monograph, form: MonographForm, formsets: Iterable[RowFormSet]
) -> Conflict | None:
    if not form.is_bound or monograph.edit_version == form.first_version:
        return None
    last = monograph.events.exclude(by=None).select_related("by").last()
    return Conflict(
        version=monograph.edit_version,
        is_accepted=form.seen_version == monograph.edit_version,
        last_event=last,
        differences=[*_header(form), *(row for one in formsets for row in _rows(one))],
    )


def _header(form: MonographForm) -> Iterator[RowDifference]:
    fields = _fields(form)
    if fields:
        yield RowDifference("The page itself", _outcome(form), fields)


def _rows(formset: RowFormSet) -> Iterator[RowDifference]:
    kind = formset.model._meta.verbose_name
    for form in formset.initial_forms:
        fields = _fields(form)
        # A changed row knows what was typed; its saved name is in its first values.
        place = f'{kind} "{_name(form)}"'
        if form.is_gone:
            outcome = (
                "Somebody deleted it; you changed it. Yours would be added again."
                if form.has_changed()
                else "Somebody deleted it; it stays deleted."
            )
            yield RowDifference(place, outcome, fields if form.has_changed() else ())
        elif form.data.get(form.add_prefix("DELETE")):
            yield RowDifference(place, "You delete it.", fields)
        elif fields:
            yield RowDifference(place, _outcome(form), fields)
    for row in formset.rows_of_others():
        yield RowDifference(f'{kind} "{row}"', "Somebody added it; it stays.")


def _outcome(form: MonographForm | RowForm) -> str:
    if not form.has_changed():
        return "Only somebody else changed this: it stays as saved."
    if form.changed_by_others():
        return "You and somebody else changed this: yours would replace theirs."
    return "Only you changed this: yours would be saved."


def _fields(form: MonographForm | RowForm) -> tuple[FieldDifference, ...]:
    return tuple(
        FieldDifference(
            label=str(field.label or name.replace("_", " ").capitalize()),
            theirs=_in_words(field, saved),
            yours=_in_words(field, posted),
        )
        for name, field in form.fields.items()
        if name not in NOT_SHOWN
        and (saved := form.saved(name)) != (posted := form.posted(name))
    )


def _in_words(field: forms.Field, value: str) -> str:
    if isinstance(field, forms.BooleanField):
        return "yes" if value else "no"
    for key, label in getattr(field, "choices", ()):
        if str(key) == value:
            return str(label)
    return value


def _name(form: RowForm) -> str:
    for name in ("effect", "drug_class", "heading", "question", "text", "name"):
        if name in form.fields and (
            text := (form.posted(name) if form.is_gone else form.saved(name))
        ):
            return text[:80]
    return _feature(form)


def _feature(form: Any) -> str:
    name = "feature" if "feature" in form.fields else "position"
    return str(form.posted(name) if form.is_gone else form.saved(name))[:80]
