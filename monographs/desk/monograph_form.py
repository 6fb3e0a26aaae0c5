"""A monograph's header, and the edit version that the person started from."""

from typing import Any

from django.core.exceptions import ValidationError

from monographs.desk.seen import SeenForm
from monographs.models import Monograph
from monographs.visible_text import one_line
from monographs.workflow import TransitionRefused
from monographs.workflow.publication import refuse_taken_slug

NO_VERSION = -1  # never equal to a real one, so the save is refused


class MonographForm(SeenForm):
    # Set by the admin when the verb, or the database, refused the first attempt.
    refusal = ""

    instance: Monograph

    class Meta:
        model = Monograph
        fields = ("title", "slug", "is_listed", "review_period_months")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("title", "slug", "author", "interests"):
            if name in self.fields:
                # A browser would cut a pasted text without a word.
                self.fields[name].widget.attrs.pop("maxlength", None)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if len(title.splitlines()) > 1:
            raise ValidationError("A title is one line. Take out the line break.")
        return title

    def clean_author(self) -> str:
        return self._one_line("author")

    def clean_interests(self) -> str:
        return self._one_line("interests")

    def _one_line(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        try:
            return one_line(text)
        except ValueError as reason:
            raise ValidationError(str(reason)) from reason

    @property
    def seen_version(self) -> int:
        """The edit version on which this save builds."""
        if self.is_bound:
            chosen = self.data.get("overwrite") or self.data.get("edit_version", "")
            return _number(chosen)
        return self.instance.edit_version

    @property
    def first_version(self) -> int:
        """The edit version with which the page was first opened."""
        if self.is_bound:
            return _number(self.data.get("edit_version", ""))
        return self.instance.edit_version

    def has_changed(self) -> bool:
        return bool(self.changed_data)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if self.instance.pk and slug == self.initial.get("slug"):
            return slug  # as saved: it was looked up when it was chosen
        others = Monograph.objects.exclude(pk=self.instance.pk)
        if other := others.filter(slug=slug).first():
            raise ValidationError(
                f'"{other}" has this address already. Choose another.'
            )
        try:
            refuse_taken_slug(Monograph(pk=self.instance.pk or 0), slug)
        except TransitionRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        return slug

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.refusal:
            raise ValidationError(self.refusal)
        return cleaned

    def _post_clean(self) -> None:
        if self.instance._state.adding or self.has_changed():
            # In a stale form, what nobody touched here stays as others saved it.
            super()._post_clean()  # type: ignore[misc]


def _number(text: str) -> int:
    return (
        int(text)
        if text.isascii() and text.isdigit() and len(text) < 10
        else (NO_VERSION)
    )
