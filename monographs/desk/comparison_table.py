"""The feature table of a comparison: columns, and rows with a text for each column."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from monographs.desk.bulk_rows import update_rows
from monographs.desk.row_form import RowForm
from monographs.desk.row_formset import RowFormSet
from monographs.desk.row_inline import RowInline
from monographs.models import ComparisonCell, ComparisonRow, ComparisonSubject

CELL = "cell_"
Subjects = list[ComparisonSubject]


class SubjectFormSet(RowFormSet):
    unique = ("name",)
    swapped = "name"
    twice = "This subject is listed twice."


class SubjectInline(RowInline):
    model = ComparisonSubject
    formset = SubjectFormSet
    plain_fields = ("position", "name")
    verbose_name = "subject"
    verbose_name_plural = "subjects (the columns of the table)"
    hint = "A new column can be filled in once it is saved. A deleted one takes its "
    hint += "cells with it."


@dataclass(frozen=True)
class ShownCell:
    name: str
    label: str
    text: str


class ComparisonRowForm(RowForm):
    """One text area for each column that there is."""

    instance: ComparisonRow

    def __init__(self, *args: Any, subjects: Subjects = [], **kwargs: Any) -> None:  # noqa: B006 — never changed
        super().__init__(*args, **kwargs)
        self.columns = {cell_name(subject.key): subject for subject in subjects}
        # In the fetched row, so without a query; a new row has none.
        cells = [] if self.instance._state.adding else self.instance.cells.all()
        self.cells = {cell_name(cell.subject.key): cell for cell in cells}
        for name, subject in self.columns.items():
            self.fields[name] = forms.CharField(
                required=False,
                label=subject.name,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
            if name in self.cells:
                self.initial[name] = self.cells[name].text
        self.lost_columns = self._posted_cells() - self.columns.keys()
        for name in self.lost_columns:
            self.fields[name] = forms.CharField(
                required=False,
                label="A column that was deleted",
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def clean_feature(self) -> str:
        """On one line: its input is as high as the cells beside it."""
        return " ".join(self.cleaned_data["feature"].split())

    def shown_cells(self) -> list[ShownCell]:
        """Columns that somebody deleted come last, with the text typed for them."""
        names = [*self.columns, *sorted(self.lost_columns)]
        return [
            ShownCell(name, str(self.fields[name].label), self.shown[name])
            for name in names
        ]

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name in self.lost_columns:
            if self.cleaned_data.get(name) and not self.cleaned_data.get("DELETE"):
                self.add_error(
                    name,
                    "Somebody deleted this column after you opened the page. Move "
                    "this text to another column, or add the column again.",
                )
        return self.cleaned_data

    def _posted_cells(self) -> set[str]:
        """Cells with text, of whichever columns there were when the page was opened."""
        if not self.is_bound:
            return set()
        start = self.add_prefix(CELL)
        return {
            CELL + name.removeprefix(start)
            for name, text in self.data.items()
            if name.startswith(start) and text.strip()
        }


class ComparisonRowFormSet(RowFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "subjects": self.subjects}

    @property
    def subjects(self) -> Subjects:
        if not hasattr(self, "_subject_list"):
            monograph = self.instance
            self._subject_list: Subjects = (
                list(ComparisonSubject.objects.filter(monograph=monograph.pk))
                if monograph.pk
                else []
            )
        return self._subject_list

    def save_parts(self, saved: list[RowForm]) -> None:
        """The cells of the saved rows; columns deleted just now take theirs along."""
        subjects = set(self._still_there())
        changed, added = [], []
        for form in saved:
            assert isinstance(form, ComparisonRowForm)  # noqa: S101
            for name, subject in form.columns.items():
                if subject.pk not in subjects:
                    continue
                text = form.cleaned_data.get(name, "")
                cell = form.cells.get(name)
                if cell is None and text:
                    added.append(
                        ComparisonCell(row=form.instance, subject=subject, text=text)
                    )
                elif cell is not None and cell.text != text:
                    cell.text = text
                    changed.append(cell)
        update_rows(ComparisonCell, changed, ["text"])
        ComparisonCell.objects.bulk_create(added)

    def _still_there(self) -> Any:
        return ComparisonSubject.objects.filter(monograph=self.instance).values_list(
            "pk", flat=True
        )


class ComparisonRowInline(RowInline):
    model = ComparisonRow
    form = ComparisonRowForm
    formset = ComparisonRowFormSet
    template = "admin/monographs/comparison_rows.html"
    plain_fields = ("position", "feature")
    verbose_name = "row"
    verbose_name_plural = "rows of the table"
    hint = "One text for each subject. Write in Markdown, on one line."

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        cells = ComparisonCell.objects.select_related("subject")
        return super().get_queryset(request).prefetch_related(Prefetch("cells", cells))


def cell_name(key: UUID) -> str:
    return CELL + key.hex
