"""Where entries are kept apart, so that names are found without reading texts."""

from dataclasses import dataclass

from monographs.models.public import SearchEffect, SearchEntry

_ENTRIES = SearchEntry._meta.db_table
_EFFECTS = SearchEffect._meta.db_table


@dataclass(frozen=True)
class Shelf:
    """The terms are the conditions of the shelf's indexes (`0028_search_indexes`)."""

    name: str
    table: str
    terms: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"search_{self.name}_words"

    @property
    def parts(self) -> str:
        return f"search_{self.name}_parts"

    def where(self, condition: str) -> str:
        return " AND ".join([*(f"found.{term}" for term in self.terms), condition])


TITLES = Shelf("title", _ENTRIES, ("page_kind = 'drug'", "kind = 'title'"))
NAMES = Shelf("name", _ENTRIES, ("page_kind = 'drug'", "kind = 'name'"))
QUESTIONS = Shelf("question", _ENTRIES, ("page_kind = 'drug'", "kind = 'question'"))
SECTIONS = Shelf("section", _ENTRIES, ("page_kind = 'drug'", "kind = 'section'"))
COMPARISONS = Shelf("comparison", _ENTRIES, ("page_kind = 'comparison'",))
EFFECTS = Shelf("effect", _EFFECTS)
