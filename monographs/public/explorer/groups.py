"""Statements filtered and grouped: by number, part of the body, seriousness. Pure."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from monographs.frequency import Serious
from monographs.models.public import BodySystem
from monographs.public.explorer import asked
from monographs.public.explorer.asked import Asked
from monographs.public.explorer.statements import HowOften, Statement
from monographs.public.side_effects import often_first

_SERIOUS = {
    Serious.YES: "Marked as serious",
    Serious.NO: "Marked as not serious",
    Serious.NOT_STATED: "Not said whether serious",
}


@dataclass(frozen=True)
class Group:
    anchor: str
    heading: str
    statements: tuple[Statement, ...]
    how_often: HowOften | None = None  # where it is the same for all


@dataclass(frozen=True)
class Counts:
    """How many statements of the whole page say how often in which way."""

    all: int
    with_figure: int
    with_word: int
    without: int
    serious: int


def counts_of(statements: Iterable[Statement]) -> Counts:
    statements = list(statements)
    with_figure = sum(one.has_figure for one in statements)
    with_word = sum(
        not one.has_figure and bool(one.row.frequency.word) for one in statements
    )
    return Counts(
        all=len(statements),
        with_figure=with_figure,
        with_word=with_word,
        without=len(statements) - with_figure - with_word,
        serious=sum(one.is_serious for one in statements),
    )


def groups_of(statements: Iterable[Statement], wanted: Asked) -> list[Group]:
    """From often to seldom, in each group and where the groups are numbers."""
    shown = [one for one in statements if _is_wanted(one, wanted)]
    shown.sort(key=lambda one: often_first(one.row))
    return list(_GROUPS[wanted.order](shown))


def _is_wanted(one: Statement, wanted: Asked) -> bool:
    return (
        (one.is_serious or not wanted.is_serious_only)
        and (one.has_figure or not wanted.has_figure_only)
        and one.holds(wanted.text)
    )


def _by_number(statements: list[Statement]) -> Iterator[Group]:
    groups: dict[HowOften, list[Statement]] = {}
    for one in statements:
        groups.setdefault(one.how_often, []).append(one)
    for number, (how_often, members) in enumerate(groups.items(), 1):
        heading = how_often.sentence[:1].upper() + how_often.sentence[1:]
        yield Group(f"frequency-{number}", heading, tuple(members), how_often)


def _by_system(statements: list[Statement]) -> Iterator[Group]:
    for system in BodySystem:
        members = tuple(one for one in statements if one.row.body_system == system)
        if members:
            yield Group(system.value.replace("_", "-"), system.label, members)


def _by_seriousness(statements: list[Statement]) -> Iterator[Group]:
    for serious, heading in _SERIOUS.items():
        members = tuple(one for one in statements if one.row.serious == serious)
        if members:
            yield Group(serious.value.replace("_", "-"), heading, members)


_GROUPS: dict[str, Callable[[list[Statement]], Iterator[Group]]] = {
    asked.NUMBER: _by_number,
    asked.SYSTEM: _by_system,
    asked.SERIOUS: _by_seriousness,
}
