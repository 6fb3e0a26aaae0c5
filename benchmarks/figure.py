"""What was measured, and the table that shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("What", "Measured", "Budget", "Kept")


@dataclass(frozen=True)
class Figure:
    what: str
    measured: str
    budget: str = ""
    is_kept: bool | None = None  # None: there is no budget

    @property
    def cells(self) -> tuple[str, ...]:
        kept = {True: "yes", False: "NO", None: ""}[self.is_kept]
        return self.what, self.measured, self.budget, kept


def at_most(
    what: str, value: float, budget: float, *, unit: str = "", detail: str = ""
) -> Figure:
    kept = value <= budget
    return Figure(what, _said(value, unit, detail), f"≤ {_said(budget, unit)}", kept)


def at_least(
    what: str, value: float, budget: float, *, unit: str = "", detail: str = ""
) -> Figure:
    kept = value >= budget
    return Figure(what, _said(value, unit, detail), f"≥ {_said(budget, unit)}", kept)


def as_text(figures: Sequence[Figure]) -> str:
    rows = [HEADINGS, *(figure.cells for figure in figures)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines)


def as_markdown(figures: Sequence[Figure]) -> str:
    rows = [HEADINGS, ("---",) * len(HEADINGS), *(figure.cells for figure in figures)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _said(value: float, unit: str, detail: str = "") -> str:
    """Whole numbers as such, others with the digits that mean something."""
    digits = 0 if isinstance(value, int) else 2 if value < 10 else 1
    return f"{value:,.{digits}f}{unit}" + (f" ({detail})" if detail else "")
