"""The form by which a person lets warnings stand."""

from django import forms

from monographs.desk.verb_forms import ReasonForm


class AcknowledgeForm(ReasonForm):
    digests = forms.MultipleChoiceField(
        label="Warnings that may stand",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick the warnings that may stand.",
            "invalid_choice": "One of these warnings is no longer open: look at the "
            "list again.",
        },
    )
    field_order = ("digests", "reason")

    def prepare(self) -> None:
        self.fields["digests"].choices = [  # type: ignore[attr-defined]
            (one.digest, f"{one.place}: {one.message}")
            for one in self.situation.findings_now.warnings()
        ]
