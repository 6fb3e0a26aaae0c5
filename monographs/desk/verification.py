"""Who verified a row, and who has edited it since: in words."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format


def verification_in_words(row: Any) -> str:
    """Empty for a row that nobody had to look at. The row comes with its people."""
    if row.origin != row.Origin.IMPORT:
        return ""
    parts = [
        f"verified by {row.verified_by}, {_when(row.verified_at)}"
        if row.verified_at
        else "imported, not verified"
    ]
    if row.edited_at:
        since = " since" if row.is_edited_since else ""
        parts.append(f"edited{since} by {row.edited_by}, {_when(row.edited_at)}")
    return "; ".join(parts)


def done_with(row: Any) -> str:
    """The same, and nothing as long as nobody has done anything with the row."""
    is_untouched = row.verified_at is None and row.edited_at is None
    return "" if is_untouched else verification_in_words(row)


def _when(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j M Y H:i")
