"""Bringing two drafts together that started from the same text. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from monographs.content import ROW_MODELS, Document, place_of


class Side(StrEnum):
    DRAFT = "draft"
    CURRENT = "current"


@dataclass(frozen=True)
class Merged:
    document: Document
    conflicts: list[str]


def merge_documents(
    *, base: Document, draft: Document, current: Document, prefer: Side | None
) -> Merged:
    """A change on one side wins over none; changes on both need a preference."""
    conflicts: list[str] = []

    def pick(was: Any, parked: Any, now: Any, place: str) -> Any:
        if parked in (now, was):
            return now
        if now == was or prefer == Side.DRAFT:
            return parked
        if prefer is None:
            conflicts.append(place)
        return now

    header: dict[str, Any] = {
        name: pick(
            getattr(base, name), getattr(draft, name), getattr(current, name), place
        )
        for name, place in _HEADER_IN_WORDS.items()
    }
    rows: dict[str, Any] = {
        field: tuple(
            row
            for key in _in_order(getattr(draft, field), getattr(current, field))
            if (
                row := pick(
                    _by_key(base, field).get(key),
                    _by_key(draft, field).get(key),
                    _by_key(current, field).get(key),
                    _place(field, key, draft, current, base),
                )
            )
            is not None
        )
        for field in ROW_MODELS
    }
    return Merged(_without_orphan_cells(replace(current, **header, **rows)), conflicts)


def _by_key(document: Document, field: str) -> dict[UUID, Any]:
    return {row.key: row for row in getattr(document, field)}


def _in_order(draft: Iterable[Any], current: Iterable[Any]) -> list[UUID]:
    """The draft's order, with rows known only elsewhere behind their neighbours."""
    order = [row.key for row in draft]
    behind = 0
    for row in current:
        if row.key in order:
            behind = order.index(row.key) + 1
        else:
            order.insert(behind, row.key)
            behind += 1
    return order


_HEADER_IN_WORDS = {
    "title": "the title",
    "slug": "the address",
    "is_listed": "listed",
    "author": "the author",
    "interests": "the interests",
}


def _place(field: str, key: UUID, *documents: Document) -> str:
    """The conflicting row in words."""
    rows = [row for document in documents if (row := _by_key(document, field).get(key))]
    return place_of(field, rows[0])


def _without_orphan_cells(document: Document) -> Document:
    """A cell goes with its column."""
    subjects = {subject.key for subject in document.subjects}
    return replace(
        document,
        comparison_rows=tuple(
            replace(
                row,
                cells=tuple(cell for cell in row.cells if cell.subject_key in subjects),
            )
            for row in document.comparison_rows
        ),
    )
