"""The rows that need nothing but their fields."""

from typing import Any

from django import forms

from monographs.desk.lookup import CLASSES, DRUGS, NameField
from monographs.desk.row_form import RowForm
from monographs.desk.row_formset import RowFormSet
from monographs.desk.row_inline import RowInline
from monographs.models import (
    FAQ,
    Citation,
    ClassMembership,
    Component,
    Disagreement,
    Name,
    Row,
    Section,
)

SHORT_TEXT = forms.Textarea(attrs={"rows": 2})


class NameFormSet(RowFormSet):
    unique = ("kind", "text")
    swapped = "text"
    twice = "This name is listed twice."


class NameInline(RowInline):
    model = Name
    formset = NameFormSet
    plain_fields = ("position", "kind", "text")
    hint = "Other names of the drug."


class ClassForm(RowForm):
    drug_class = NameField(CLASSES, ClassMembership, "drug_class", label="Class")
    drug_class_is_new = forms.BooleanField(required=False, label="Add as a new class")
    field_order = ("position", "drug_class", "drug_class_is_new")


class ClassFormSet(RowFormSet):
    unique = ("drug_class_id",)
    twice = "This class is listed twice."

    def _identity(self, row: Any) -> tuple[Any, ...]:
        # Of one that is to be added with this save only the name is known.
        return (row.drug_class_id or row.drug_class.name.lower(),)


class ClassInline(RowInline):
    model = ClassMembership
    form = ClassForm
    formset = ClassFormSet
    plain_fields = ("position",)
    related = ("drug_class",)
    verbose_name = "class"
    verbose_name_plural = "classes"


class ComponentForm(RowForm):
    drug = NameField(
        DRUGS, Component, "drug", required=False, label="Its own monograph, if any"
    )
    field_order = ("position", "name", "drug")


class ComponentFormSet(RowFormSet):
    unique = ("name",)
    swapped = "name"
    twice = "This component is listed twice."


class ComponentInline(RowInline):
    model = Component
    form = ComponentForm
    formset = ComponentFormSet
    plain_fields = ("position", "name")
    related = ("drug",)
    hint = "Only for combination products."


class SectionForm(RowForm):
    previewed = "body"


class SectionInline(RowInline):
    model = Section
    form = SectionForm
    plain_fields = ("position", "kind", "heading", "body")
    hint = "Text is written in Markdown."

    def row_field(self, field: Any, **kwargs: Any) -> Any:
        if field.name == "body":
            kwargs["widget"] = forms.Textarea(attrs={"rows": 8})
        return super().row_field(field, **kwargs)


class FAQForm(RowForm):
    previewed = "answer"


class FAQInline(RowInline):
    model = FAQ
    form = FAQForm
    plain_fields = ("position", "question", "answer")

    def row_field(self, field: Any, **kwargs: Any) -> Any:
        if field.name in ("question", "answer"):
            rows = 2 if field.name == "question" else 4
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        return super().row_field(field, **kwargs)


class CitationFormSet(RowFormSet):
    unique = ("number",)
    swapped = "number"
    twice = "Two citations have this number."

    def passing_value(self, row: Row, number: int) -> int:
        return 2_000_000_000 + number


class CitationForm(RowForm):
    number = forms.IntegerField(
        min_value=1,
        max_value=9_999,
        error_messages={
            "min_value": "Citations are numbered from 1.",
            "max_value": "Citation numbers go up to 9,999.",
        },
    )


class CitationInline(RowInline):
    model = Citation
    form = CitationForm
    formset = CitationFormSet
    plain_fields = ("position", "number", "text", "url")
    hint = "The text refers to number 3 as [3]."

    def row_field(self, field: Any, **kwargs: Any) -> Any:
        if field.name == "text":
            kwargs["widget"] = SHORT_TEXT
        return super().row_field(field, **kwargs)


class DisagreementForm(RowForm):
    def clean(self) -> dict[str, Any]:
        super().clean()
        typed = self.cleaned_data
        says_all = typed.get("shown") and typed.get("reason")
        if typed.get("is_settled") and not says_all and not self.errors:
            self.add_error(
                "is_settled",
                "A settled disagreement says what this page shows, and why.",
            )
        return typed


class DisagreementInline(RowInline):
    model = Disagreement
    form = DisagreementForm
    plain_fields = (
        *("position", "question", "positions", "shown", "reason"),
        "is_settled",
    )
    verbose_name_plural = "where sources disagree"
    hint = (
        "Readers see this. While it is not settled, the page says that the cautious "
        "advice stands until a reviewer decides."
    )

    def row_field(self, field: Any, **kwargs: Any) -> Any:
        if field.name in ("question", "positions", "shown", "reason"):
            rows = 4 if field.name == "positions" else 2
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        return super().row_field(field, **kwargs)
