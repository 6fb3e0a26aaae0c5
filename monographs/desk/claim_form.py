from django import forms

from monographs.desk.verb_forms import StepForm


class ClaimForm(StepForm):
    due_on = forms.DateField(
        label="Done by",
        required=False,
        help_text="Leave empty for no date.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
