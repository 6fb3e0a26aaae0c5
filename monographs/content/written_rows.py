"""Documents as the rows of working copies: many monographs with the same queries."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from monographs.content.document import (
    Document,
    DocumentClass,
    DocumentSideEffect,
)
from monographs.content.effect_keys import effects_by_key
from monographs.content.insertion import insert_many
from monographs.content.working_copy import (
    PLAIN_FIELDS,
    ROW_MODELS,
    Edit,
    Verification,
)
from monographs.models import (
    ClassMembership,
    ComparisonCell,
    ComparisonRow,
    ComparisonSubject,
    Component,
    DrugClass,
    Effect,
    Monograph,
    SideEffect,
    SourceDocument,
    frequency_columns,
)


def write_working_copy(
    document: Document,
    monograph: Monograph,
    *,
    verifications: dict[UUID, Verification],
    edits: Mapping[UUID, Edit] | None = None,
) -> None:
    """Replace the monograph's rows with the document's; keys stay as they are."""
    monograph.title = document.title
    monograph.slug = document.slug
    monograph.is_listed = document.is_listed
    monograph.author = document.author
    monograph.interests = document.interests
    header = ["title", "slug", "is_listed", "author", "interests"]
    monograph.save(update_fields=[*header, "changed_at"])
    replace_rows({monograph.pk: document}, verifications=verifications, edits=edits)


def replace_rows(
    documents: Mapping[int, Document],
    *,
    verifications: Mapping[UUID, Verification] | None = None,
    edits: Mapping[UUID, Edit] | None = None,
) -> None:
    """The same for the rows of many monographs, by their primary keys."""
    for model in reversed(ROW_MODELS.values()):
        model.objects.filter(monograph__in=documents).delete()
    insert_rows(documents, verifications=verifications, edits=edits)


def insert_rows(
    documents: Mapping[int, Document],
    *,
    verifications: Mapping[UUID, Verification] | None = None,
    edits: Mapping[UUID, Edit] | None = None,
) -> None:
    """Rows for monographs that have none yet."""
    build = _RowBuilder(documents, verifications or {}, edits or {})
    for field, model in ROW_MODELS.items():
        insert_many(model, build.rows(field, model))
    insert_many(ComparisonCell, list(build.cells()))


class _RowBuilder:
    """Looks everything up once, then builds rows without a query."""

    def __init__(
        self,
        documents: Mapping[int, Document],
        verifications: Mapping[UUID, Verification],
        edits: Mapping[UUID, Edit],
    ) -> None:
        self.documents = documents
        self.verifications = verifications
        self.edits = edits
        every = documents.values()
        self.effects = _effects(row for text in every for row in text.side_effects)
        self.classes = _classes(row for text in every for row in text.classes)
        self.drugs = dict(
            Monograph.objects.drugs()
            .filter(
                key__in={
                    row.drug_key
                    for text in every
                    for row in text.components
                    if row.drug_key
                }
            )
            .values_list("key", "pk")
        )
        self.sources = dict(
            SourceDocument.objects.filter(
                sha256__in={source for text in every for source in text.sources()}
            ).values_list("sha256", "pk")
        )

    def rows(self, field: str, model: Any) -> list[dict[str, Any]]:
        return [
            self._row(model, row, monograph_id, position)
            for monograph_id, document in self.documents.items()
            for position, row in enumerate(getattr(document, field), 1)
        ]

    def cells(self) -> Iterator[dict[str, Any]]:
        wanted = [
            row for text in self.documents.values() for row in text.comparison_rows
        ]
        if not wanted:
            return
        mine = {"monograph__in": self.documents}
        rows = dict(ComparisonRow.objects.filter(**mine).values_list("key", "pk"))
        subjects = dict(
            ComparisonSubject.objects.filter(**mine).values_list("key", "pk")
        )
        for row in wanted:
            for cell in row.cells:
                yield {
                    "key": cell.key,
                    "row_id": rows[row.key],
                    "subject_id": subjects[cell.subject_key],
                    "text": cell.text,
                }

    def _row(
        self, model: Any, row: Any, monograph_id: int, position: int
    ) -> dict[str, Any]:
        source_id = self.sources.get(row.source)
        verification = self.verifications.get(row.key)
        edit = self.edits.get(row.key)
        return {
            "monograph_id": monograph_id,
            "key": row.key,
            "position": position,
            "origin": row.origin,
            "source_id": source_id,
            "line_from": row.line_from if source_id else None,
            "line_to": row.line_to if source_id else None,
            "verified_by_id": verification.person_id if verification else None,
            "verified_at": verification.at if verification else None,
            "edited_by_id": edit.person_id if edit else None,
            "edited_at": edit.at if edit else None,
            **self._own_fields(model, row),
        }

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
                **frequency_columns(row.frequency),
            }
        return {"feature": row.feature}


def _effects(rows: Iterable[DocumentSideEffect]) -> dict[UUID, int]:
    """The vocabulary's entry of each row; one that is missing here is added."""
    wanted = {row.effect_key: row for row in rows}
    known = {key: effect.pk for key, effect in effects_by_key(wanted).items()}
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


def _classes(rows: Iterable[DocumentClass]) -> dict[UUID, int]:
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
