"""Which entry answers a query best. Pure."""

from collections.abc import Iterable
from typing import Any

from monographs.search.query import Query
from monographs.search.reading import Row
from monographs.search.words import fold, fold_stems

# The exact name first, then names, effects, questions, and what texts say.
_EXACT, _TITLE_BEGINS, _TITLE, _NAME_BEGINS, _NAME, _EFFECT, _QUESTION, _SECTION = (
    range(8)
)


def in_order(rows: Iterable[Row], query: Query) -> list[tuple[int, Row]]:
    """Each entry once, the best first, with its tier."""
    unique = {(row.kind, row.id): row for row in rows}
    ranked = sorted(((_rank(row, query), row) for row in unique.values()), key=_key)
    return [(rank[0], row) for rank, row in ranked]


def _key(pair: tuple[tuple[Any, ...], Row]) -> Any:
    rank, row = pair
    return rank, row.page_id, row.id


def _rank(row: Row, query: Query) -> tuple[Any, ...]:
    if row.kind in ("title", "name"):
        folded = row.folded or fold(row.text)
        is_drug = row.page_kind == "drug"
        return (
            _name_tier(row.kind, folded, query),
            row.kind != "title",
            not is_drug,
            folded,
        )
    if row.kind == "effect":
        begins = row.folded.startswith(query.folded)
        return _EFFECT, row.folded != query.folded, not begins, row.folded
    tier = _QUESTION if row.kind == "question" else _SECTION
    is_about = set(query.stems) <= set(fold_stems(row.label).split())
    return tier, not is_about, not row.has_phrase, fold(row.title)


def _name_tier(kind: str, folded: str, query: Query) -> int:
    if folded == query.folded:
        return _EXACT
    if folded.startswith(query.folded):
        return _TITLE_BEGINS if kind == "title" else _NAME_BEGINS
    return _TITLE if kind == "title" else _NAME
