"""One row of a working copy as a form: cheap while nobody changes it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import construct_instance
from django.forms.utils import ErrorDict
from django.utils.safestring import SafeString

from monographs.desk.lookup import NameField
from monographs.desk.names import Names
from monographs.desk.seen import SeenForm
from monographs.desk.text_limits import is_unlimited, refuse_longer_text
from monographs.desk.text_preview import preview_of
from monographs.desk.verification import verification_in_words
from monographs.models import Row

MAX_POSITION = 100_000
# The tick that makes a new entry of the vocabulary, beside the field of its name.
IS_NEW = "_is_new"


class RowForm(SeenForm):
    position = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=MAX_POSITION,
        error_messages={
            "max_value": f"Positions go up to {MAX_POSITION:,}.",
            "invalid": "A position is a whole number.",
        },
    )

    # The field whose text is shown as readers will see it.
    previewed = ""

    instance: Row
    # What the names in the whole formset stand for; the formset fills it in.
    names: Names

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["position"] = None  # behind the others
        for name, field in self.name_fields():
            self.initial[name] = field.record_of(self.instance)

    def name_fields(self) -> list[tuple[str, NameField]]:
        return [
            (name, field)
            for name, field in self.fields.items()
            if isinstance(field, NameField)
        ]

    @property
    def is_gone(self) -> bool:
        """It was on the page, and somebody has deleted it since."""
        return self.instance._state.adding and not self.empty_permitted

    def has_changed(self) -> bool:
        # A row that somebody deleted and nobody changed here stays deleted.
        return bool(self.changed_data)

    def remark(self) -> str:
        """What the person should look at again, though it could be saved."""
        return ""

    def full_clean(self) -> None:
        if self.is_bound and not self.empty_permitted and not self.has_changed():
            self._errors = ErrorDict(renderer=self.renderer)
            self.cleaned_data: dict[str, Any] = {}
            return
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        self._refuse_longer_texts()
        for name, field in self.name_fields():
            if text := self.cleaned_data.get(name):
                try:
                    self.cleaned_data[name] = self._named(name, field, text)
                except ValidationError as error:
                    self.add_error(name, error)
        return self.cleaned_data

    def _refuse_longer_texts(self) -> None:
        for name, field in self.fields.items():
            if is_unlimited(field):
                try:
                    refuse_longer_text(self.posted(name), saved=self.saved(name))
                except ValidationError as error:
                    self.add_error(name, error)

    def _named(self, name: str, field: NameField, text: str) -> Model:
        record = self.names.record(field, text, self.instance)
        if record is not None:
            return record
        if self.cleaned_data.get(f"{name}{IS_NEW}"):
            return self.names.add(field.vocabulary, text, **self.new_entry())
        raise self.names.refusal(field.vocabulary, text)

    def new_entry(self) -> dict[str, Any]:
        """What a new entry of the vocabulary gets besides its name."""
        return {}

    def _post_clean(self) -> None:
        """Django's, without its queries: uniqueness is the formset's to check, what a
        row may refer to was looked up, and the database has the last word."""
        opts = self._meta
        construct_instance(self, self.instance, opts.fields, opts.exclude)
        for name, field in self.name_fields():
            if name in self.cleaned_data:
                setattr(self.instance, field.source, self.cleaned_data[name] or None)
        self.fill_instance()
        # An empty position means behind the others, which the formset knows.
        unchecked = {"position"} | {
            field.name
            for field in self.instance._meta.fields
            if field.remote_field or field.name not in self.cleaned_data
        }
        try:
            self.instance.clean_fields(exclude=unchecked)
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]

    def preview(self) -> SafeString | str:
        return preview_of(self.shown[self.previewed])

    def sentence(self) -> str:
        """What readers are told of the row as it is saved, where that is not plain."""
        return ""

    def error_sentences(self) -> list[str]:
        return [
            f"{self.fields[name].label or name.capitalize()}: {error}"
            if name in self.fields
            else str(error)
            for name, errors in self.errors.items()
            for error in errors
        ]

    def standing(self) -> str:
        """Who verified it, and who has edited it since."""
        return verification_in_words(self.instance)

    def fill_instance(self) -> None:
        """For fields of the form that are not fields of the row."""
