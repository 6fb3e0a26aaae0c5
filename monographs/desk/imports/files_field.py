"""A field that takes several files."""

from typing import Any

from django import forms


class ManyFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """All files that were chosen, not the last one alone."""

    def __init__(self, *, endings: str, **options: Any) -> None:
        options.setdefault("error_messages", {"required": "Choose one file at least."})
        super().__init__(widget=ManyFiles(attrs={"accept": endings}), **options)

    def clean(self, data: Any, initial: Any = None) -> Any:
        one = super().clean
        return [one(each, initial) for each in data or [None]]
