"""Small documents for checks: each names only what a check should look at."""

from uuid import UUID, uuid4

from monographs.checks import REGISTERED, Context
from monographs.checks.page import Page
from monographs.content import (
    Document,
    DocumentCell,
    DocumentCitation,
    DocumentComparisonRow,
    DocumentComponent,
    DocumentFAQ,
    DocumentName,
    DocumentSection,
    DocumentSideEffect,
    DocumentSubject,
)
from monographs.frequency import read

NAUSEA = UUID(int=1)


def section(body, kind="usage", heading=""):
    return DocumentSection(key=uuid4(), kind=kind, heading=heading, body=body)


def question(asked, answer):
    return DocumentFAQ(key=uuid4(), question=asked, answer=answer)


def side_effect(phrase="", effect="nausea", effect_key=NAUSEA, **fields):
    given = {"body_system": "", "wording": effect, "serious": "not_stated"}
    given |= {"group": "", "scope": "product", "scope_name": ""}
    return DocumentSideEffect(
        key=uuid4(),
        effect_key=effect_key,
        effect=effect,
        frequency=read(phrase).frequency,
        **given | fields,
    )


def citation(number, text="Examples, 2020"):
    return DocumentCitation(key=uuid4(), number=number, text=text, url="")


def name(text, kind="brand"):
    return DocumentName(key=uuid4(), kind=kind, text=text)


def drug(*rows, title="Examplazole", components=(), **fields):
    """Rows of any kind, sorted into their places."""
    of = {DocumentSection: "sections", DocumentFAQ: "faqs", DocumentName: "names"}
    of |= {DocumentSideEffect: "side_effects", DocumentCitation: "citations"}
    places = {
        place: tuple(row for row in rows if of[type(row)] == place)
        for place in of.values()
    }
    return Document(
        key=uuid4(),
        kind="drug",
        title=title,
        slug=title.lower(),
        components=tuple(
            DocumentComponent(key=uuid4(), name=one, drug_key=None)
            for one in components
        ),
        **places,
        **fields,
    )


def comparison(*sections, cell=""):
    subject = DocumentSubject(key=uuid4(), name="Examplazole")
    row = DocumentComparisonRow(
        key=uuid4(),
        feature="Taken",
        cells=(DocumentCell(key=uuid4(), subject_key=subject.key, text=cell),),
    )
    return Document(
        key=uuid4(),
        kind="comparison",
        title="Two compared",
        slug="two-compared",
        sections=sections,
        subjects=(subject,),
        comparison_rows=(row,) if cell else (),
    )


def found_by(code, document, **context):
    """What one check finds."""
    return list(REGISTERED[code](Page(document, Context(**context))))


def sentence_found_by(code, document, **context):
    """Its only message."""
    [found] = found_by(code, document, **context)
    return found.message


def finds(code, text, kind="usage"):
    """Whether a check finds anything in a section of this text."""
    return bool(found_by(code, drug(section(text, kind))))
