"""What a person decides about one file that was set aside."""

from dataclasses import dataclass

from django import forms
from django.db.models import QuerySet

from monographs.models import BatchRow

LONG_TEXT = forms.Textarea(attrs={"rows": 2, "cols": 60})


def awaiting_decision() -> QuerySet[BatchRow]:
    return BatchRow.objects.filter(
        outcome=BatchRow.Outcome.SET_ASIDE,
        state=BatchRow.State.APPLIED,
        decision=BatchRow.Decision.NONE,
    )


class DiscardForm(forms.Form):
    # Not required here: the decision refuses an empty one, in its own words.
    reason = forms.CharField(label="Why", required=False, widget=LONG_TEXT)


class MakeDrugForm(forms.Form):
    title = forms.CharField(
        label="Title of the drug",
        max_length=300,
        widget=forms.TextInput(attrs={"size": 60}),
    )


@dataclass(frozen=True)
class DecisionForms:
    discard: DiscardForm
    make_drug: MakeDrugForm
    refusal: str = ""


def forms_for(row: BatchRow) -> DecisionForms:
    return DecisionForms(DiscardForm(), MakeDrugForm(initial={"title": row.title}))
