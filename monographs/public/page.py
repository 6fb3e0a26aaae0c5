"""A monograph as HTML: the live page, an old version and a preview alike."""

import re
from dataclasses import dataclass

from django.template import loader
from django.utils.safestring import SafeString

from monographs.content import Document, DocumentClass
from monographs.public.addresses import class_url, component_url
from monographs.public.parts import Part, parts_of
from monographs.public.references import Reference, references_of
from monographs.public.standing import Standing

_NAMES = {
    "generic": "Generic names",
    "brand": "Brand names",
    "synonym": "Other names",
    "abbreviation": "Short forms",
}


_AUTHORSHIP = re.compile(
    r"\b(authors?|interests?|fund(ed|ing)|sponsor\w*|disclosures?)\b", re.IGNORECASE
)
# "Author: …" at the beginning of a part, whatever its heading: some articles have such
# a line above their first heading.
_BYLINE = re.compile(r"(?:\s|<[^>]*>)*authors?\s*:", re.IGNORECASE)
# So many names of a kind stand on the page at once; the others unfold.
_NAMES_AT_ONCE = 8


@dataclass(frozen=True)
class FactValue:
    text: str
    url: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Fact:
    term: str
    values: tuple[FactValue, ...]

    @property
    def first(self) -> tuple[FactValue, ...]:
        return self.values[: self._at_once]

    @property
    def others(self) -> tuple[FactValue, ...]:
        return self.values[self._at_once :]

    @property
    def _at_once(self) -> int:
        # To unfold two would take more room than they do.
        return _NAMES_AT_ONCE if len(self.values) > _NAMES_AT_ONCE + 2 else 999


@dataclass(frozen=True)
class Article:
    title: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]
    is_comparison: bool = False
    author: str = ""
    interests: str = ""

    @property
    def authorship(self) -> tuple[Part, ...]:
        """Where its text says who wrote it, and for whom, unless both are stated."""
        if self.author and self.interests:
            return ()
        return tuple(
            part
            for part in self.parts
            if _AUTHORSHIP.search(part.heading)
            or (part.body and _BYLINE.match(part.body.content))
        )


def render_monograph(
    document: Document, *, standing: Standing | None = None
) -> SafeString:
    """The article; without a standing it says that nobody has reviewed this text."""
    # Of the live page alone: others are about another text than this one.
    live = standing if standing and standing.is_live else None
    has_explorer = document.kind == "drug" and document.side_effects
    html: SafeString = loader.render_to_string(
        "monographs/_article.html",
        {
            "article": article_of(document),
            "standing": standing,
            "report_url": live.report_url if live else "",
            "explorer_url": live.explorer_url if live and has_explorer else "",
        },
    )
    return html


def article_of(document: Document) -> Article:
    parts = tuple(parts_of(document))
    return Article(
        title=document.title,
        facts=tuple(fact for fact in facts_of(document) if fact.values),
        parts=parts,
        references=references_of(document.citations, parts),
        is_comparison=document.kind == "comparison",
        author=document.author,
        interests=document.interests,
    )


def facts_of(document: Document) -> list[Fact]:
    return [
        Fact(
            "Contains",
            tuple(
                FactValue(row.name, component_url(row.name, row.drug_key))
                for row in document.components
            ),
        ),
        *(
            Fact(
                term,
                tuple(
                    FactValue(name.text) for name in document.names if name.kind == kind
                ),
            )
            for kind, term in _NAMES.items()
        ),
        Fact(
            "Classes",
            tuple(
                FactValue(_class_name(row), class_url(row.slug))
                for row in document.classes
            ),
        ),
    ]


def _class_name(row: DocumentClass) -> str:
    return f"{row.name} (ATC {row.atc_code})" if row.atc_code else row.name
