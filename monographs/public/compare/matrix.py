"""Side effects of drugs beside each other, all told of the same number of people. Pure.

That a page does not list an effect says nothing about the medicine, so a cell is
"not listed", and never "none".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from uuid import UUID

from monographs.content import Document, DocumentSideEffect
from monographs.frequency import (
    BAND_NAMES,
    BAND_SENTENCES,
    Band,
    Basis,
    Serious,
    in_people,
    shared_denominator,
)
from monographs.public.side_effects import BASES, label_of, say, wording_of

# How many blocks stand beside a band's name.
_LEVELS = {
    Band.VERY_COMMON: 5,
    Band.COMMON: 4,
    Band.UNCOMMON: 3,
    Band.RARE: 2,
    Band.VERY_RARE: 1,
}
NOTHING_MERGED: Mapping[UUID, UUID] = MappingProxyType({})
_NO_FIGURE = "; it gives no figure"


@dataclass(frozen=True)
class Statement:
    """What one page says about one effect."""

    figure: str  # empty: the source gives none
    source_says: str
    band: str
    level: int
    note: str  # about whom, from what
    wording: str  # as the source writes it, where that differs
    is_serious: bool


@dataclass(frozen=True)
class Cell:
    drug: str
    statements: tuple[Statement, ...]
    has_list: bool  # its page lists side effects at all

    @property
    def is_listed(self) -> bool:
        return bool(self.statements)

    @cached_property
    def meaning(self) -> frozenset[tuple[str, str, bool]]:
        """What differs where pages say different things about an effect."""
        return frozenset(
            (one.figure, one.source_says, one.is_serious) for one in self.statements
        )


@dataclass(frozen=True)
class Row:
    effect: str
    cells: tuple[Cell, ...]
    most: float  # the highest share that a page gives, to order by

    @property
    def is_listed_by_all(self) -> bool:
        return all(cell.is_listed for cell in self.cells if cell.has_list)

    @property
    def is_said_alike(self) -> bool:
        return len({cell.meaning for cell in self.cells if cell.has_list}) == 1


@dataclass(frozen=True)
class Group:
    heading: str
    rows: tuple[Row, ...]

    @property
    def count(self) -> str:
        return f"{len(self.rows):,}"


@dataclass(frozen=True)
class Matrix:
    whole: int  # the number of people that all figures are of
    groups: tuple[Group, ...]

    @property
    def people(self) -> str:
        return f"{self.whole:,} people"


def compare_effects(
    documents: Sequence[Document],
    order: str = "",
    merged: Mapping[UUID, UUID] = NOTHING_MERGED,
) -> Matrix:
    """`merged` says which key stands for a key that a version was sealed with."""
    listed = [row for document in documents for row in document.side_effects]
    whole = shared_denominator(row.frequency for row in listed)
    rows = _rows(documents, whole, merged)
    return Matrix(whole, _grouped(rows, order, _lists(documents)))


def _lists(documents: Iterable[Document]) -> int:
    return sum(bool(document.side_effects) for document in documents)


def _rows(
    documents: Sequence[Document], whole: int, merged: Mapping[UUID, UUID]
) -> list[Row]:
    """One for each effect, the most frequent first, those without figures last."""
    effects: dict[str, list[list[DocumentSideEffect]]] = {}
    names: dict[str, str] = {}
    by_key: dict[object, str] = {}
    for place, document in enumerate(documents):
        for row in document.side_effects:
            # An effect that was renamed since has the same key, one that was made
            # again the same name.
            key = merged.get(row.effect_key, row.effect_key)
            name = by_key.setdefault(key, row.effect.casefold())
            names.setdefault(name, row.effect)
            lists = effects.setdefault(name, [[] for _ in documents])
            lists[place].append(row)
    found = [
        _row(names[name], lists, documents, whole) for name, lists in effects.items()
    ]
    return sorted(found, key=lambda row: (-row.most, row.effect.casefold()))


def _row(
    effect: str,
    lists: Sequence[Sequence[DocumentSideEffect]],
    documents: Sequence[Document],
    whole: int,
) -> Row:
    cells = (
        Cell(
            document.title,
            tuple(dict.fromkeys(_statement(row, whole) for row in rows)),
            has_list=bool(document.side_effects),
        )
        for rows, document in zip(lists, documents, strict=True)
    )
    intervals = (row.frequency.interval for rows in lists for row in rows)
    most = max((float(one.high) for one in intervals if one), default=-1)
    return Row(effect, tuple(cells), most)


def _statement(row: DocumentSideEffect, whole: int) -> Statement:
    frequency = row.frequency
    shared = in_people(frequency, whole)
    band = frequency.band if frequency.interval else None
    basis = "" if frequency.basis is Basis.MIXED else BASES[frequency.basis]
    return Statement(
        figure=shared.text if shared else "",
        source_says=_source_says(row, is_told=bool(shared and shared.is_exact)),
        band=BAND_NAMES[band] if band else "",
        level=_LEVELS[band] if band else 0,
        note="; ".join(filter(None, [label_of(row), basis])),
        wording=wording_of(row, ()),
        is_serious=row.serious == Serious.YES,
    )


def _source_says(row: DocumentSideEffect, *, is_told: bool) -> str:
    """What the figure does not tell: counts, finer figures, words alone."""
    said = say(row.frequency)
    if is_told and row.frequency.affected is None:
        return ""
    if said == BAND_SENTENCES[Band.NOT_STATED]:
        return ""
    return said.removesuffix(_NO_FIGURE)


def _grouped(rows: list[Row], order: str, lists: int) -> tuple[Group, ...]:
    if order == "name" or lists < 2:
        by_name = sorted(rows, key=lambda row: row.effect.casefold())
        return (Group("All that are listed", tuple(by_name)),) if rows else ()
    whose = "both" if lists == 2 else "all"
    some = "one only" if lists == 2 else "some only"
    shared = [row for row in rows if row.is_listed_by_all]
    others = Group(
        f"Listed by {some}", tuple(row for row in rows if not row.is_listed_by_all)
    )
    if order == "shared":
        groups = [Group(f"Listed by {whose}", tuple(shared)), others]
    else:
        groups = [
            Group(f"Listed by {whose}, not said alike", _those(shared, differ=True)),
            others,
            Group(f"Listed by {whose}, said alike", _those(shared, differ=False)),
        ]
    return tuple(group for group in groups if group.rows)


def _those(rows: Iterable[Row], *, differ: bool) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.is_said_alike != differ)
