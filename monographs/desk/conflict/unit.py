"""What is chosen as one: an input, or several that mean one thing together."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property

from monographs.desk.conflict.ancestor import Ancestor
from monographs.desk.monograph_form import MonographForm
from monographs.desk.row_form import RowForm
from monographs.desk.seen import SEEN

NOT_SHOWN = {SEEN, "key", "DELETE"}
AnyForm = MonographForm | RowForm


@dataclass(frozen=True)
class Unit:
    form: AnyForm
    names: tuple[str, ...]

    # Not slots: the properties below are kept once worked out.
    @property
    def input(self) -> str:
        """The name of its first input, by which its choice is known."""
        return self.form.add_prefix(self.names[0])

    @property
    def input_id(self) -> str:
        return self.form[self.names[0]].id_for_label

    @property
    def label(self) -> str:
        name = self.names[0]
        label = self.form.fields[name].label
        return str(label or name.replace("_", " ").capitalize())

    @cached_property
    def theirs(self) -> str:
        return self._in_words([self.form.saved(name) for name in self.names])

    @cached_property
    def mine(self) -> str:
        return self._in_words([self.form.posted(name) for name in self.names])

    def base(self, ancestor: Ancestor) -> str | None:
        texts = [ancestor.text(self.form, name) for name in self.names]
        kept = [text for text in texts if text is not None]
        return self._in_words(kept) if len(kept) == len(texts) else None

    @property
    def is_changed_here(self) -> bool:
        return any(
            not self.form.is_as_shown(name, self.form.posted(name))
            for name in self.names
        )

    @property
    def is_changed_there(self) -> bool:
        return any(
            not self.form.is_as_shown(name, self.form.saved(name))
            for name in self.names
        )

    @property
    def is_free_text(self) -> bool:
        """Words that two people can have changed in different places."""
        # Addresses, links and names of records are children of the same class.
        return len(self.names) == 1 and (
            type(self.form.fields[self.names[0]]) is forms.CharField
        )

    def _in_words(self, values: list[str]) -> str:
        words = [
            _in_words(self.form.fields[name], value)
            for name, value in zip(self.names, values, strict=True)
        ]
        return " · ".join(filter(None, words))


def units_of(form: AnyForm) -> Iterator[Unit]:
    """Those in which the saved text and what was typed differ."""
    together: dict[str, list[str]] = {}
    for name in form.fields:
        if name not in NOT_SHOWN:
            together.setdefault(form.follows.get(name, name), []).append(name)
    for names in together.values():
        if any(form.saved(name) != form.posted(name) for name in names):
            yield Unit(form, tuple(names))


def _in_words(field: forms.Field, value: str) -> str:
    if isinstance(field, forms.BooleanField):
        return "yes" if value else "no"
    for key, label in getattr(field, "choices", ()):
        if str(key) == value:
            # An empty choice explains itself to who chooses, and says nothing here.
            return str(label) if value else ""
    return value
