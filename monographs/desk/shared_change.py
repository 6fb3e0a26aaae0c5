"""A change of something that many monographs use is a change of each of them."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse

from monographs.desk.rights import VocabularyAdmin
from monographs.desk.seen import SEEN, SeenForm
from monographs.models import PublishedClass, PublishedSideEffect
from monographs.models.monograph import MonographQuerySet
from monographs.workflow import touch_all

LiveRow = PublishedClass | PublishedSideEffect


class SharedForm(SeenForm):
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial[SEEN] = self.show_seen()

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.instance._state.adding and self.changed_by_others():
            saved = ", ".join(
                f"{self.fields[name].label}: {self.saved(name)}"
                for name in self.fields
                if name != SEEN
            )
            raise forms.ValidationError(
                "Somebody changed this after you opened it, so nothing was saved. "
                f"Saved is now: {saved}. Open it again to change it."
            )
        return self.cleaned_data


class SharedChange(VocabularyAdmin):
    """Announces the change to all monographs whose content holds the record."""

    form = SharedForm
    change_form_template = "admin/monographs/shared_change.html"
    in_content: tuple[str, ...] = ()  # the fields that their content repeats
    monographs_with: Callable[[Any], MonographQuerySet]
    live_rows: type[LiveRow]  # of which each names one record
    named_by: str

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Lists that readers see take a record's words at once, without a review."""
        if not super().has_change_permission(request, obj):
            return False
        may_publish = request.user.has_perm("monographs.publish_monograph")
        return obj is None or may_publish or not self.is_read(obj)

    def is_read(self, record: Any) -> bool:
        # Nothing of a withdrawn page is among them.
        rows = self.live_rows._default_manager
        return rows.filter(**{self.named_by: record}).exists()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An address that readers have is theirs for good."""
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "slug"] if obj and self.is_read(obj) else fields

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        is_fixed = "slug" in self.get_readonly_fields(request, obj)
        return {} if is_fixed else super().get_prepopulated_fields(request, obj)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        if change and set(self.in_content) & set(form.changed_data):
            touch_all(self.monographs_with(obj), shared=obj.key, by=request.user)
        super().save_model(request, obj, form, change)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        record = kwargs.get("obj")
        if record is not None:
            context["used_in"] = self.monographs_with(record).count()
            context["is_read"] = self.is_read(record)
        return super().render_change_form(request, context, *args, **kwargs)
