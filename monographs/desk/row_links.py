"""Where a row's form stands on its monograph's page, and an address that leads there.

Positions change; an address by key stays right as long as the row is there.
"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from monographs.content import ROW_MODELS, Document
from monographs.models import Monograph

# As the formsets are called.
PREFIXES = {
    field: model._meta.get_field("monograph").remote_field.related_name
    for field, model in ROW_MODELS.items()
}


def anchors_of(document: Document) -> dict[UUID, str]:
    """Each row's place on the page, by its key: "sections-0"."""
    return {
        row.key: f"{prefix}-{number}"
        for field, prefix in PREFIXES.items()
        for number, row in enumerate(getattr(document, field))
    }


def anchors_on_page(formsets: Iterable[Any]) -> dict[UUID, str]:
    """As they stand on the page that is shown now."""
    return {
        form.instance.key: f"{formset.prefix}-{number}"
        for formset in formsets
        for number, form in enumerate(formset.forms)
    }


def row_url(monograph: Monograph, key: UUID) -> str:
    return reverse(f"admin:monographs_{monograph.kind}_row", args=[monograph.pk, key])


class RowLinks:
    """For the admin of a monograph."""

    admin_site: Any
    opts: Any

    def get_urls(self) -> list[Any]:
        row = path(
            "<path:object_id>/row/<uuid:key>/",
            self.admin_site.admin_view(self.row_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_row",
        )
        return [row, *super().get_urls()]  # type: ignore[misc]

    def row_view(self, request: HttpRequest, object_id: str, key: UUID) -> HttpResponse:
        monograph = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if monograph is None:
            raise Http404("There is no such monograph.")
        if not self.has_view_permission(request, monograph):  # type: ignore[attr-defined]
            raise PermissionDenied("Your account may not read this monograph.")
        page = reverse(f"admin:monographs_{monograph.kind}_change", args=[monograph.pk])
        anchor = _anchor(monograph, key)
        if anchor is None:
            messages.info(request, "That row is no longer in the working copy.")
            return HttpResponseRedirect(page)
        return HttpResponseRedirect(f"{page}#{anchor}")


def _anchor(monograph: Monograph, key: UUID) -> str | None:
    for field, model in ROW_MODELS.items():
        keys = list(
            model.objects.filter(monograph=monograph).values_list("key", flat=True)
        )
        if key in keys:
            return f"{PREFIXES[field]}-{keys.index(key)}"
    return None
