"""Reads entries: several shelves in one query, no more than a page could show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection

from monographs.models.public import Publication, PublishedSideEffect, SearchEffect
from monographs.search.clause import Clause
from monographs.search.dialect import dialect
from monographs.search.shelves import (
    EFFECTS,
    NAMES,
    TITLES,
    WITHDRAWN_ADDRESSES,
    WITHDRAWN_TITLES,
    Shelf,
)

_OF_WITHDRAWN = {WITHDRAWN_TITLES, WITHDRAWN_ADDRESSES}
_OF_NAMES = {TITLES, NAMES, EFFECTS, *_OF_WITHDRAWN}
_PAGE = Publication._meta.db_table
_LISTED = PublishedSideEffect._meta.db_table
_EFFECT = SearchEffect._meta.get_field("effect").remote_field.model._meta.db_table


class Row(NamedTuple):
    id: int
    kind: str
    label: str
    text: str
    summary: str
    anchor: str
    # The page; of an effect, the effect.
    page_id: int
    page_kind: str
    title: str
    slug: str
    folded: str  # of a name
    has_phrase: bool


@dataclass(frozen=True)
class Branch:
    """One way of looking at one shelf."""

    shelf: Shelf
    clause: Clause
    most: int
    phrase: str = ""
    by_beginning: bool = False


def read(branches: Iterable[Branch]) -> list[list[Row]]:
    """The rows of each branch, in one query."""
    branches = list(branches)
    if not branches:
        return []
    parts, params = [], []
    for number, branch in enumerate(branches):
        for name, statement, values in _parts(branch, number):
            parts.append((name, statement))
            params += values
    statements = ", ".join(f"{name} AS ({statement})" for name, statement in parts)
    rows = " UNION ALL ".join(f"SELECT * FROM {name}" for name, _ in parts)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {statements} {rows}", params)
        found: list[list[Row]] = [[] for _ in branches]
        for number, *values in cursor.fetchall():
            found[number].append(Row(*values))
    return found


def _parts(branch: Branch, number: int) -> Iterator[tuple[str, str, list[Any]]]:
    """A branch as named statements: as many as it has rings, else one."""
    before: list[str] = []
    for place, ring in enumerate(branch.clause.rings or ("",)):
        name = f"branch_{number}_{place}"
        counts = " + ".join(f"(SELECT count(*) FROM {one})" for one in before)  # noqa: S608
        conditions = [ring, f"{counts} < {branch.most}" if counts else ""]
        statement, params = _select(branch, number, list(filter(None, conditions)))
        yield name, statement, params
        before.append(name)


def _select(
    branch: Branch, number: int, conditions: list[str]
) -> tuple[str, list[Any]]:
    params: list[Any] = []
    has_phrase = "1 = 0"
    if branch.phrase:
        has_phrase = dialect().has_phrase
        params.append(branch.phrase)
    columns, joined, condition = _columns(branch.shelf)
    folded = "found.folded" if branch.shelf in _OF_NAMES else "''"
    order = f" ORDER BY {dialect().by_beginning}" if branch.by_beginning else ""
    where = " AND ".join([branch.clause.condition, condition, *conditions])
    # Only names of our own tables and columns are put together here.
    sql = (
        f"SELECT {number} AS branch, {columns}, {folded} AS folded, "  # noqa: S608
        f"{has_phrase} AS has_phrase "
        f"FROM {branch.clause.source} {joined} WHERE {where}{order} "
        f"LIMIT {branch.most}"
    )
    return sql, [*params, *branch.clause.params]


def _columns(shelf: Shelf) -> tuple[str, str, str]:
    """What is read, from which tables beside the shelf's own, on which condition."""
    if shelf is EFFECTS:
        return _of_an_effect()
    return _of_a_withdrawn_page() if shelf in _OF_WITHDRAWN else _of_a_page()


def _of_a_page() -> tuple[str, str, str]:
    return (
        "found.id, found.kind, found.label, found.text, found.summary, found.anchor, "
        "page.id, page.kind, page.title, page.slug",
        f"JOIN {_PAGE} page ON page.id = found.publication_id",
        "page.withdrawn_at IS NULL",
    )


def _of_a_withdrawn_page() -> tuple[str, str, str]:
    return (
        "found.id, 'withdrawn', '', found.title, '', '', "
        "found.id, found.kind, found.title, found.slug",
        "",
        "TRUE",
    )


def _of_an_effect() -> tuple[str, str, str]:
    return (
        "found.id, 'effect', '', found.text, '', '', "
        "effect.id, 'effect', effect.name, effect.slug",
        f"JOIN {_EFFECT} effect ON effect.id = found.effect_id",
        f"EXISTS (SELECT 1 FROM {_LISTED} listed "  # noqa: S608
        "WHERE listed.effect_id = effect.id)",
    )
