"""What each step asks the person for."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from monographs.desk.findings_panel import Panel, findings_panel, reason_field
from monographs.desk.row_links import anchors_of
from monographs.desk.situation import Situation
from monographs.models import Notice, Revision
from monographs.workflow import Side

OUT_OF_REACH = "Choose a time between the years 2000 and 2200."
LONGEST_REASON = 5_000
LONG_TEXT = forms.Textarea(attrs={"rows": 4, "cols": 80})


class StepForm(forms.Form):
    """Asks for nothing but the click."""

    def __init__(self, *args: Any, situation: Situation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.situation = situation
        self.prepare()

    def prepare(self) -> None:
        """Fill in choices that depend on the situation."""


class ReasonForm(StepForm):
    # Not required here: the verb refuses an empty one, in its own words.
    reason = forms.CharField(
        label="Reason", required=False, max_length=LONGEST_REASON, widget=LONG_TEXT
    )


class PublicReasonForm(ReasonForm):
    def prepare(self) -> None:
        self.fields["reason"].help_text = "Readers find it in the page's history."


class NoteForm(StepForm):
    change_note = forms.CharField(
        label="What changed, and why",
        help_text="Reviewers read it now; once this is published, readers find it in "
        "the page's history.",
        required=False,
        max_length=LONGEST_REASON,
        widget=LONG_TEXT,
    )


class SubmitForm(NoteForm):
    change_kind = forms.ChoiceField(
        label="Kind of change",
        choices=Revision.ChangeKind,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what kind of change this is."},
    )
    reason = forms.CharField(
        label="Why the warnings above may stand",
        required=False,
        max_length=LONGEST_REASON,
        widget=LONG_TEXT,
        help_text="For all of them that have no reason of their own.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("reason", "change_kind", "change_note")

    def prepare(self) -> None:
        self.fields["seen"].initial = self.situation.monograph.edit_version
        kind = self.fields["change_kind"]
        if self.situation.publication is None:
            kind.initial = Revision.ChangeKind.MAJOR
        elif self.situation.has_clinical_change:
            kind.initial = Revision.ChangeKind.MAJOR
            kind.help_text = (
                "A clinical part differs from the published text, so it is not minor."
            )
        if not self.situation.findings_now.warnings():
            del self.fields["reason"]

    def unverified(self) -> int:
        """How many rows a submission would be refused for."""
        return len(self.situation.unverified)

    def findings(self) -> Panel:
        anchors = anchors_of(self.situation.document)
        return findings_panel(self.situation.findings_now, anchors, self.data)

    def clean(self) -> dict[str, Any]:
        """Reasons for single warnings stand beside them, see the template."""
        text = forms.CharField(required=False, max_length=LONGEST_REASON)
        self.cleaned_data["reasons"] = {
            one.digest: text.clean(self.data.get(reason_field(one.digest), ""))
            for one in self.situation.findings_now.warnings()
        }
        return self.cleaned_data


class SignForm(StepForm):
    """Carries the hash of the content that stands above it."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        if self.situation.revision:
            self.fields["seen"].initial = self.situation.revision.sha256


def moment(label: str, help_text: str) -> forms.DateTimeField:
    # Near the first and the last year there is no time in every time zone.
    years = [
        MinValueValidator(datetime(2000, 1, 1, tzinfo=UTC), OUT_OF_REACH),
        MaxValueValidator(datetime(2200, 1, 1, tzinfo=UTC), OUT_OF_REACH),
    ]
    return forms.DateTimeField(
        validators=years,
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )


class ScheduleForm(StepForm):
    at = moment("Publish at", "")

    def prepare(self) -> None:
        self.fields["at"].required = True
        self.fields["at"].error_messages["required"] = "Choose a day and a time."
        zone = timezone.get_current_timezone_name()
        self.fields["at"].label = f"Publish at ({zone})"
        if self.situation.revision:
            self.fields["at"].initial = self.situation.revision.publish_at


class RollBackForm(PublicReasonForm):
    to = forms.ChoiceField(label="Show version")
    field_order = ("to", "reason")

    def prepare(self) -> None:
        super().prepare()
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (one.pk, f"Version {one.number}, published {one.published_at:%d %B %Y}")
            for one in self.situation.earlier
        ]

    def clean_to(self) -> Revision:
        chosen = self.cleaned_data["to"]
        return next(one for one in self.situation.earlier if str(one.pk) == chosen)


class MergeForm(StepForm):
    prefer = forms.ChoiceField(
        label="Where both sides changed the same row",
        required=False,
        choices=[
            ("", "Stop and tell me which"),
            (Side.DRAFT.value, "Keep the parked draft's"),
            (Side.CURRENT.value, "Keep what was written since"),
        ],
        widget=forms.RadioSelect,
    )

    def clean_prefer(self) -> Side | None:
        chosen = self.cleaned_data["prefer"]
        return Side(chosen) if chosen else None


class NoticeForm(StepForm):
    severity = forms.ChoiceField(choices=Notice.Severity)
    text = forms.CharField(
        label="What readers must know",
        required=False,
        max_length=LONGEST_REASON,
        widget=LONG_TEXT,
    )
    link = forms.URLField(required=False, max_length=2000, assume_scheme="https")
    starts_at = moment("From", "Empty means now.")
    ends_at = moment("Until", "Empty means until somebody ends it.")

    def prepare(self) -> None:
        zone = timezone.get_current_timezone_name()
        for name in ("starts_at", "ends_at"):
            self.fields[name].label = f"{self.fields[name].label} ({zone})"
