"""What the steps on many monographs ask for; their pages and single pages alike."""

from typing import Any

from django import forms

from monographs.desk.verb_forms import LONG_TEXT, LONGEST_REASON, StepForm
from monographs.models import DrugClass, User
from monographs.workflow.assign import WORKS_ON_MONOGRAPHS
from monographs.workflow.review_period import LONGEST, SHORTEST


class NothingForm(forms.Form):
    """Asks for nothing but the click."""


class AssignForm(forms.Form):
    to = forms.ModelChoiceField(
        label="Assign to",
        queryset=User.objects.none(),
        required=False,
        empty_label="nobody",
    )
    due_on = forms.DateField(
        label="Due on",
        required=False,
        help_text="Leave empty where it does not matter.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = User.objects
        may = [people.with_perm(f"monographs.{right}") for right in WORKS_ON_MONOGRAPHS]
        workers = may[0] | may[1]
        self.fields["to"].queryset = workers.order_by("printed_name", "username")  # type: ignore[attr-defined]


class DiscardForm(forms.Form):
    # Not required here: the verb refuses an empty one, in its own words.
    reason = forms.CharField(
        label="Why it is no monograph",
        required=False,
        max_length=LONGEST_REASON,
        widget=LONG_TEXT,
    )


class ClassForm(forms.Form):
    drug_class = forms.ModelChoiceField(
        label="Class", queryset=DrugClass.objects.all(), empty_label="choose one"
    )


class PeriodForm(forms.Form):
    months = forms.IntegerField(
        label="Months until the next review",
        min_value=SHORTEST,
        max_value=LONGEST,
        initial=24,
    )


class AssignStep(AssignForm, StepForm):
    def prepare(self) -> None:
        self.fields["to"].initial = self.situation.monograph.assigned_to_id
        self.fields["due_on"].initial = self.situation.monograph.due_on


class DiscardStep(DiscardForm, StepForm):
    pass
