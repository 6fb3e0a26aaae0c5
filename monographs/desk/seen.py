"""What a form showed when it was opened, as short digests that travel with it.

They tell apart "I changed this" from "somebody else changed this meanwhile", which
the values in the database alone cannot. They also tell which rows are as they were,
so that saving one of 400 rows cleans one row.
"""

import hashlib
from base64 import urlsafe_b64encode
from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property

SEEN = "seen"


class SeenForm(forms.ModelForm):  # type: ignore[type-arg]
    """A form whose page may be open in two places."""

    # Inputs that mean one thing together with another: both are kept or neither.
    follows: ClassVar[dict[str, str]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._saved: dict[str, str] = {}
        self.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput)

    def show_seen(self) -> str:
        """What the hidden field holds: as posted, or of the saved values."""
        if self.is_bound:
            return self._posted_seen
        if self.instance._state.adding:
            return ""
        return " ".join(f"{name}={mark}" for name, mark in self.saved_marks().items())

    @property
    def seen_input_name(self) -> str:
        return self.add_prefix(SEEN)

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields in which what was posted differs from what was shown."""
        if not self.is_bound or not self._posted_seen:
            return [name for name in super().changed_data if name != SEEN]
        return [
            name
            for name in self.fields
            if name != SEEN and not self.is_as_shown(name, self.posted(name))
        ]

    def changed_by_others(self) -> bool:
        """Whether the saved values are not what was shown."""
        return bool(self._posted_seen) and self._posted_marks != self.saved_marks()

    def is_as_shown(self, name: str, text: str) -> bool:
        """Whether the input showed this text when the page was opened."""
        return bool(self._posted_seen) and mark(text) == self._posted_marks.get(
            name, ""
        )

    def seen_with(self, marks: dict[str, str]) -> str:
        """The hidden field as if the page had shown something else in some inputs."""
        return " ".join(
            f"{name}={value}" for name, value in (self._posted_marks | marks).items()
        )

    def saved_marks(self) -> dict[str, str]:
        marks = {name: mark(self.saved(name)) for name in self.fields if name != SEEN}
        return {name: value for name, value in marks.items() if value}

    def saved(self, name: str) -> str:
        """The saved value, as its input shows it."""
        if name not in self._saved:
            field = self.fields[name]
            value = field.prepare_value(self.get_initial_for_field(field, name))
            self._saved[name] = plain(value)
        return self._saved[name]

    @cached_property
    def shown(self) -> dict[str, str]:
        """Each field's value as its input shows it: as posted, or as saved."""
        value = self.posted if self.is_bound else self.saved
        return {name: value(name) for name in self.fields}

    def posted(self, name: str) -> str:
        widget = self.fields[name].widget
        return plain(
            widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        )

    @cached_property
    def _posted_seen(self) -> str:
        return self.data.get(self.seen_input_name, "") if self.is_bound else ""

    @cached_property
    def _posted_marks(self) -> dict[str, str]:
        return _read(self._posted_seen)


def plain(value: Any) -> str:
    """The same text for a saved value and for what a browser sends of it."""
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def mark(text: str) -> str:
    if not text:
        return ""
    digest = hashlib.blake2b(text.encode(errors="replace"), digest_size=6).digest()
    return urlsafe_b64encode(digest).decode()[:6]


def _read(seen: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in seen.split(" ") if "=" in part)
