"""How long a text may become by hand; what an import brought may be longer.

Saving takes time in proportion to the text, since the checks read all of it: about
two seconds for a million characters.
"""

from django import forms

from monographs.content import Document, dumps
from monographs.models import Monograph
from monographs.workflow import TransitionRefused
from monographs.workflow.snapshot import text_at

LONGEST_TEXT = 1_000_000
# As much as an import takes in of one document.
LONGEST_PAGE = 2_000_000


def is_unlimited(field: forms.Field) -> bool:
    return isinstance(field, forms.CharField) and field.max_length is None


def refuse_longer_text(text: str, *, saved: str) -> None:
    if len(text) > max(LONGEST_TEXT, len(saved)):
        raise forms.ValidationError(
            f"This text has {len(text):,} characters; up to {LONGEST_TEXT:,} can be "
            "saved. Shorten it, or spread it over several rows."
        )


def refuse_longer_page(
    document: Document, monograph: Monograph, *, was_at: int
) -> None:
    """Unless it was as long before the change."""
    length = len(dumps(document))
    if length <= LONGEST_PAGE:
        return
    before = text_at(monograph, was_at)
    if before is None or length > len(dumps(before)):
        raise TransitionRefused(
            f"With this the page would have {length:,} characters; up to "
            f"{LONGEST_PAGE:,} can be saved. Shorten it, or make two pages of it."
        )
