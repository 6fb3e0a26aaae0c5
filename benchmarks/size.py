"""How much a run measures."""

from dataclasses import dataclass

from benchmarks.load import Bounds


@dataclass(frozen=True)
class Size:
    small: int  # monographs
    large: int
    bounds: Bounds
    repeats: int
    documents: int

    @property
    def growth(self) -> str:
        return f"{self.large:,} monographs / at {self.small:,}"


FULL = Size(
    1_000,
    100_000,
    Bounds(rounds=15, requests=120, seconds=0.8),
    repeats=7,
    documents=6_500,
)
QUICK = Size(
    1_000,
    10_000,
    Bounds(rounds=7, requests=80, seconds=0.3),
    repeats=3,
    documents=1_000,
)
