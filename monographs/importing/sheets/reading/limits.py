"""How much of a spreadsheet is read before it is refused."""

from dataclasses import dataclass
from typing import Self

from django.conf import settings

from monographs.importing.intake import Limits


@dataclass(frozen=True)
class SheetLimits:
    """`files` are the limits of every import; rows are those below a header."""

    files: Limits
    sheets: int
    rows: int
    columns: int
    cell_bytes: int

    @classmethod
    def from_settings(cls) -> Self:
        return cls(
            files=Limits.from_settings(),
            sheets=settings.IMPORT_SHEETS,
            rows=settings.IMPORT_SHEET_ROWS,
            columns=settings.IMPORT_SHEET_COLUMNS,
            cell_bytes=settings.IMPORT_CELL_BYTES,
        )

    @property
    def line_characters(self) -> int:
        """Room for the longest cell and for all others: no line is longer."""
        return self.cell_bytes + self.cell_bytes // 2

    @property
    def short(self) -> int:
        """So many characters are allowed whatever they are."""
        return self.cell_bytes // 4

    def allows(self, cell: str) -> bool:
        if len(cell) <= self.short:
            return True
        return len(cell.encode(errors="surrogatepass")) <= self.cell_bytes
