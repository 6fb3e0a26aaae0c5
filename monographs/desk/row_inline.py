"""What all inlines of a monograph share."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import Media
from django.forms.models import inlineformset_factory
from django.http import HttpRequest

from monographs.desk.fast_select import SharedFields, row_field
from monographs.desk.rights import MonographRights
from monographs.desk.row_form import RowForm
from monographs.desk.row_formset import RowFormSet
from monographs.models import Monograph

# Far above any page; more than this in one request is not a person typing.
MOST_ROWS = 5_000


@dataclass(frozen=True)
class InlineRows:
    """What the page needs of an inline and its formset."""

    opts: "RowInline"
    formset: RowFormSet
    # Whoever may not edit gets the text instead of inlines.
    has_view_permission = has_add_permission = True
    has_change_permission = has_delete_permission = True

    def __iter__(self) -> Iterator[None]:
        """Django looks in each row for fields that fill themselves in; none does."""
        return iter(())

    @property
    def media(self) -> Media:
        """None: adding rows is our own script's, and there is no other."""
        return Media()

    @property
    def name(self) -> str:
        return str(self.opts.verbose_name or self.opts.opts.verbose_name)


class RowInline(MonographRights, admin.StackedInline):  # type: ignore[type-arg]
    form = RowForm
    formset: Any = RowFormSet
    fk_name = "monograph"
    template = "admin/monographs/rows.html"
    extra = 1  # without a script there is no button to add one
    # The model's fields in the form, as they are.
    plain_fields: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    hint = ""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj) or super().has_add_permission(
            request, obj
        )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        queryset: QuerySet[Any] = self.model._default_manager.all()
        return queryset.select_related(*self.related, "verified_by", "edited_by")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """Not Django's: its forms ask the database again for each row."""
        formset = inlineformset_factory(
            Monograph,
            self.model,
            form=self.form,
            formset=self.formset,
            fk_name=self.fk_name,
            fields=self.plain_fields,
            formfield_callback=partial(self.row_field, request=request),
            extra=self.extra,
            max_num=MOST_ROWS,
            absolute_max=MOST_ROWS,
        )
        formset.form.base_fields = SharedFields(formset.form.base_fields)
        return formset

    def row_field(self, field: Any, *, request: HttpRequest, **kwargs: Any) -> Any:
        return row_field(field, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.plain_fields
