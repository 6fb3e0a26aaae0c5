"""All rows of a table, what stands above its header among them."""

from collections.abc import Iterator

from monographs.importing.sheets.reading import Found, Line, SheetLimits
from monographs.importing.sheets.reading.read import READERS


def every_row(content: bytes, name: str, found: Found, table: str) -> Iterator[Line]:
    """Blank ones are left out and counted."""
    limits = SheetLimits.from_settings()
    return READERS[found.format].rows(content, name, found, table, limits)
