"""How much a run measures."""

from dataclasses import dataclass

from benchmarks.load import Bounds


@dataclass(frozen=True)
class SheetSize:
    """In lines about side effects."""

    few: int
    many: int
    # A plain resource takes minutes for more; its cost a line does not fall.
    plain: int
    growth: int


@dataclass(frozen=True)
class Size:
    small: int  # monographs
    large: int
    bounds: Bounds
    repeats: int
    documents: int
    sheets: SheetSize

    @property
    def growth(self) -> str:
        return f"{self.large:,} monographs / at {self.small:,}"


FULL = Size(
    1_000,
    100_000,
    Bounds(rounds=15, requests=120, seconds=0.8),
    repeats=7,
    documents=6_500,
    sheets=SheetSize(few=20_000, many=100_000, plain=5_000, growth=1_000_000),
)
QUICK = Size(
    1_000,
    10_000,
    Bounds(rounds=7, requests=80, seconds=0.3),
    repeats=3,
    documents=1_000,
    sheets=SheetSize(few=2_000, many=10_000, plain=500, growth=50_000),
)
