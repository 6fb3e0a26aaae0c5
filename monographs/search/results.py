"""What a search answers with."""

from dataclasses import dataclass

FACETS = {
    "": "All pages",
    "drug": "Drugs",
    "comparison": "Comparisons",
    "effect": "Side effects",
    "question": "Single questions",
}


@dataclass(frozen=True)
class Piece:
    """Some letters of a text, and whether they are what was looked for."""

    text: str
    is_match: bool = False


@dataclass(frozen=True)
class Place:
    label: str
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A page or a side effect, with what matched."""

    kind: str  # title, name, effect, question or section
    page_kind: str  # drug, comparison or effect
    slug: str
    title: tuple[Piece, ...]
    # Another name, a question or a heading, if that is what matched.
    label: str
    matched: tuple[Piece, ...]
    extract: tuple[Piece, ...]
    anchor: str
    also: tuple[Place, ...] = ()


@dataclass(frozen=True)
class Facet:
    kind: str
    label: str
    count: int
    is_more: bool  # counting stopped there


@dataclass(frozen=True)
class LookAlike:
    """A name that is easily taken for another."""

    name: str
    title: str
    page_kind: str
    slug: str


@dataclass(frozen=True)
class Article:
    """A comparison that compares what was asked about."""

    title: str
    slug: str


@dataclass(frozen=True)
class Withdrawn:
    """A page that was taken away: its address says when and why."""

    title: str
    page_kind: str
    slug: str
    is_exact: bool  # what was typed is all of its title or address


@dataclass(frozen=True, kw_only=True)
class Results:
    text: str
    facets: tuple[Facet, ...]
    hits: tuple[Hit, ...]
    first: int  # the number of the first hit shown
    next: int | None  # how many are before the next page
    withdrawn: tuple[Withdrawn, ...]
    offers: tuple[str, ...]
    look_alikes: tuple[LookAlike, ...]
    is_cut: bool
    has_only_stop_words: bool


@dataclass(frozen=True)
class Suggestion:
    text: str
    detail: str
    page_kind: str  # drug, comparison, effect, or "" for words to search for
    slug: str
