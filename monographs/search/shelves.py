"""Where entries are kept apart, so that names are found without reading texts."""

from dataclasses import dataclass

from monographs.models.public import Publication, SearchEffect, SearchEntry

_ENTRIES = SearchEntry._meta.db_table
_EFFECTS = SearchEffect._meta.db_table
_PAGES = Publication._meta.db_table


@dataclass(frozen=True)
class Shelf:
    """The terms are the conditions of the shelf's indexes (`0035_search_indexes`)."""

    name: str
    table: str
    terms: tuple[str, ...] = ()
    # Conditions too: the next ring is read only if those before held little.
    rings: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"search_{self.name}_words"

    @property
    def parts(self) -> str:
        return f"search_{self.name}_parts"

    def where(self, condition: str) -> str:
        return " AND ".join([*(f"found.{term}" for term in self.terms), condition])


_RINGS = (
    "found.publication_id <= 500",
    "found.publication_id > 500 AND found.publication_id <= 10000",
    "found.publication_id > 10000",
)


def _of_drugs(kind: str) -> Shelf:
    terms = ("page_kind = 'drug'", f"kind = '{kind}'")
    return Shelf(kind, _ENTRIES, terms, _RINGS)


TITLES = _of_drugs("title")
NAMES = _of_drugs("name")
QUESTIONS = _of_drugs("question")
SECTIONS = _of_drugs("section")
COMPARISONS = Shelf("comparison", _ENTRIES, ("page_kind = 'comparison'",))
EFFECTS = Shelf("effect", _EFFECTS)


def _of_withdrawn(column: str) -> Shelf:
    """What a withdrawn page is called by: all that is left of it to be found."""
    table = (
        f"(SELECT id, kind, title, slug, {column} AS folded "  # noqa: S608
        f"FROM {_PAGES} WHERE withdrawn_at IS NOT NULL)"
    )
    return Shelf(f"withdrawn {column}", table)


WITHDRAWN_TITLES = _of_withdrawn("sort_key")
WITHDRAWN_ADDRESSES = _of_withdrawn("slug")
