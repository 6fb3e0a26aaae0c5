"""The parts of a monograph's page, in the order in which readers meet them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from monographs.citations import Citations
from monographs.content import (
    FEATURE_TABLE_ANCHOR,
    USUAL_HEADINGS,
    Document,
    DocumentSection,
    disagreement_anchor,
    faq_anchor,
    heading_of,
    section_anchor,
)
from monographs.markdown import to_html, to_inline_html
from monographs.public.side_effects import (
    FrequencyGroup,
    SeriousEffect,
    group_by_frequency,
    serious_ones,
)

# Their rows stand below the text of the first section of the kind.
_WITH_ROWS = ("side_effects", "faqs")
# Readers look for these on every drug's page; that one is missing is said.
_ABSENCES = {
    "usage": "This page has no section on usage.",
    "dosage": "This page has no section on dosage.",
    "side_effects": "This page has no section on side effects.",
    "precautions": "This page has no section on precautions.",
}
_EMPTY = "This section holds no text."
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """HTML from Markdown."""

    content: SafeString


@dataclass(frozen=True)
class Question:
    anchor: str
    question: str
    answer: Text


@dataclass(frozen=True)
class TableRow:
    feature: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class FeatureTable:
    subjects: tuple[str, ...]
    rows: tuple[TableRow, ...]


@dataclass(frozen=True)
class DisagreementNote:
    anchor: str
    question: str
    positions: Text
    shown: Text
    reason: Text
    is_settled: bool

    def texts(self) -> tuple[Text, ...]:
        return (self.positions, self.shown, self.reason)


@dataclass(frozen=True, kw_only=True)
class Part:
    kind: str
    anchor: str
    heading: str
    body: Text | None = None
    absence: str = ""
    serious: tuple[SeriousEffect, ...] = ()
    frequency_groups: tuple[FrequencyGroup, ...] = ()
    questions: tuple[Question, ...] = ()
    table: FeatureTable | None = None
    disagreements: tuple[DisagreementNote, ...] = ()

    @property
    def is_more_than_text(self) -> bool:
        return bool(
            self.frequency_groups or self.questions or self.table or self.disagreements
        )

    def html(self) -> Iterator[str]:
        """All of its text that may refer to a citation."""
        if self.body:
            yield self.body.content
        for question in self.questions:
            yield from (question.question, question.answer.content)
        for group in self.frequency_groups:
            for cluster in group.clusters:
                yield from (effect.wording for effect in cluster.effects)
        for row in self.table.rows if self.table else ():
            yield from row.cells
        for note in self.disagreements:
            yield from (note.question, *(text.content for text in note.texts()))


def parts_of(document: Document) -> list[Part]:
    return list(_PARTS[document.kind](document, _citations(document)))


def _citations(document: Document) -> Citations:
    return Citations(citation.number for citation in document.citations)


def _drug_parts(document: Document, citations: Collection[int]) -> Iterator[Part]:
    """In the same order on every page, whatever the source's order was."""
    for kind in USUAL_HEADINGS:
        sections = [section for section in document.sections if section.kind == kind]
        if kind == "faqs":
            yield from _questions(document, sections, citations)
        elif kind == "side_effects":
            yield from _side_effects(document, sections, citations)
        elif kind == "disagreements":
            yield from _disagreements(document, citations)
        elif not sections and kind in _ABSENCES:
            yield _absent(kind)
        for number, section in enumerate(sections, 1):
            if kind not in _WITH_ROWS or number > 1:
                yield _section(section, number, citations)


def _comparison_parts(document: Document, citations: Collection[int]) -> Iterator[Part]:
    """An article keeps its own order, after the table."""
    if document.comparison_rows:
        yield _feature_table(document, citations)
    count: Counter[str] = Counter()
    faqs = [section for section in document.sections if section.kind == "faqs"]
    for section in document.sections:
        count[section.kind] += 1
        if section not in faqs[:1]:
            yield _section(section, count[section.kind], citations)
    yield from _questions(document, faqs, citations)
    yield from _disagreements(document, citations)


_PARTS = {"drug": _drug_parts, "comparison": _comparison_parts}


def _section(section: DocumentSection, number: int, citations: Collection[int]) -> Part:
    body = block(section.body, level=3, citations=citations)
    is_empty = not body.content.strip()
    return Part(
        kind=section.kind,
        anchor=section_anchor(section.kind, number),
        heading=heading_of(section),
        body=None if is_empty else body,
        absence=_EMPTY if is_empty else "",
    )


def block(markdown: str, *, level: int, citations: Collection[int]) -> Text:
    """Its highest heading gets this level: many sources begin with "####"."""
    highest = min(map(len, _HEADING.findall(markdown)), default=1)
    base = level + 1 - highest
    return Text(to_html(markdown, heading_base=base, citations=citations))


def line(markdown: str, citations: Collection[int] = ()) -> SafeString:
    """A question, a cell or a reference; without blocks, so there is no paragraph."""
    return to_inline_html(markdown, citations=citations)


def _absent(kind: str) -> Part:
    return Part(
        kind=kind,
        anchor=section_anchor(kind, 1),
        heading=USUAL_HEADINGS[kind],
        absence=_ABSENCES[kind],
    )


def _side_effects(
    document: Document, sections: list[DocumentSection], citations: Collection[int]
) -> Iterator[Part]:
    """The list stands in the first section on side effects, after its own words."""
    rows = document.side_effects
    part = _section(sections[0], 1, citations) if sections else _absent("side_effects")
    if not rows:
        yield part
        return
    yield Part(
        kind=part.kind,
        anchor=part.anchor,
        heading=part.heading,
        body=part.body,
        serious=serious_ones(rows),
        frequency_groups=group_by_frequency(rows, citations),
    )


def _questions(
    document: Document, sections: list[DocumentSection], citations: Collection[int]
) -> Iterator[Part]:
    """Below the words that introduce them, if there are any."""
    intro = _section(sections[0], 1, citations) if sections else None
    if intro and not document.faqs:
        yield intro
    elif document.faqs:
        yield Part(
            kind="faqs",
            anchor="faqs",
            heading=intro.heading if intro else USUAL_HEADINGS["faqs"],
            body=intro.body if intro else None,
            questions=tuple(
                Question(
                    faq_anchor(number),
                    line(faq.question, citations),
                    block(faq.answer, level=4, citations=citations),
                )
                for number, faq in enumerate(document.faqs, 1)
            ),
        )


def _disagreements(document: Document, citations: Collection[int]) -> Iterator[Part]:
    if document.disagreements:
        yield Part(
            kind="disagreements",
            anchor="disagreements",
            heading=USUAL_HEADINGS["disagreements"],
            disagreements=tuple(
                DisagreementNote(
                    anchor=disagreement_anchor(number),
                    question=line(row.question, citations),
                    positions=block(row.positions, level=4, citations=citations),
                    shown=block(row.shown, level=4, citations=citations),
                    reason=block(row.reason, level=4, citations=citations),
                    is_settled=row.is_settled,
                )
                for number, row in enumerate(document.disagreements, 1)
            ),
        )


def _feature_table(document: Document, citations: Collection[int]) -> Part:
    subjects = document.subjects
    rows = []
    for row in document.comparison_rows:
        texts = {cell.subject_key: cell.text for cell in row.cells}
        cells = tuple(
            line(texts.get(subject.key, ""), citations) for subject in subjects
        )
        rows.append(TableRow(row.feature, cells))
    return Part(
        kind="feature_table",
        anchor=FEATURE_TABLE_ANCHOR,
        heading="Feature by feature",
        table=FeatureTable(tuple(subject.name for subject in subjects), tuple(rows)),
    )
