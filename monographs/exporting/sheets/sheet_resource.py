"""A sheet as django-import-export declares one; reading and writing is ours."""

from collections import OrderedDict
from typing import Any, NoReturn

from import_export import resources
from import_export.declarative import ModelDeclarativeMetaclass
from import_export.exceptions import ImportExportError
from tablib import Dataset

from monographs.exporting.sheets.kinds_of_field import (
    AddressField,
    KeyField,
    PositionField,
    VerifiedField,
)
from monographs.exporting.sheets.sheet_field import SheetField
from monographs.models import Monograph


class RowByRowRefused(ImportExportError):  # type: ignore[misc]
    """As programs that know django-import-export alone expect it."""


class SheetMeta(ModelDeclarativeMetaclass):  # type: ignore[misc]
    """Only what is declared is a column, in the order in which it is declared."""

    def __new__(cls, name: str, bases: tuple[type, ...], attributes: Any) -> Any:
        resource = super().__new__(cls, name, bases, attributes)
        declared = [
            (column, field)
            for column, field in resource.fields.items()
            if isinstance(field, SheetField)
        ]
        declared.sort(key=lambda one: (one[1].is_last, one[1].declared))
        resource.fields = OrderedDict(declared)
        return resource


class SheetResource(resources.ModelResource, metaclass=SheetMeta):  # type: ignore[misc]
    """`Meta` says what the sheet is called, and how a line without a key is found."""

    sheet: Any  # set where all sheets are put together

    def get_export_order(self) -> list[str]:
        return list(self.fields)

    get_import_order = get_export_order

    def export(self, queryset: Any = None, **kwargs: Any) -> Dataset:
        """Of these pages; for programs that know django-import-export alone."""
        pages = Monograph.objects.all() if queryset is None else queryset
        chosen = list(pages.order_by("pk").values_list("pk", flat=True))
        lines = self.sheet.current(chosen)
        return Dataset(
            *(line.cells for line in lines), headers=self.sheet.column_names()
        )

    def import_data(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Row by row it would pass by the preview, the record and the undoing."""
        raise RowByRowRefused(
            "Spreadsheets are loaded by `manage.py import_sheets` or at the desk."
        )


class RowResource(SheetResource):
    """What every sheet of rows has."""

    key = KeyField(
        "Identifies the line. Leave it as it is; leave it empty for a new line.",
        example="5b0d5c2e-7f1c-4f0e-9d54-0a4c6c1c9a11",
        reads=("key",),
    )
    drug = AddressField(
        "The address of the page that the line belongs to, as in the sheet drugs.",
        example="examplazole",
        reads=("monograph__slug",),
        gives="drug",
        is_required=True,
        of_page=True,
    )
    position = PositionField(
        "Its place among the lines of its page. Empty: behind the others.",
        example="1",
        reads=("position",),
        gives="position",
        least=1,
        most=1_000_000,
    )
    verified = VerifiedField(
        "Whether somebody has looked at what an import brought. Never read back.",
        example="no",
        reads=("origin", "verified_by_id"),
        of=(),
        is_informative=True,
        is_last=True,
    )
