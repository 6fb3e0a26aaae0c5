"""Withdrawn pages, by the beginning of their title or address.

Nothing else of them is looked through: their text is public no more.
"""

from collections.abc import Iterable

from monographs.models.public.publication import sort_key
from monographs.search.dialect import dialect
from monographs.search.query import SHORTEST_BEGINNING, Query
from monographs.search.reading import Branch, Row
from monographs.search.results import Withdrawn
from monographs.search.shelves import WITHDRAWN_ADDRESSES, WITHDRAWN_TITLES, Shelf

MOST_WITHDRAWN = 3


def withdrawn_branches(query: Query) -> list[Branch]:
    return [
        Branch(
            shelf,
            dialect().starting(shelf, beginning),
            MOST_WITHDRAWN,
            by_beginning=True,
        )
        for shelf, beginning in _beginnings(query).items()
    ]


def withdrawn_pages(query: Query, rows: Iterable[Row]) -> tuple[Withdrawn, ...]:
    """Those that are called exactly so first."""
    exact = set(_beginnings(query).values())
    pages: dict[int, Withdrawn] = {}
    for row in sorted(rows, key=lambda row: (row.folded not in exact, row.folded)):
        is_exact = row.folded in exact
        if is_exact or len(query.folded) >= SHORTEST_BEGINNING:
            page = Withdrawn(row.title, row.page_kind, row.slug, is_exact)
            pages.setdefault(row.page_id, page)
    return tuple(pages.values())[:MOST_WITHDRAWN]


def _beginnings(query: Query) -> dict[Shelf, str]:
    if not query.folded:
        return {}
    return {
        WITHDRAWN_TITLES: sort_key(query.text),
        WITHDRAWN_ADDRESSES: query.folded.replace(" ", "-"),
    }
