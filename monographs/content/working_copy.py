"""A working copy's rows as a document."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from monographs.content.document import (
    Document,
    DocumentCell,
    DocumentCitation,
    DocumentClass,
    DocumentComparisonRow,
    DocumentComponent,
    DocumentDisagreement,
    DocumentFAQ,
    DocumentName,
    DocumentRow,
    DocumentSection,
    DocumentSideEffect,
    DocumentSubject,
    dumps,
    loads,
)
from monographs.models import (
    FAQ,
    Citation,
    ClassMembership,
    ComparisonCell,
    ComparisonRow,
    ComparisonSubject,
    Component,
    Disagreement,
    Monograph,
    Name,
    Row,
    Section,
    SideEffect,
)

# Each is a Row of one monograph. In this order: cells need their rows and subjects.
ROW_MODELS: dict[str, Any] = {
    "names": Name,
    "classes": ClassMembership,
    "components": Component,
    "sections": Section,
    "side_effects": SideEffect,
    "faqs": FAQ,
    "citations": Citation,
    "subjects": ComparisonSubject,
    "comparison_rows": ComparisonRow,
    "disagreements": Disagreement,
}

# The rows whose fields have the same names in the document.
PLAIN_FIELDS: dict[type[Row], tuple[type[DocumentRow], tuple[str, ...]]] = {
    Name: (DocumentName, ("kind", "text")),
    Section: (DocumentSection, ("kind", "heading", "body")),
    FAQ: (DocumentFAQ, ("question", "answer")),
    Citation: (DocumentCitation, ("number", "text", "url")),
    ComparisonSubject: (DocumentSubject, ("name",)),
    Disagreement: (
        DocumentDisagreement,
        ("question", "positions", "shown", "reason", "is_settled"),
    ),
}


@dataclass(frozen=True)
class Verification:
    """Who said that a row is as its source says, and when."""

    person_id: int
    at: Any


@dataclass(frozen=True)
class Edit:
    """Who last changed an imported row's words by hand, and when."""

    person_id: int
    at: Any


def read_working_copy(monograph: Monograph) -> Document:
    return read_working_copies([monograph])[monograph.pk]


def read_working_copies(monographs: Sequence[Monograph]) -> dict[int, Document]:
    """By primary key: one query a table, whatever the number of monographs and rows."""
    rows: dict[int, dict[str, list[DocumentRow]]] = {
        monograph.pk: {field: [] for field in ROW_MODELS} for monograph in monographs
    }
    for field, model in ROW_MODELS.items():
        for row in _rows(model, rows):
            rows[row.monograph_id][field].append(_as_document_row(row))
    return {monograph.pk: _document(monograph, rows) for monograph in monographs}


def _document(
    monograph: Monograph, rows: dict[int, dict[str, list[DocumentRow]]]
) -> Document:
    mine: dict[str, Any] = {
        field: tuple(found) for field, found in rows[monograph.pk].items()
    }
    document = Document(
        key=monograph.key,
        kind=monograph.kind,
        title=monograph.title,
        slug=monograph.slug,
        is_listed=monograph.is_listed,
        author=monograph.author,
        interests=monograph.interests,
        **mine,
    )
    # As it would be sealed, so that line ends alone are never a difference.
    return loads(dumps(document))


def verifications_of(monograph: Monograph) -> dict[UUID, Verification]:
    """Who verified which row when, by the row's key."""
    return {
        key: Verification(person_id, at)
        for model in ROW_MODELS.values()
        for key, person_id, at in model.objects.filter(monograph=monograph)
        .verified()
        .values_list("key", "verified_by_id", "verified_at")
    }


def edits_of(monograph: Monograph) -> dict[UUID, Edit]:
    """Who last changed which imported row when, by the row's key."""
    return {
        key: Edit(person_id, at)
        for model in ROW_MODELS.values()
        for key, person_id, at in model.objects.filter(
            monograph=monograph, edited_at__isnull=False
        ).values_list("key", "edited_by_id", "edited_at")
    }


def unverified_rows(monograph: Monograph) -> list[Row]:
    return [
        row
        for model in ROW_MODELS.values()
        for row in model.objects.filter(monograph=monograph).unverified()
    ]


def _rows(model: Any, monographs: Iterable[int]) -> Any:
    rows = model.objects.filter(monograph__in=monographs).select_related("source")
    # The source's bytes are never needed here.
    rows = rows.defer("source__content")
    if model is ClassMembership:
        return rows.select_related("drug_class")
    if model is Component:
        return rows.select_related("drug")
    if model is SideEffect:
        return rows.select_related("effect")
    if model is ComparisonRow:
        cells = ComparisonCell.objects.select_related("subject")
        return rows.prefetch_related(Prefetch("cells", cells))
    return rows


def _as_document_row(row: Any) -> DocumentRow:
    common = {
        "key": row.key,
        "origin": row.origin,
        "source": row.source.sha256 if row.source else None,
        "line_from": row.line_from,
        "line_to": row.line_to,
    }
    if type(row) in PLAIN_FIELDS:
        document_row, fields = PLAIN_FIELDS[type(row)]
        own = {field: getattr(row, field) for field in fields}
        return document_row(**common, **own)
    if isinstance(row, ClassMembership):
        return DocumentClass(
            **common,
            class_key=row.drug_class.key,
            name=row.drug_class.name,
            slug=row.drug_class.slug,
            atc_code=row.drug_class.atc_code,
        )
    if isinstance(row, Component):
        return DocumentComponent(
            **common, name=row.name, drug_key=row.drug.key if row.drug else None
        )
    if isinstance(row, SideEffect):
        return DocumentSideEffect(
            **common,
            effect_key=row.effect.key,
            effect=row.effect.name,
            body_system=row.effect.body_system,
            wording=row.wording,
            frequency=row.frequency,
            serious=row.serious,
            group=row.group,
            scope=row.scope,
            scope_name=row.scope_name,
        )
    return DocumentComparisonRow(
        **common,
        feature=row.feature,
        cells=tuple(
            DocumentCell(key=cell.key, subject_key=cell.subject.key, text=cell.text)
            for cell in row.cells.all()
        ),
    )
