from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

Choices = tuple[tuple[str, str], ...]


class FastSelect(forms.Select):
    """The same HTML, its options rendered once for all rows that chose the same;
    Django renders one template an option, most of the time of a page of 400 rows."""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        return render_to_string(
            "admin/monographs/select.html",
            {
                "name": name,
                "attrs": self.build_attrs(self.attrs, attrs),
                "options": options(self.choices, "" if value is None else str(value)),
            },
        )


def options(choices: Iterable[tuple[Any, Any]], chosen: str) -> SafeString:
    return _options(
        tuple(("" if key is None else str(key), str(label)) for key, label in choices),
        chosen,
    )


@lru_cache(maxsize=1_000)
def _options(choices: Choices, chosen: str) -> SafeString:
    return render_to_string(
        "admin/monographs/_options.html", {"choices": choices, "chosen": chosen}
    )


class SharedFields(dict[str, forms.Field]):
    """A form copies its class's fields, each with its widget, which takes most of the
    time of making 400 forms. Nothing changes a row's fields, so they share them."""

    def __deepcopy__(self, memo: Any) -> dict[str, forms.Field]:
        return dict(self)


def row_field(field: Any, **kwargs: Any) -> forms.Field | None:
    """The form field of a row's model field, without what only repeats 400 times."""
    if field.choices:
        kwargs.setdefault("widget", FastSelect)
    form_field: forms.Field | None = field.formfield(**kwargs)
    if form_field is not None:
        form_field.help_text = ""
        # A browser would cut a pasted text without a word; the server says so.
        form_field.widget.attrs.pop("maxlength", None)
    return form_field
