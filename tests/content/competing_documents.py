"""Invented documents about one drug, as two sources would tell it."""

from fractions import Fraction
from uuid import uuid4, uuid5

from monographs.content import (
    Document,
    DocumentCitation,
    DocumentFAQ,
    DocumentSection,
    DocumentSideEffect,
)
from monographs.frequency import Frequency, Interval

NAMESPACE = uuid4()
COMMON = Frequency(interval=Interval(Fraction(1, 100), True, Fraction(1, 10), True))
RARE = Frequency(interval=Interval(Fraction(0), True, Fraction(1, 1000), False))


def document(*rows, title="Examplazole", **fields):
    kinds = {
        DocumentSection: "sections",
        DocumentSideEffect: "side_effects",
        DocumentFAQ: "faqs",
        DocumentCitation: "citations",
    }
    parts = {
        name: tuple(row for row in rows if isinstance(row, kind))
        for kind, name in kinds.items()
    }
    return Document(
        key=uuid4(), kind="drug", title=title, slug="examplazole", **parts | fields
    )


def section(body, kind="usage", heading=""):
    return DocumentSection(key=uuid4(), kind=kind, heading=heading, body=body)


def faq(question, answer):
    return DocumentFAQ(key=uuid4(), question=question, answer=answer)


def effect(name, frequency=COMMON, **fields):
    return DocumentSideEffect(
        key=uuid4(),
        effect_key=uuid5(NAMESPACE, name),
        effect=name,
        body_system="other",
        wording=fields.pop("wording", name),
        frequency=frequency,
        serious=fields.pop("serious", "not_stated"),
        group=fields.pop("group", ""),
        scope=fields.pop("scope", "product"),
        scope_name=fields.pop("scope_name", ""),
    )


def citation(number, text):
    return DocumentCitation(key=uuid4(), number=number, text=text, url="")
