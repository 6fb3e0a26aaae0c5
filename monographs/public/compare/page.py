"""What the comparison's page shows of the pages that were chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import get_text_list

from monographs.content import Document
from monographs.public.addresses import page_url
from monographs.public.compare.asked import MOST, ORDERS, Asked
from monographs.public.compare.choosing import Chosen
from monographs.public.compare.matrix import Matrix, compare_effects
from monographs.public.compare.merged import merged_in
from monographs.public.compare.names import Offer
from monographs.public.compare.side_by_side import SideBySide, sections_side_by_side
from monographs.public.lookup import Found, load_contents
from monographs.public.page import Fact, facts_of
from monographs.public.standing import Standing
from monographs.search import Article

_FACTS = ("Generic names", "Classes", "Contains")


@dataclass(frozen=True)
class Drug:
    document: Document
    standing: Standing
    remove_url: str

    @property
    def title(self) -> str:
        return self.document.title

    @property
    def facts(self) -> list[Fact]:
        facts = facts_of(self.document)
        return [fact for fact in facts if fact.values and fact.term in _FACTS]


@dataclass(frozen=True)
class Link:
    text: str
    url: str
    is_current: bool = False


@dataclass(frozen=True)
class Unknown:
    name: str
    remove_url: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class Added:
    """Why the name that somebody typed did not simply add a drug."""

    name: str
    is_there_already: bool
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class ComparePage:
    chosen: Chosen
    drugs: tuple[Drug, ...]
    about_them: tuple[Article, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    added: Added | None = None

    @property
    def asked(self) -> Asked:
        return self.chosen.asked

    @property
    def heading(self) -> str:
        titles = [drug.title for drug in self.drugs]
        if len(titles) > 1:
            return f"{get_text_list(titles, 'and')} compared"
        return f"Compare {titles[0]} with others" if titles else "Compare drugs"

    @property
    def title(self) -> str:
        if self.added:
            return f"{self.heading}: add “{self.added.name}”"
        order = f": {ORDERS[self.asked.order].lower()}" if self.asked.order else ""
        return self.heading + order

    @property
    def is_comparison(self) -> bool:
        return len(self.drugs) > 1

    @property
    def columns(self) -> int:
        """Of the table: the effects, and one for each drug."""
        return len(self.drugs) + 1

    @property
    def is_full(self) -> bool:
        return len(self.asked.slugs) >= MOST

    @property
    def canonical_url(self) -> str:
        """Of the drugs that are shown, whatever else the address names."""
        slugs = tuple(drug.standing.slug for drug in self.drugs)
        return Asked(slugs).url

    @property
    def withdrawn(self) -> list[tuple[Standing, str]]:
        return [
            (page.standing, self.asked.without(page.slug).url)
            for page in self.chosen.withdrawn
        ]

    @property
    def articles_asked_for(self) -> list[tuple[Standing, str]]:
        return [
            (page.standing, self.asked.without(page.slug).url)
            for page in self.chosen.articles
        ]

    @property
    def left_out(self) -> list[str]:
        return [_as_name(slug) for slug in self.asked.left_out]

    @property
    def orders(self) -> list[Link]:
        return [
            Link(text, self.asked.with_order(order).url, order == self.asked.order)
            for order, text in ORDERS.items()
        ]

    @property
    def articles(self) -> list[Link]:
        return [
            Link(article.title, page_url("comparison", article.slug))
            for article in self.about_them
        ]

    @cached_property
    def sections(self) -> tuple[SideBySide, ...]:
        return tuple(sections_side_by_side(self._documents))

    @cached_property
    def matrix(self) -> Matrix:
        documents = self._documents
        return compare_effects(documents, self.asked.order, merged_in(documents))

    @property
    def without_list(self) -> list[Drug]:
        return [drug for drug in self.drugs if not drug.document.side_effects]

    @property
    def _documents(self) -> list[Document]:
        return [drug.document for drug in self.drugs]


def page_of(
    chosen: Chosen,
    *,
    about_them: tuple[Article, ...],
    unknown: Iterable[Unknown] = (),
    added: Added | None = None,
) -> ComparePage:
    load_contents(chosen.drugs)
    return ComparePage(
        chosen=chosen,
        drugs=tuple(_drug(page, chosen.asked) for page in chosen.drugs),
        about_them=about_them,
        unknown=tuple(unknown),
        added=added,
    )


def unknown_one(slug: str, asked: Asked, offers: tuple[Offer, ...]) -> Unknown:
    return Unknown(_as_name(slug), asked.without(slug).url, offers)


def _drug(page: Found, asked: Asked) -> Drug:
    standing = page.standing
    return Drug(page.document, standing, asked.without(standing.slug).url)


def _as_name(slug: str) -> str:
    return slug.replace("-", " ")
