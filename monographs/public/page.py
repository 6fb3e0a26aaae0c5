"""A monograph as HTML: the live page, an old version and a preview alike."""

from dataclasses import dataclass

from django.template import loader
from django.utils.safestring import SafeString

from monographs.content import Document, DocumentClass
from monographs.public.parts import Part, parts_of
from monographs.public.references import Reference, references_of
from monographs.public.standing import Standing

_NAMES = {
    "generic": "Generic names",
    "brand": "Brand names",
    "synonym": "Other names",
    "abbreviation": "Short forms",
}


@dataclass(frozen=True)
class Fact:
    term: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Article:
    title: str
    facts: tuple[Fact, ...]
    parts: tuple[Part, ...]
    references: tuple[Reference, ...]


def render_monograph(
    document: Document, *, standing: Standing | None = None
) -> SafeString:
    """The article; without a standing it says that nobody has reviewed this text."""
    html: SafeString = loader.render_to_string(
        "monographs/_article.html",
        {"article": article_of(document), "standing": standing},
    )
    return html


def article_of(document: Document) -> Article:
    parts = tuple(parts_of(document))
    return Article(
        title=document.title,
        facts=tuple(fact for fact in facts_of(document) if fact.values),
        parts=parts,
        references=references_of(document.citations, parts),
    )


def facts_of(document: Document) -> list[Fact]:
    return [
        *(
            Fact(term, tuple(name.text for name in document.names if name.kind == kind))
            for kind, term in _NAMES.items()
        ),
        Fact("Classes", tuple(_class_name(row) for row in document.classes)),
        Fact("Contains", tuple(row.name for row in document.components)),
    ]


def _class_name(row: DocumentClass) -> str:
    return f"{row.name} (ATC {row.atc_code})" if row.atc_code else row.name
