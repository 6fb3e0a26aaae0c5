"""A version as an FHIR R5 document: a composition, and one resource a side effect."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from monographs.content import (
    Document,
    DocumentSection,
    DocumentSideEffect,
    heading_of,
)
from monographs.frequency import Serious, sentence
from monographs.markdown import to_text
from monographs.public.addresses import absolute_url
from monographs.public.formats.fhir_codes import about, how_often
from monographs.public.formats.fhir_text import (
    div_of_lines,
    div_of_markdown,
    div_of_table,
)
from monographs.public.formats.status import NOTICE, as_text
from monographs.public.formats.xml_text import xml_text
from monographs.public.side_effects import BASES, label_of
from monographs.public.standing import Signer, Standing

# FHIR's own words for why something is refused.
_ISSUES = {404: "not-found", 405: "not-supported", 410: "deleted"}
_NOTHING = "This section holds no text."


def as_fhir(document: Document, content: str, standing: Standing) -> str:
    return json.dumps(bundle(document, standing), ensure_ascii=False) + "\n"


def refusal_as_fhir(
    code: int, message: str = "", status: dict[str, Any] | None = None
) -> str:
    """An OperationOutcome, as FHIR's own servers answer."""
    text = f"Withdrawn: {status['reason']}" if status else message
    issue = {
        "severity": "error",
        "code": _ISSUES[code],
        "diagnostics": xml_text(text),
    }
    outcome = {"resourceType": "OperationOutcome", "issue": [issue]}
    return json.dumps(outcome, ensure_ascii=False) + "\n"


def bundle(document: Document, standing: Standing) -> dict[str, Any]:
    version = absolute_url(standing.version_url)
    subject, author = _key(f"{version}#subject"), _key(f"{version}#author")
    resources: list[tuple[UUID, dict[str, Any]]] = [
        (_key(version), _composition(document, standing, subject, author)),
        (subject, _subject(document)),
        (author, _author()),
    ]
    resources += [(row.key, _use(row, subject)) for row in document.side_effects]
    return {
        "resourceType": "Bundle",
        "type": "document",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": version},
        "timestamp": as_text(standing.version_published_at),
        "entry": [
            {"fullUrl": _reference(key), "resource": _named_by(key, resource)}
            for key, resource in resources
        ],
    }


def _named_by(key: UUID, resource: dict[str, Any]) -> dict[str, Any]:
    """FHIR knows no empty list: what has no values is not there."""
    values = {name: value for name, value in resource.items() if value != []}
    return {**values, "id": str(key)}


def _composition(
    document: Document, standing: Standing, subject: UUID, author: UUID
) -> dict[str, Any]:
    notes = [NOTICE, f"The SHA-256 of the signed text is {standing.sha256}."]
    if document.author or document.interests:
        said = (document.author or "not stated", document.interests or "not stated")
        notes.append("Author: {}. Interests: {}.".format(*said))
    notes += [f"{one.severity}: {one.text}" for one in standing.banners]
    return {
        "resourceType": "Composition",
        "url": absolute_url(standing.url),
        "version": str(standing.number),
        # What was published in an emergency is not final until all have signed.
        "status": "preliminary" if standing.is_emergency else "final",
        "type": {"text": f"{document.kind.capitalize()} monograph"},
        "subject": [{"reference": _reference(subject)}],
        "date": as_text(standing.version_published_at),
        "author": [{"reference": _reference(author)}],
        "title": xml_text(document.title),
        "note": [{"text": xml_text(text)} for text in notes],
        "attester": [
            {
                "mode": {"text": f"{signer.role} review"},
                "time": as_text(signer.signed_at),
                "party": {"display": _named(signer)},
            }
            for signer in standing.signers
        ],
        "section": [
            *(_section(section) for section in document.sections),
            *_table(document),
            *_side_effects(document),
            *_questions(document),
            *_disagreements(document),
            *_references(document),
        ]
        or [_with_text("Text", "")],
    }


def _section(section: DocumentSection) -> dict[str, Any]:
    return _with_text(heading_of(section), section.body)


def _table(document: Document) -> Iterator[dict[str, Any]]:
    if not document.comparison_rows:
        return
    rows = []
    for row in document.comparison_rows:
        texts = {cell.subject_key: cell.text for cell in row.cells}
        cells = [texts.get(subject.key, "") for subject in document.subjects]
        rows.append((row.feature, cells))
    names = ["Feature", *(subject.name for subject in document.subjects)]
    yield {"title": "Feature by feature", "text": _told(div_of_table(names, rows))}


def _side_effects(document: Document) -> Iterator[dict[str, Any]]:
    if document.side_effects:
        yield {
            "title": "Side effects, one by one",
            "entry": [
                {"reference": _reference(row.key), "display": xml_text(row.effect)}
                for row in document.side_effects
            ],
        }


def _questions(document: Document) -> Iterator[dict[str, Any]]:
    if document.faqs:
        yield {
            "title": "Questions and answers",
            "section": [
                _with_text(to_text(faq.question), faq.answer) for faq in document.faqs
            ],
        }


def _disagreements(document: Document) -> Iterator[dict[str, Any]]:
    if document.disagreements:
        yield {
            "title": "Where sources disagree",
            "section": [
                _with_text(to_text(row.question), row.positions, row.shown, row.reason)
                for row in document.disagreements
            ],
        }


def _references(document: Document) -> Iterator[dict[str, Any]]:
    if document.citations:
        lines = (
            f"[{row.number}] {to_text(row.text)} {row.url}"
            for row in document.citations
        )
        yield {"title": "References", "text": _told(div_of_lines(lines))}


def _with_text(title: str, *texts: str) -> dict[str, Any]:
    """The texts are Markdown."""
    section: dict[str, Any] = {"title": xml_text(title) or "Text"}
    if not any(xml_text(to_text(text)) for text in texts):
        return section | {"emptyReason": {"text": _NOTHING}}
    return section | {"text": _told(div_of_markdown(*texts))}


def _told(div: str) -> dict[str, str]:
    return {"status": "additional", "div": div}


def _subject(document: Document) -> dict[str, Any]:
    names = [document.title, *(row.text for row in document.names)]
    return {
        "resourceType": "MedicinalProductDefinition",
        "name": [
            {"productName": name}
            for name in dict.fromkeys(map(xml_text, names))
            if name
        ],
        "classification": [
            {"text": xml_text(row.name)} | _atc(row.atc_code)
            for row in document.classes
        ],
        "ingredient": [{"text": xml_text(row.name)} for row in document.components],
    }


def _atc(code: str | None) -> dict[str, Any]:
    coding = {"system": "http://www.whocc.no/atc", "code": code}
    return {"coding": [coding]} if code else {}


def _author() -> dict[str, Any]:
    return {"resourceType": "Organization", "name": absolute_url("/")}


def _use(row: DocumentSideEffect, subject: UUID) -> dict[str, Any]:
    effect: dict[str, Any] = {
        "symptomConditionEffect": {"concept": {"text": xml_text(row.effect)}},
        "frequencyOfOccurrence": how_often(row.frequency),
    }
    if row.serious != Serious.NOT_STATED:
        text = "serious" if row.serious == Serious.YES else "not serious"
        effect["classification"] = {"text": text}
    people = _people(row)
    return {
        "resourceType": "ClinicalUseDefinition",
        "text": {"status": "generated", "div": div_of_lines(_as_written(row))},
        "contained": people,
        "extension": about(row),
        "type": "undesirable-effect",
        "subject": [{"reference": _reference(subject)}],
        "population": [{"reference": f"#{one['id']}"} for one in people],
        "undesirableEffect": effect,
    }


def _people(row: DocumentSideEffect) -> list[dict[str, Any]]:
    """FHIR's own place for those whom alone a statement is about."""
    name = xml_text(row.scope_name)
    if row.scope != "population" or not name:
        return []
    group = {"type": "person", "membership": "definitional", "name": name}
    return [{"resourceType": "Group", "id": "people", **group}]


def _as_written(row: DocumentSideEffect) -> Iterator[str]:
    """What the source says of it, which no code holds."""
    yield f"{row.effect}: {sentence(row.frequency) or 'how often is not stated'}"
    for term, text in {
        "In the source": ", ".join(filter(None, (row.wording, row.frequency.phrase))),
        "Concerns": label_of(row),
        "Known": BASES[row.frequency.basis],
    }.items():
        if text.strip():
            yield f"{term}: {text}"


def _named(signer: Signer) -> str:
    return xml_text(", ".join(filter(None, [signer.printed_name, signer.credential])))


def _key(address: str) -> UUID:
    return uuid5(NAMESPACE_URL, address)


def _reference(key: UUID) -> str:
    return f"urn:uuid:{key}"
