"""The sections of a document, read further: rows, questions, and what they leave."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from monographs.importing.documents.draft import (
    DraftFAQ,
    DraftSection,
    DraftSideEffect,
    Issue,
    Lines,
    SectionText,
)
from monographs.importing.documents.faqs import read_faqs
from monographs.importing.documents.several_medicines import medicine_of_each
from monographs.importing.documents.side_effects import read_side_effects


@dataclass
class Assembled:
    sections: list[DraftSection] = field(default_factory=list)
    side_effects: list[DraftSideEffect] = field(default_factory=list)
    faqs: list[DraftFAQ] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


def assemble(sections: Sequence[SectionText], medicines: tuple[str, ...]) -> Assembled:
    read = Assembled()
    of_each = medicine_of_each(sections, medicines)
    for section, medicine in zip(sections, of_each, strict=True):
        body = section.text
        if section.kind == "side_effects":
            effects = read_side_effects(section, medicines=medicines)
            read.side_effects += (_of(row, medicine) for row in effects.rows)
            read.issues += effects.issues
            body = effects.rest
        elif section.kind == "faqs":
            faqs = read_faqs(section)
            read.faqs += faqs.faqs
            read.issues += faqs.issues
            body = faqs.rest
        read.sections.append(_section(section, body))
    return read


def _of(row: DraftSideEffect, medicine: str) -> DraftSideEffect:
    """In a document about several medicines, the heading says of which one."""
    if not medicine or row.scope != "product":
        return row
    return replace(row, scope="component", scope_name=medicine)


def _section(section: SectionText, body: str) -> DraftSection:
    return DraftSection(
        kind=section.kind,
        heading=section.heading,
        body=body,
        whole=section.text,
        lines=_lines(section),
    )


def _lines(section: SectionText) -> Lines:
    last = section.first + section.text.count("\n") if section.text else 0
    return Lines(section.heading_line, max(last, section.heading_line))
