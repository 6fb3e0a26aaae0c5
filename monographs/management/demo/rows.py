"""The rows of a formulary file as a document's rows, in their compact notation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.text import slugify

from monographs.content import (
    DocumentCell,
    DocumentCitation,
    DocumentClass,
    DocumentComparisonRow,
    DocumentComponent,
    DocumentFAQ,
    DocumentName,
    DocumentSection,
    DocumentSideEffect,
    DocumentSubject,
)
from monographs.frequency import read
from monographs.management.demo.keys import key_of
from monographs.management.demo.vocabulary import Vocabulary
from monographs.models import SideEffect

HEADINGS = {
    "generic_name": "Generic name",
    "usage": "What it is used for",
    "dosage": "How to take it",
    "side_effects": "Side effects",
    "how_it_works": "How it works",
    "precautions": "Precautions",
    "disclaimer": "Disclaimer",
}


@dataclass(frozen=True, kw_only=True)
class Group:
    """Side effects that a source lists together, at one frequency."""

    group: str
    effects: list[str]
    frequency: str = ""
    serious: str = ""
    scope: str = SideEffect.Scope.PRODUCT
    scope_name: str = ""


def rows_of(
    slug: str, data: dict[str, Any], vocabulary: Vocabulary
) -> dict[str, tuple[Any, ...]]:
    """Every table of the file; one that nobody knows is an error, never dropped."""
    build = _Rows(slug, vocabulary)
    subjects = data.get("subjects", [])
    rows: dict[str, list[Any]] = {
        "names": [
            build.name(kind, text)
            for kind, texts in data.pop("names", {}).items()
            for text in texts
        ],
        "classes": [build.drug_class(name) for name in data.pop("classes", [])],
        "components": [build.component(**row) for row in data.pop("components", [])],
        "sections": [build.section(**row) for row in data.pop("sections")],
        "side_effects": [
            side_effect
            for row in data.pop("side_effects", [])
            for side_effect in build.side_effects(Group(**row))
        ],
        "faqs": [build.faq(**row) for row in data.pop("faqs")],
        "citations": [
            build.citation(number, **row)
            for number, row in enumerate(data.pop("citations", []), 1)
        ],
        "subjects": [build.subject(name) for name in data.pop("subjects", [])],
        "comparison_rows": [
            build.feature(subjects, **row) for row in data.pop("features", [])
        ],
    }
    if data:
        raise ValueError(f'{slug}: nobody reads "{", ".join(data)}".')
    return {field: tuple(built) for field, built in rows.items()}


@dataclass(frozen=True)
class _Rows:
    slug: str
    vocabulary: Vocabulary

    def name(self, kind: str, text: str) -> DocumentName:
        return DocumentName(key=self._key("name", kind, text), kind=kind, text=text)

    def drug_class(self, name: str) -> DocumentClass:
        return DocumentClass(
            key=self._key("class", name),
            class_key=key_of("class", name),
            name=name,
            slug=slugify(name),
            atc_code=self.vocabulary.atc_codes[name] or None,
        )

    def component(self, *, name: str, drug: str = "") -> DocumentComponent:
        return DocumentComponent(
            key=self._key("component", name),
            name=name,
            drug_key=key_of(drug) if drug else None,
        )

    def section(self, *, kind: str, body: str, heading: str = "") -> DocumentSection:
        heading = heading or HEADINGS[kind]
        return DocumentSection(
            key=self._key("section", kind, heading),
            kind=kind,
            heading=heading,
            body=body,
        )

    def side_effects(self, group: Group) -> Iterator[DocumentSideEffect]:
        reading = read(group.frequency)
        for entry in group.effects:
            effect, _, wording = entry.partition(": ")
            yield DocumentSideEffect(
                key=self._key("side effect", group.group, group.frequency, effect),
                effect_key=key_of("effect", effect),
                effect=effect,
                body_system=self.vocabulary.body_systems[effect],
                wording=wording or effect[:1].upper() + effect[1:],
                frequency=reading.frequency,
                serious=group.serious or reading.serious,
                group=group.group,
                scope=group.scope,
                scope_name=group.scope_name,
            )

    def faq(self, *, question: str, answer: str) -> DocumentFAQ:
        key = self._key("faq", question)
        return DocumentFAQ(key=key, question=question, answer=answer)

    def citation(self, number: int, *, text: str, url: str = "") -> DocumentCitation:
        key = self._key("citation", text)
        return DocumentCitation(key=key, number=number, text=text, url=url)

    def subject(self, name: str) -> DocumentSubject:
        return DocumentSubject(key=self._key("subject", name), name=name)

    def feature(
        self, subjects: list[str], *, feature: str, cells: list[str]
    ) -> DocumentComparisonRow:
        return DocumentComparisonRow(
            key=self._key("feature", feature),
            feature=feature,
            cells=tuple(
                DocumentCell(
                    key=self._key("cell", feature, subject),
                    subject_key=self._key("subject", subject),
                    text=text,
                )
                for subject, text in zip(subjects, cells, strict=True)
            ),
        )

    def _key(self, *parts: str) -> UUID:
        return key_of(self.slug, *parts)
