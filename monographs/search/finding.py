"""Searching, and suggesting while somebody types."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from monographs.search import near
from monographs.search.dialect import dialect
from monographs.search.extract import extract, marked
from monographs.search.query import Query
from monographs.search.ranking import in_order
from monographs.search.reading import Branch, Row, read
from monographs.search.results import (
    FACETS,
    Facet,
    Hit,
    Place,
    Results,
    Suggestion,
    Withdrawn,
)
from monographs.search.shelves import (
    COMPARISONS,
    EFFECTS,
    NAMES,
    QUESTIONS,
    SECTIONS,
    TITLES,
    Shelf,
)
from monographs.search.withdrawn import withdrawn_branches, withdrawn_pages

PAGE_SIZE = 20
MOST_SUGGESTIONS = 8
# Nobody reads further; they add a word.
_MOST = 100
_MOST_PLACES = 3
# What is counted in which facet.
_DRUGS = {TITLES, NAMES, QUESTIONS, SECTIONS}
_SHELVES: dict[str, set[Shelf]] = {
    "": {*_DRUGS, COMPARISONS, EFFECTS},
    "drug": _DRUGS,
    "comparison": {COMPARISONS},
    "effect": {EFFECTS},
    "question": {QUESTIONS, COMPARISONS},
}
_EXACT = 0


@dataclass(frozen=True)
class _Found:
    """A page or an effect: its best entry, and the others on it."""

    tier: int
    row: Row
    others: list[Row]


def search(typed: str, *, facet: str = "", after: int = 0) -> Results:
    """One query; a second where names are mistyped or look like others."""
    query = Query.of(typed)
    branches = _branches(query, _MOST) if query.folded else []
    rows, withdrawn = _read(branches, query)
    ranked = in_order(chain(*rows), query)
    groups = {kind: _grouped(ranked, kind) for kind in FACETS}
    chosen = groups[facet]
    shown = chosen[after : after + PAGE_SIZE]
    exact = next((row for tier, row in ranked if tier == _EXACT), None)
    is_known = any(page.is_exact for page in withdrawn)
    return Results(
        text=query.text,
        facets=tuple(_facets(groups, _full_shelves(branches, rows))),
        hits=tuple(_hit(found, query) for found in shown),
        first=after + 1,
        next=after + PAGE_SIZE if len(chosen) > after + PAGE_SIZE else None,
        withdrawn=withdrawn,
        offers=() if ranked or is_known or not query.folded else near.offers(query),
        look_alikes=near.look_alikes(exact) if exact else (),
        is_cut=query.is_cut,
        has_only_stop_words=query.has_only_stop_words,
    )


def _full_shelves(branches: list[Branch], rows: list[list[Row]]) -> set[Shelf]:
    """Where more was found than was read."""
    return {
        branch.shelf
        for branch, found in zip(branches, rows, strict=True)
        if len(found) >= branch.most
    }


def _facets(groups: dict[str, list[_Found]], full: set[Shelf]) -> Iterator[Facet]:
    for kind, label in FACETS.items():
        is_more = bool(full & _SHELVES[kind])
        yield Facet(kind, label, len(groups[kind]), is_more)


def suggest(typed: str) -> list[Suggestion]:
    query = Query.of(typed)
    if not query.folded:
        return []
    rows, withdrawn = _read(_name_branches(query, MOST_SUGGESTIONS), query)
    ranked = in_order(chain(*rows), query)
    live = [_suggestion(found.row) for found in _grouped(ranked, "")]
    exact = [_suggestion_of_withdrawn(page) for page in withdrawn if page.is_exact]
    begun = [_suggestion_of_withdrawn(page) for page in withdrawn if not page.is_exact]
    offers = () if live or exact else near.offers(query)
    return [
        *exact,
        *live[: MOST_SUGGESTIONS - len(withdrawn)],
        *begun,
        *(Suggestion(text, "Did you mean this?", "", "") for text in offers),
    ]


def _read(
    branches: list[Branch], query: Query
) -> tuple[list[list[Row]], tuple[Withdrawn, ...]]:
    """The rows of each branch, and the withdrawn pages; one query."""
    rows = read([*branches, *withdrawn_branches(query)])
    of_withdrawn = chain(*rows[len(branches) :])
    return rows[: len(branches)], withdrawn_pages(query, of_withdrawn)


def _branches(query: Query, most: int) -> list[Branch]:
    branches = _name_branches(query, most)
    if query.can_search_texts:
        words = [(word, False) for word in query.stems]
        branches += [
            Branch(
                shelf,
                dialect().with_words(shelf, words),
                most,
                phrase=" ".join(query.stems),
            )
            for shelf in (QUESTIONS, SECTIONS)
        ]
    return branches


def _name_branches(query: Query, most: int) -> list[Branch]:
    names = (TITLES, NAMES, EFFECTS)
    return [
        *(
            Branch(
                shelf, dialect().starting(shelf, query.folded), most, by_beginning=True
            )
            for shelf in names
        ),
        *(
            Branch(shelf, dialect().with_words(shelf, query.beginnings), most)
            for shelf in (*names, COMPARISONS)
        ),
    ]


def _grouped(ranked: Iterable[tuple[int, Row]], facet: str) -> list[_Found]:
    """What a facet shows, the best first: questions one by one, else page by page."""
    found: dict[tuple[str, int], _Found] = {}
    for tier, row in ranked:
        if facet == "question":
            if row.kind == "question":
                found[row.kind, row.id] = _Found(tier, row, [])
            continue
        if facet and row.page_kind != facet:
            continue
        one = found.setdefault((row.page_kind, row.page_id), _Found(tier, row, []))
        if one.row is not row and row.anchor:
            one.others.append(row)
    return list(found.values())


def _hit(found: _Found, query: Query) -> Hit:
    row = found.row
    is_passage = row.kind in ("question", "section")
    other_name = row.text if row.text != row.title and not is_passage else ""
    return Hit(
        kind=row.kind,
        page_kind=row.page_kind,
        slug=row.slug,
        title=marked(row.title, query),
        label=row.label if row.kind == "name" else "",
        matched=marked(row.label if is_passage else other_name, query),
        extract=extract(row.text if is_passage else row.summary, query),
        anchor=row.anchor,
        also=tuple(
            Place(other.label, other.anchor) for other in found.others[:_MOST_PLACES]
        ),
    )


def _suggestion(row: Row) -> Suggestion:
    if row.kind == "name":
        return Suggestion(
            row.text, f"{row.label} of {row.title}", row.page_kind, row.slug
        )
    if row.kind == "effect":
        detail = "side effect" if row.text == row.title else f"side effect: {row.title}"
        return Suggestion(row.text, detail, row.page_kind, row.slug)
    return Suggestion(row.title, row.page_kind, row.page_kind, row.slug)


def _suggestion_of_withdrawn(page: Withdrawn) -> Suggestion:
    return Suggestion(
        page.title, "withdrawn: the page says why", page.page_kind, page.slug
    )
