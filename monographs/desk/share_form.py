from django import forms

from monographs.desk.verb_forms import StepForm
from monographs.workflow.share import MOST_DAYS


class ShareForm(StepForm):
    days = forms.IntegerField(
        label="For how many days",
        min_value=1,
        max_value=MOST_DAYS,
        initial=7,
        help_text=f"1 to {MOST_DAYS}. Until then, whoever has the link can read it.",
    )
