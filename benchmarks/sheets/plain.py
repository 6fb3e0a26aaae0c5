"""What django-import-export does by itself, and what it can be made to do.

Plain is what its documentation begins with: natural keys, unchanged rows skipped and
not reported. A frequency is several columns of the model and one of the sheet, so its
field is our own; it remembers what it has read.
"""

from functools import cache
from typing import Any

from import_export import fields, resources, widgets

from monographs.exporting.sheets import SHEETS
from monographs.models import Effect, Monograph, SideEffect

_OURS = SHEETS["side_effects"].by_name


class OurField(fields.Field):  # type: ignore[misc]
    """A column of our sheet whose cell is not the model's own value."""

    def __init__(self, column_name: str) -> None:
        super().__init__(attribute=column_name, column_name=column_name)
        self.ours = _OURS[column_name]
        self.read = cache(self.ours.read)

    def get_value(self, instance: Any) -> tuple[Any, ...]:
        return tuple(getattr(instance, path) for path in self.ours.reads)

    def save(self, instance: Any, row: Any, *args: Any, **kwargs: Any) -> None:
        for name, value in self.read(row[self.column_name] or "").items():
            setattr(instance, name, value)

    def export(self, instance: Any, **kwargs: Any) -> str:
        return self.ours.as_text(*self.get_value(instance))


def _text(name: str) -> fields.Field:
    """A workbook has no blank texts, only cells that are not there."""
    widget = widgets.CharWidget(coerce_to_string=True, allow_blank=True)
    return fields.Field(attribute=name, column_name=name, widget=widget)


class PlainResource(resources.ModelResource):  # type: ignore[misc]
    drug = fields.Field(
        attribute="monograph",
        column_name="drug",
        widget=widgets.ForeignKeyWidget(Monograph, "slug"),
    )
    effect = fields.Field(
        attribute="effect",
        column_name="effect",
        widget=widgets.ForeignKeyWidget(Effect, "name"),
    )
    body_system = fields.Field(
        attribute="effect__body_system", column_name="body_system", readonly=True
    )
    wording = _text("wording")
    frequency_word = _text("frequency_word")
    frequency_phrase = _text("frequency_phrase")
    group = _text("group")
    scope_name = _text("scope_name")
    frequency = OurField("frequency")
    comparator = OurField("comparator")
    basis = OurField("basis")
    serious = OurField("serious")
    scope = OurField("scope")

    class Meta:
        model = SideEffect
        import_id_fields = ("drug", "effect")
        skip_unchanged = True
        report_skipped = False
        fields = (
            "drug",
            "position",
            "effect",
            "body_system",
            "wording",
            "frequency",
            "frequency_word",
            "frequency_phrase",
            "basis",
            "affected",
            "total",
            "comparator",
            "serious",
            "group",
            "scope",
            "scope_name",
        )


class BulkResource(PlainResource):
    """With what its documentation names for large files, and rows read with what they
    refer to, which it does not name."""

    drug = fields.Field(
        attribute="monograph",
        column_name="drug",
        widget=widgets.CachedForeignKeyWidget(Monograph, "slug"),
    )
    effect = fields.Field(
        attribute="effect",
        column_name="effect",
        widget=widgets.CachedForeignKeyWidget(Effect, "name"),
    )

    class Meta(PlainResource.Meta):
        use_bulk = True
        skip_html_diff = True

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("monograph", "effect")
