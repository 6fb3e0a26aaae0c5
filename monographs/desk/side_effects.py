"""Side effects: what, how often, how serious, for whom."""

from dataclasses import replace
from functools import lru_cache
from typing import Any, ClassVar

from django import forms
from django.utils.safestring import SafeString

from monographs.desk.fast_select import FastSelect, options
from monographs.desk.lookup import EFFECTS, NameField
from monographs.desk.row_form import RowForm
from monographs.desk.row_inline import RowInline
from monographs.desk.typed_frequency import (
    BAND_CHOICES,
    frequency_inputs,
    remark_about,
    typed_comparator,
    typed_rate,
)
from monographs.frequency import WORDS, Basis, Frequency, sentence
from monographs.models import BodySystem, SideEffect

NEEDED = {"band", "figure", "frequency_word", "basis", "comparator"}
SELECTS = {"band", "serious", "basis", "scope", "body_system"}
# Few frequencies are told of most side effects.
_say = lru_cache(maxsize=2_048)(sentence)


class SideEffectForm(RowForm):
    effect = NameField(EFFECTS, SideEffect, "effect")
    effect_is_new = forms.BooleanField(required=False, label="Add as a new effect")
    body_system = forms.ChoiceField(
        choices=[("", "body system: other"), *BodySystem.choices],
        required=False,
        widget=FastSelect,
        label="of",
    )
    band = forms.ChoiceField(
        choices=BAND_CHOICES, required=False, widget=FastSelect, label="How often"
    )
    figure = forms.CharField(
        required=False,
        label="or exactly",
        widget=forms.TextInput(attrs={"placeholder": "2–10 %, 1 in 100, 3 of 47"}),
    )
    frequency_word = forms.CharField(
        required=False,
        label="Word in the source",
        widget=forms.TextInput(
            attrs={"list": "suggest-frequency_word", "autocomplete": "off"}
        ),
    )

    follows: ClassVar[dict[str, str]] = {"figure": "band"}

    comparator = forms.CharField(required=False, label="On placebo")

    instance: SideEffect

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = frequency_inputs(self.instance.frequency)
        for name in ("band", "figure", "frequency_word", "comparator"):
            self.initial[name] = shown[name]

    @property
    def heading(self) -> str:
        if self.instance._state.adding:
            return "New"
        return self.instance.group or "Without a heading"

    @property
    def system(self) -> str:
        """The body system, shown where the source gives no heading."""
        if self.instance._state.adding:
            return ""
        return self.instance.effect.get_body_system_display()

    @property
    def offers_new(self) -> bool:
        """Where the vocabulary may lack the name; it would be clutter in 400 rows."""
        return self.instance._state.adding or bool(
            self.is_bound and ("effect" in self.errors or self.shown["effect_is_new"])
        )

    @property
    def options(self) -> dict[str, SafeString]:
        names = SELECTS if self.offers_new else SELECTS - {"body_system"}
        return {
            name: options(self.fields[name].choices, self.shown[name])  # type: ignore[attr-defined]
            for name in names
        }

    def sentence(self) -> str:
        """What readers are told, as it is saved."""
        return "" if self.instance._state.adding else _say(self.instance.frequency)

    def clean_frequency_word(self) -> str:
        word = str(self.cleaned_data["frequency_word"]).lower()
        if word and word not in WORDS:
            raise forms.ValidationError(
                f'"{word}" is not a frequency word. Use one of: {", ".join(WORDS)}. '
                "What the source writes belongs under its own words."
            )
        return word

    def new_entry(self) -> dict[str, Any]:
        system = self.cleaned_data.get("body_system")
        return {"body_system": system or BodySystem.OTHER}

    def clean_comparator(self) -> Any:
        """The share that it says; as it was, where nobody changed it."""
        if "comparator" not in self.changed_data:
            return self.instance.frequency.comparator
        try:
            return typed_comparator(self.cleaned_data["comparator"])
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not set(self.cleaned_data) >= NEEDED:
            return self.cleaned_data
        try:
            self.frequency = self._typed_frequency()
        except ValueError as error:
            self.add_error("figure", str(error))
        return self.cleaned_data

    def remark(self) -> str:
        remark = remark_about(self.frequency)
        return f"{self.instance}: {remark}" if remark else ""

    def fill_instance(self) -> None:
        if not self.errors:
            self.instance.frequency = self.frequency

    def _typed_frequency(self) -> Frequency:
        typed = self.cleaned_data
        frequency = self._typed_rate()
        return replace(
            frequency,
            phrase=typed.get("frequency_phrase", ""),
            word=typed["frequency_word"],
            basis=Basis(typed["basis"]),
            comparator=typed["comparator"],
        )

    def _typed_rate(self) -> Frequency:
        changed = {"band", "figure"} & set(self.changed_data)
        if not changed and not self.instance._state.adding:
            return self.instance.frequency
        return typed_rate(
            self.cleaned_data["band"], self.cleaned_data["figure"], changed
        )


class SideEffectInline(RowInline):
    model = SideEffect
    form = SideEffectForm
    template = "admin/monographs/side_effects.html"
    plain_fields = (
        *("position", "wording", "frequency_phrase", "basis"),
        *("serious", "group", "scope", "scope_name"),
    )
    related = ("effect",)
    hint = (
        "Pick how often from the list, or type a figure: 2–10 %, 1 in 100, 3 of 47. "
        "Where the source gives no heading, the body system stands there in grey."
    )

    def row_field(self, field: Any, **kwargs: Any) -> Any:
        if field.name in ("wording", "frequency_phrase"):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 1})
        form_field = super().row_field(field, **kwargs)
        if field.name in LABELS:
            form_field.label = LABELS[field.name]
        return form_field


LABELS = {
    "wording": "Wording in the source",
    "frequency_phrase": "Frequency in the source's words",
    "group": "Heading it stood under",
    "scope": "Holds for",
    "scope_name": "Which",
}
