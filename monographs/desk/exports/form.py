from typing import Any

from django import forms

from monographs.desk.exports.selection import Selection
from monographs.exporting.sheets import (
    SHEETS,
    live_pages,
    published_tables,
    working_tables,
)
from monographs.exporting.tables import TABLE_FORMATS, Table, TableFormat

WORKING, PUBLISHED = "working", "published"


class ExportForm(forms.Form):
    pages = forms.ChoiceField(label="Which pages", widget=forms.RadioSelect)
    text = forms.ChoiceField(
        label="Which text",
        widget=forms.RadioSelect,
        choices=[
            (WORKING, "The working copies, with what is not published yet"),
            (PUBLISHED, "What readers see now"),
        ],
        initial=WORKING,
    )
    format = forms.ChoiceField(
        label="Format",
        choices=[(name, form.label) for name, form in TABLE_FORMATS.items()],
        help_text="Several sheets as CSV or TSV are a ZIP with a file for each.",
    )
    sheets = forms.MultipleChoiceField(
        label="Sheets",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (name, f"{sheet.label}: {sheet.explains}") for name, sheet in SHEETS.items()
        ],
        initial=list(SHEETS),
        error_messages={"required": "Choose one sheet at least."},
    )

    def __init__(self, *args: Any, selection: Selection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.selection = selection
        choices = selection.choices
        self.fields["pages"].choices = choices  # type: ignore[attr-defined]
        self.fields["pages"].initial = choices[0][0]

    @property
    def table_format(self) -> TableFormat:
        return TABLE_FORMATS[self.cleaned_data["format"]]

    def tables(self) -> list[Table]:
        pages = self.selection.pages(self.cleaned_data["pages"])
        sheets = self.cleaned_data["sheets"]
        if self.cleaned_data["text"] == PUBLISHED:
            return published_tables(live_pages(pages), sheets)
        return working_tables(pages, sheets)
