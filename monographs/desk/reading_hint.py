"""How hard the page's texts are to read, for the person who writes them: a hint."""

from collections.abc import Iterable

from monographs.desk.row_formset import RowFormSet
from monographs.desk.text_preview import LONGEST_PREVIEW
from monographs.markdown import to_text
from monographs.readability import Readability, readability_of


def reading_hint(formsets: Iterable[RowFormSet]) -> Readability | None:
    """Of all texts that have a preview, as they stand in the form; without a query."""
    texts = [
        form.shown[form.previewed]
        for formset in formsets
        for form in formset.initial_forms
        if form.previewed
    ]
    lengths = sum(map(len, texts))
    if not lengths or lengths > LONGEST_PREVIEW:
        return None
    return readability_of("\n".join(to_text(text) for text in texts))
