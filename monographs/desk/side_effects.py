"""Side effects: what, how often, how serious, for whom."""

from dataclasses import replace
from typing import Any, ClassVar

from django import forms

from monographs.desk.fast_select import FastSelect
from monographs.desk.lookup import EFFECTS, NameField
from monographs.desk.row_form import RowForm
from monographs.desk.row_inline import RowInline
from monographs.frequency import (
    BAND_INTERVALS,
    BAND_NAMES,
    WORDS,
    Band,
    Basis,
    Frequency,
    interval_as_text,
    interval_from_text,
    read,
    sentence,
    words_differ,
)
from monographs.models import SideEffect

AS_TYPED = ("", "as typed beside")
BAND_CHOICES = [
    AS_TYPED,
    *((band.value, BAND_NAMES[band].capitalize()) for band in BAND_INTERVALS),
    (Band.NOT_KNOWN.value, "Source says: not known"),
]
BAND_BY_INTERVAL = {interval: band for band, interval in BAND_INTERVALS.items()}


class SideEffectForm(RowForm):
    effect = NameField(EFFECTS, SideEffect, "effect")
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

    field_order = (
        *("position", "effect", "band", "figure", "serious", "frequency_word"),
        *("basis", "wording", "frequency_phrase", "group", "scope", "scope_name"),
    )
    follows: ClassVar[dict[str, str]] = {"figure": "band"}
    instance: SideEffect

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = frequency_inputs(self.instance.frequency)
        for name in ("band", "figure", "frequency_word"):
            self.initial[name] = shown[name]

    def sentence(self) -> str:
        """What readers are told, as it is saved."""
        return "" if self.instance._state.adding else sentence(self.instance.frequency)

    def clean_frequency_word(self) -> str:
        word = str(self.cleaned_data["frequency_word"]).lower()
        if word and word not in WORDS:
            raise forms.ValidationError(
                f'"{word}" is not a frequency word. Use one of: {", ".join(WORDS)}. '
                "What the source writes belongs under its own words."
            )
        return word

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not {"band", "figure", "frequency_word", "basis"} <= set(self.cleaned_data):
            return self.cleaned_data
        try:
            self.frequency = self._typed_frequency()
        except ValueError as error:
            self.add_error("figure", str(error))
        return self.cleaned_data

    def remark(self) -> str:
        frequency = self.frequency
        said = read(frequency.phrase).frequency.interval
        if said and said != frequency.interval:
            told = sentence(frequency)
            return (
                f'{self.instance}: readers are told "{told}", but the source is quoted '
                f'with "{frequency.phrase}". Correct the one that is wrong.'
            )
        if words_differ(frequency.word, frequency.interval):
            return (
                f'{self.instance}: the source\'s word "{frequency.word}" and the '
                f'figure "{sentence(frequency)}" do not fit together.'
            )
        return ""

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
            comparator=self.instance.frequency.comparator,
        )

    def _typed_rate(self) -> Frequency:
        """Whichever of list and figure was changed counts; the other follows."""
        band, text = self.cleaned_data["band"], self.cleaned_data["figure"]
        changed = {"band", "figure"} & set(self.changed_data)
        if not changed and not self.instance._state.adding:
            return self.instance.frequency
        if changed == {"figure"} or not band:
            return _from_text(text) if text else Frequency()
        if changed == {"band"} or not text:
            return _from_band(band)
        typed = _from_text(text)
        if typed.interval != BAND_INTERVALS.get(Band(band)):
            raise ValueError(
                f'"{BAND_NAMES[Band(band)]}" and "{text}" say different things. Pick '
                "from the list or type a figure, not both."
            )
        return typed


class SideEffectInline(RowInline):
    model = SideEffect
    form = SideEffectForm
    plain_fields = (
        *("position", "wording", "frequency_phrase", "basis"),
        *("serious", "group", "scope", "scope_name"),
    )
    related = ("effect",)
    hint = "Pick how often from the list, or type a figure: 2–10 %, 1 in 100, 3 of 47."

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


def frequency_inputs(frequency: Frequency) -> dict[str, str]:
    """What the inputs show of it."""
    return {
        "band": _band_shown(frequency),
        "figure": _figure_shown(frequency),
        "frequency_word": frequency.word,
        "frequency_phrase": frequency.phrase,
        "basis": frequency.basis.value,
    }


def _band_shown(frequency: Frequency) -> str:
    if frequency.is_not_known:
        return Band.NOT_KNOWN.value
    if frequency.interval is None:
        return ""
    band = BAND_BY_INTERVAL.get(frequency.interval)
    return band.value if band else ""


def _figure_shown(frequency: Frequency) -> str:
    if frequency.affected is not None:
        return f"{frequency.affected} of {frequency.total}"
    return interval_as_text(frequency.interval) if frequency.interval else ""


def _from_band(band: str) -> Frequency:
    if band == Band.NOT_KNOWN:
        return Frequency(is_not_known=True)
    return Frequency(interval=BAND_INTERVALS[Band(band)])


def _from_text(text: str) -> Frequency:
    interval = interval_from_text(text)
    said = read(text).frequency
    # Counts are kept only where they are this figure's.
    if said.interval == interval and said.affected is not None:
        return Frequency(interval=interval, affected=said.affected, total=said.total)
    return Frequency(interval=interval)
