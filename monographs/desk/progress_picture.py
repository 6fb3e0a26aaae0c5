"""The collection's progress as shapes for an inline picture. Pure: numbers in, out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

NAMES = {
    "all": "In the collection",
    "verified": "Every row verified",
    "in_review": "In review",
    "published": "Published",
    "overdue": "Review overdue",
}
# From the bottom of a column upwards; each monograph is in one of them.
STAGES = {
    "stage_published": "published",
    "stage_in_review": "in review",
    "stage_verified": "verified, not submitted",
    "stage_unverified": "rows not verified",
}
LINES = ("all", "verified", "published")
LETTERS_WIDTH, LETTERS_HEIGHT, COLUMN = 560, 150, 20
TIME_WIDTH, TIME_HEIGHT = 560, 150
MOST_POINTS = 60


@dataclass(frozen=True)
class Bar:
    name: str
    label: str
    count: int
    percent: int
    width: float  # of 100


@dataclass(frozen=True)
class Part:
    stage: str
    y: float
    height: float


@dataclass(frozen=True)
class Column:
    letter: str
    x: int
    middle: int
    parts: tuple[Part, ...]
    counts: tuple[int, ...]  # in the order of the names, for the table


@dataclass(frozen=True)
class Line:
    name: str
    label: str
    points: str


@dataclass(frozen=True)
class Moment:
    day: date
    counts: tuple[int, ...]


def bars(counts: Mapping[str, int]) -> list[Bar]:
    total = max(counts["all"], 1)
    return [
        Bar(name, label, counts[name], *_share(counts[name], total))
        for name, label in NAMES.items()
    ]


def columns(letters: Mapping[str, Mapping[str, int]]) -> list[Column]:
    tallest = max((counts["all"] for counts in letters.values()), default=0) or 1
    order = sorted(letters, key=lambda letter: (letter == "#", letter))
    return [
        Column(
            letter=letter.upper(),
            x=place * COLUMN,
            middle=place * COLUMN + COLUMN // 2 - 1,
            parts=tuple(_parts(letters[letter], tallest)),
            counts=tuple(letters[letter][name] for name in NAMES),
        )
        for place, letter in enumerate(order)
    ]


def lines(moments: Sequence[Moment]) -> list[Line]:
    """None before there are two days to compare."""
    if len(moments) < 2:
        return []
    first, last = moments[0].day, moments[-1].day
    days = (last - first).days or 1
    highest = max(max(moment.counts) for moment in moments) or 1
    return [
        Line(
            name,
            NAMES[name],
            " ".join(
                f"{TIME_WIDTH * (moment.day - first).days / days:.1f},"
                f"{TIME_HEIGHT * (1 - moment.counts[place] / highest):.1f}"
                for moment in moments
            ),
        )
        for place, name in enumerate(NAMES)
        if name in LINES
    ]


def thinned(moments: Sequence[Moment]) -> list[Moment]:
    """Evenly, and always with the newest."""
    step = -(-len(moments) // MOST_POINTS) or 1
    return list(reversed(list(reversed(moments))[::step]))


def _share(count: int, total: int) -> tuple[int, float]:
    return round(100 * count / total), round(100 * count / total, 1)


def _parts(counts: Mapping[str, int], tallest: int) -> list[Part]:
    parts, y = [], float(LETTERS_HEIGHT)
    for stage in STAGES:
        height = round(LETTERS_HEIGHT * counts[stage] / tallest, 1)
        y -= height
        if height:
            parts.append(Part(stage.removeprefix("stage_"), round(y, 1), height))
    return parts
