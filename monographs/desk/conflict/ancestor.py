"""What both sides started from, in the words of the form's inputs."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from monographs.content import (
    Document,
    DocumentClass,
    DocumentComparisonRow,
    DocumentRow,
    DocumentSideEffect,
)
from monographs.desk.comparison_table import cell_name
from monographs.desk.monograph_form import MonographForm
from monographs.desk.row_form import RowForm
from monographs.desk.seen import plain
from monographs.desk.typed_frequency import frequency_inputs

Values = dict[str, Any]


class Ancestor:
    """The text that the page was opened with, as far as it was kept."""

    def __init__(self, document: Document | None) -> None:
        self._document = document
        self._rows: dict[UUID, DocumentRow] = (
            {row.key: row for row in document.rows()} if document else {}
        )

    def text(self, form: MonographForm | RowForm, name: str) -> str | None:
        """Only what has the digest that the form carries is what was shown there."""
        candidates = (form.saved(name), form.posted(name), self._kept(form, name))
        return next(
            (
                text
                for text in candidates
                if text is not None and form.is_as_shown(name, text)
            ),
            None,
        )

    def _kept(self, form: MonographForm | RowForm, name: str) -> str | None:
        if isinstance(form, RowForm):
            row = self._rows.get(form.instance.key)
            values = dict(_values_of(row)) if row else {}
        else:
            values = vars(self._document) if self._document else {}
        # A cell that was empty is no cell.
        return plain(values[name]) if name in values else None


def _values_of(row: DocumentRow) -> Iterator[tuple[str, Any]]:
    yield from vars(row).items()
    if isinstance(row, DocumentClass):
        yield "drug_class", row.name
    elif isinstance(row, DocumentSideEffect):
        yield from frequency_inputs(row.frequency).items()
    elif isinstance(row, DocumentComparisonRow):
        for cell in row.cells:
            yield cell_name(cell.subject_key), cell.text
