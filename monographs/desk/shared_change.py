"""A change of something that many monographs use is a change of each of them."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from monographs.desk.rights import VocabularyAdmin
from monographs.models.monograph import MonographQuerySet
from monographs.workflow import touch_all


class SharedChange(VocabularyAdmin):
    """Announces the change to all monographs whose content holds the record."""

    change_form_template = "admin/monographs/shared_change.html"
    in_content: tuple[str, ...] = ()  # the fields that their content repeats

    def monographs_with(self, record: Model) -> MonographQuerySet:
        raise NotImplementedError

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
        return super().render_change_form(request, context, *args, **kwargs)
