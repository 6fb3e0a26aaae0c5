"""What a button of the source view sends."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

STRANGE = "One of these rows is not of this page. Open the page again."


class KeysField(forms.Field):
    """Any number of rows, by their keys."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Any) -> list[UUID]:
        try:
            return [UUID(key) for key in value or []]
        except ValueError as error:
            raise ValidationError(STRANGE) from error


class ReadingForm(forms.Form):
    """Rows to verify, or rows whose verification is taken back."""

    seen = forms.IntegerField(
        error_messages={
            "required": "It is not known which text you read. Open the page again.",
            "invalid": "It is not known which text you read. Open the page again.",
        }
    )
    verify = KeysField(required=False)
    unverify = KeysField(required=False)
    group = forms.CharField(required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        typed = self.cleaned_data
        if not self.errors and bool(typed["verify"]) == bool(typed["unverify"]):
            raise ValidationError("Choose the rows that you have read.")
        return typed

    @property
    def complaint(self) -> str:
        """The first thing that is wrong, as a sentence."""
        return str(next(iter(self.errors.values()))[0])
