"""The working copy's rows as a document, and a document as the working copy's rows."""

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
    DrugClass,
    Effect,
    Monograph,
    Name,
    Row,
    Section,
    SideEffect,
    SourceDocument,
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
}

# The rows whose fields have the same names in the document.
PLAIN_FIELDS: dict[type[Row], tuple[type[DocumentRow], tuple[str, ...]]] = {
    Name: (DocumentName, ("kind", "text")),
    Section: (DocumentSection, ("kind", "heading", "body")),
    FAQ: (DocumentFAQ, ("question", "answer")),
    Citation: (DocumentCitation, ("number", "text", "url")),
    ComparisonSubject: (DocumentSubject, ("name",)),
}


@dataclass(frozen=True)
class Verification:
    person_id: int
    at: Any


def read_working_copy(monograph: Monograph) -> Document:
    """One query a table, whatever the number of rows."""
    rows: dict[str, Any] = {
        field: tuple(_as_document_row(row) for row in _rows(model, monograph))
        for field, model in ROW_MODELS.items()
    }
    document = Document(
        key=monograph.key,
        kind=monograph.kind,
        title=monograph.title,
        slug=monograph.slug,
        is_listed=monograph.is_listed,
        **rows,
    )
    # As it would be sealed, so that line ends alone are never a difference.
    return loads(dumps(document))


def write_working_copy(
    document: Document,
    monograph: Monograph,
    *,
    verifications: dict[UUID, Verification],
) -> None:
    """Replace the monograph's rows with the document's; keys stay as they are."""
    monograph.title = document.title
    monograph.slug = document.slug
    monograph.is_listed = document.is_listed
    monograph.save(update_fields=["title", "slug", "is_listed", "changed_at"])
    for model in reversed(ROW_MODELS.values()):
        model.objects.filter(monograph=monograph).delete()
    build = _RowBuilder(document, monograph, verifications)
    for field, model in ROW_MODELS.items():
        model.objects.bulk_create(build.rows(model, getattr(document, field)))
    ComparisonCell.objects.bulk_create(build.cells())


def verifications_of(monograph: Monograph) -> dict[UUID, Verification]:
    """Who verified which row when, by the row's key."""
    return {
        key: Verification(person_id, at)
        for model in ROW_MODELS.values()
        for key, person_id, at in model.objects.filter(
            monograph=monograph, verified_at__isnull=False
        ).values_list("key", "verified_by_id", "verified_at")
    }


def unverified_rows(monograph: Monograph) -> list[Row]:
    return [
        row
        for model in ROW_MODELS.values()
        for row in model.objects.filter(monograph=monograph).unverified()
    ]


def _rows(model: Any, monograph: Monograph) -> Any:
    rows = model.objects.filter(monograph=monograph).select_related("source")
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


class _RowBuilder:
    """Looks everything up once, then builds rows without a query."""

    def __init__(
        self,
        document: Document,
        monograph: Monograph,
        verifications: dict[UUID, Verification],
    ) -> None:
        self.document = document
        self.monograph = monograph
        self.verifications = verifications
        self.effects = _effects(document.side_effects)
        self.classes = _classes(document.classes)
        self.drugs = {
            drug.key: drug.pk
            for drug in Monograph.objects.drugs().filter(
                key__in=[row.drug_key for row in document.components if row.drug_key]
            )
        }
        self.sources = dict(
            SourceDocument.objects.filter(sha256__in=document.sources()).values_list(
                "sha256", "pk"
            )
        )

    def rows(self, model: Any, rows: tuple[Any, ...]) -> list[Any]:
        return [self._row(model, row, place) for place, row in enumerate(rows, 1)]

    def cells(self) -> list[ComparisonCell]:
        rows = dict(self.monograph.comparison_rows.values_list("key", "pk"))
        subjects = dict(self.monograph.subjects.values_list("key", "pk"))
        return [
            ComparisonCell(
                key=cell.key,
                row_id=rows[row.key],
                subject_id=subjects[cell.subject_key],
                text=cell.text,
            )
            for row in self.document.comparison_rows
            for cell in row.cells
        ]

    def _row(self, model: Any, row: Any, position: int) -> Any:
        source_id = self.sources.get(row.source)
        verification = self.verifications.get(row.key)
        built = model(
            monograph=self.monograph,
            key=row.key,
            position=position,
            origin=row.origin,
            source_id=source_id,
            line_from=row.line_from if source_id else None,
            line_to=row.line_to if source_id else None,
            verified_by_id=verification and verification.person_id,
            verified_at=verification and verification.at,
            **self._own_fields(model, row),
        )
        if isinstance(built, SideEffect):
            built.frequency = row.frequency
        return built

    def _own_fields(self, model: Any, row: Any) -> dict[str, Any]:
        if model in PLAIN_FIELDS:
            return {field: getattr(row, field) for field in PLAIN_FIELDS[model][1]}
        if model is ClassMembership:
            return {"drug_class_id": self.classes[row.class_key]}
        if model is Component:
            return {"name": row.name, "drug_id": self.drugs.get(row.drug_key)}
        if model is SideEffect:
            return {
                "effect_id": self.effects[row.effect_key],
                "wording": row.wording,
                "serious": row.serious,
                "group": row.group,
                "scope": row.scope,
                "scope_name": row.scope_name,
            }
        return {"feature": row.feature}


def _effects(rows: tuple[DocumentSideEffect, ...]) -> dict[UUID, int]:
    """The vocabulary's entry of each row; one that is missing here is added."""
    wanted = {row.effect_key: row for row in rows}
    known = dict(Effect.objects.filter(key__in=wanted).values_list("key", "pk"))
    for key in wanted.keys() - known.keys():
        row = wanted[key]
        effect, _ = Effect.objects.get_or_create(
            name__iexact=row.effect,
            defaults={
                "key": key,
                "name": row.effect,
                "slug": f"effect-{key}",
                "body_system": row.body_system,
            },
        )
        known[key] = effect.pk
    return known


def _classes(rows: tuple[DocumentClass, ...]) -> dict[UUID, int]:
    wanted = {row.class_key: row for row in rows}
    known = dict(DrugClass.objects.filter(key__in=wanted).values_list("key", "pk"))
    for key in wanted.keys() - known.keys():
        row = wanted[key]
        drug_class, _ = DrugClass.objects.get_or_create(
            name=row.name,
            defaults={"key": key, "slug": row.slug, "atc_code": row.atc_code},
        )
        known[key] = drug_class.pk
    return known
