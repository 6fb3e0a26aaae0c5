"""What a person fills in: a choice for each difference, a reason, perhaps a note."""

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from monographs.content.competing import Choice, Kind, choices_for
from monographs.desk.competing.showing import ShownDifference
from monographs.desk.text_limits import LONGEST_TEXT
from monographs.desk.verb_forms import LONGEST_REASON
from monographs.workflow import Note

LONGEST_POSITION = 1_000
_BOTH_HAVE = {
    Choice.OURS: "Keep ours",
    Choice.THEIRS: "Take theirs",
    Choice.BOTH: "Keep both",
    Choice.NEITHER: "Drop both",
}
_ONLY_HERE = {Choice.OURS: "Keep it", Choice.NEITHER: "Drop it"}
_ONLY_THERE = {Choice.OURS: "Leave it out", Choice.THEIRS: "Take it"}
_CHOOSE = {
    Kind.YES_NO: "One says yes and the other no: choose.",
    Kind.DOSE: "The dose figures differ: choose.",
    Kind.SERIOUSNESS: "One calls it serious and the other does not: choose.",
    Kind.FREQUENCY: "The frequencies differ: choose.",
}
_NOTE = ("question", "positions", "shown", "note_reason")


def _text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "cols": 80})


def _note_text(label: str, *, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_TEXT,
        widget=_text_area(rows),
    )


class DecidingForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)
    # Not required here: the verb refuses an empty one, in its own words.
    reason = forms.CharField(
        label="Why you decide so",
        required=False,
        max_length=LONGEST_REASON,
        widget=_text_area(2),
    )
    with_note = forms.BooleanField(
        label="Tell readers that the sources disagree", required=False
    )
    question = _note_text("What they disagree about")
    positions = _note_text("What each source says (Markdown)", rows=5)
    shown = _note_text("What this page shows")
    note_reason = _note_text("Why")
    is_settled = forms.BooleanField(
        label="Settled. Until then readers are told that the cautious advice stands.",
        required=False,
    )

    def __init__(
        self, *args: Any, differences: Iterable[ShownDifference], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.by_field = {f"choice-{one.id}": one for one in differences}
        for name, one in self.by_field.items():
            self.fields[name] = _choice_field(one)

    def choice_of(self, difference: ShownDifference) -> forms.BoundField:
        return self[f"choice-{difference.id}"]

    @property
    def chosen(self) -> dict[str, Choice]:
        return {
            one.id: Choice(self.cleaned_data[name])
            for name, one in self.by_field.items()
            if self.cleaned_data[name]
        }

    @property
    def note(self) -> Note | None:
        typed = self.cleaned_data
        if not typed["with_note"]:
            return None
        return Note(
            question=typed["question"],
            positions=typed["positions"],
            shown=typed["shown"],
            reason=typed["note_reason"],
            is_settled=typed["is_settled"],
        )

    def _typed(self) -> dict[str, Any]:
        """A difference that was not on the page yet begins as on any page."""
        unseen = {
            name: self.fields[name].initial
            for name in self.by_field
            if self.fields[name].initial
        }
        return unseen | {name: self.data[name] for name in self.data}

    def typed_with_the_rest_ours(self) -> dict[str, Any]:
        """One deliberate click for many figures; yes against no has its own."""
        ours = dict.fromkeys(self.unchosen(), Choice.OURS.value)
        return self._typed() | ours

    def unchosen(self) -> list[str]:
        """The fields of differing figures that nobody has chosen about yet."""
        return [
            name
            for name, one in self.by_field.items()
            if one.difference.is_always_chosen
            and Kind.YES_NO not in one.kinds
            and not self[name].value()
        ]

    def typed_with_seen(self, version: int) -> dict[str, Any]:
        return self._typed() | {"seen": version}

    def typed_with_note_about(self, difference: ShownDifference) -> dict[str, Any]:
        """All that was typed, with a note begun about this difference."""
        data = self._typed()
        for name, text in begin_note(difference).items():
            data[name] = text
        data["with_note"] = "on"
        data.pop("is_settled", None)
        return data


def begin_note(difference: ShownDifference) -> dict[str, str]:
    """The facts; what is shown, and why, only a person can say."""
    # Where a file lay when it came in is nothing for readers.
    sides = ((difference.here, "One source"), (difference.there, "Another source"))
    positions = [
        f"* {who if row.source else 'The editors'}: {_in_a_line(row.text)}"
        for row, who in sides
        if row
    ]
    return dict.fromkeys(_NOTE, "") | {
        "question": difference.name,
        "positions": "\n".join(positions),
    }


def _choice_field(one: ShownDifference) -> forms.ChoiceField:
    labels = _BOTH_HAVE
    if one.there is None:
        labels = _ONLY_HERE
    elif one.here is None:
        labels = _ONLY_THERE
    must_choose = one.difference.is_always_chosen
    return forms.ChoiceField(
        label="What to do",
        choices=[
            (choice.value, labels[choice]) for choice in choices_for(one.difference)
        ],
        widget=forms.RadioSelect,
        # What could harm a reader is never decided by leaving it as it is.
        required=must_choose,
        initial=None if must_choose else Choice.OURS.value,
        error_messages={
            "required": _CHOOSE.get(one.kinds[0], ""),
            "invalid_choice": "Choose one of these.",
        },
    )


def _in_a_line(text: str) -> str:
    text = " ".join(text.split())
    if len(text) <= LONGEST_POSITION:
        return text
    return f"{text[: LONGEST_POSITION - 1]}…"


def fields_of_note(form: DecidingForm) -> Iterator[forms.BoundField]:
    for name in (*_NOTE, "is_settled"):
        yield form[name]
