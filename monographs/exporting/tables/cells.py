"""What a cell may hold, and how it becomes text."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from django.utils import timezone

Cell = str | int | date | datetime | None
Row = Sequence[Cell]

# Spreadsheets run what begins like this as a formula, also behind blanks and signs that
# nobody sees; some also take the wide forms for the plain ones.
_INVISIBLE = (
    r"\s\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
)
_FORMULA = re.compile(
    rf"'*(?:[\t\r\n]|[{_INVISIBLE}]*[=+\-@\uff1d\uff0b\uff0d\uff20\u2212])"
)
# Most texts begin with none of these and need no closer look.
_HARMLESS_STARTS = frozenset(
    'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*#<>≥≤(["_!'
) | {""}


def as_text(cell: Cell) -> str:
    """Days and times as ISO has them: they sort, and no country reads them wrongly."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return timezone.localtime(cell).isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def guarded(text: str) -> str:
    """Text that a spreadsheet shows and never runs; `unguarded` gives it back."""
    if text[:1] in _HARMLESS_STARTS or not _FORMULA.match(text):
        return text
    return f"'{text}"


def guarded_row(row: Sequence[str]) -> Sequence[str]:
    """All its cells; mostly one look at their beginnings is enough."""
    if _HARMLESS_STARTS.issuperset([text[:1] for text in row]):
        return row
    return list(map(guarded, row))


def unguarded(text: str) -> str:
    """Apostrophes before a formula's sign are one more than the text has."""
    is_guarded = text[:1] == "'" and _FORMULA.match(text)
    return text[1:] if is_guarded else text
