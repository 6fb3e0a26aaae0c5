"""What lists and filters read of a publication: its header and its projected rows.

All of it is derived from the live revision alone and can be made anew at any time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db import models
from django.utils import timezone

from monographs.content import Document, effects_by_key
from monographs.frequency import Interval, sentence
from monographs.models import (
    AToZEntry,
    DrugClass,
    ListedClass,
    Publication,
    PublishedClass,
    PublishedFacet,
    PublishedName,
    PublishedSideEffect,
    PublishedSource,
    SearchEffect,
    SearchEntry,
    SourceDocument,
)
from monographs.models.public.effect_order import order_key
from monographs.models.public.publication import sort_key
from monographs.search.entries import entries_of
from monographs.workflow.effect_tallies import (
    Tallies,
    change_tallies,
    tallies_of,
    tallies_of_rows,
)
from monographs.workflow.effect_words import effect_words
from monographs.workflow.finding_rows import a_to_z_rows, facet_rows
from monographs.workflow.insert_rows import insert_rows

PROJECTIONS: tuple[type[models.Model], ...] = (
    PublishedName,
    PublishedSideEffect,
    PublishedClass,
    SearchEntry,
    AToZEntry,
    PublishedFacet,
)
Rows = dict[type[models.Model], list[dict[str, Any]]]


@dataclass(frozen=True)
class Vocabulary:
    """The shared rows that documents refer to by key, looked up at once."""

    effects: dict[UUID, int]
    classes: dict[UUID, int]

    @classmethod
    def of(cls, documents: Iterable[Document]) -> Self:
        effects: set[UUID] = set()
        classes: set[UUID] = set()
        for document in documents:
            effects.update(row.effect_key for row in document.side_effects)
            classes.update(row.class_key for row in document.classes)
        return cls(
            {key: effect.pk for key, effect in effects_by_key(effects).items()},
            dict(
                DrugClass.objects.filter(key__in=classes).values_list("key", "pk"),
            ),
        )


def project(publication: Publication, document: Document) -> None:
    """Make the projected rows anew; a withdrawn page has none."""
    before = tallies_of(publication)
    _delete_rows(publication)
    vocabulary = Vocabulary.of([document])
    projection = projected(publication, document, vocabulary)
    for model, rows in projection.items():
        insert_rows(model, rows)
    change_tallies(before, tallies_of_rows(projection[PublishedSideEffect]))
    if not publication.is_withdrawn:
        words = effect_words(vocabulary.effects.values())
        insert_rows(SearchEffect, words, keep_existing=True)
        insert_rows(PublishedSource, _sources(document), keep_existing=True)
        _list_classes(vocabulary)


def project_new(pages: Sequence[tuple[Publication, Document]]) -> None:
    """Many that have no rows yet; words and tallies are made anew after the last."""
    vocabulary = Vocabulary.of(document for _, document in pages)
    gathered: Rows = {model: [] for model in PROJECTIONS}
    for publication, document in pages:
        for model, rows in projected(publication, document, vocabulary).items():
            gathered[model] += rows
    for model, rows in gathered.items():
        insert_rows(model, rows)
    _list_classes(vocabulary)


def _list_classes(vocabulary: Vocabulary) -> None:
    listed = [{"drug_class": pk} for pk in sorted(vocabulary.classes.values())]
    insert_rows(ListedClass, listed, keep_existing=True)


def forget(publication: Publication) -> None:
    change_tallies(tallies_of(publication), Tallies())
    _delete_rows(publication)


def _delete_rows(publication: Publication) -> None:
    for model in PROJECTIONS:
        model._default_manager.filter(publication=publication).delete()


def project_review(publication: Publication) -> None:
    """After a review of the same text, which moves a date and nothing else."""
    facets = PublishedFacet.objects.filter(publication=publication)
    facets.update(reviewed_on=publication.reviewed_on)


def header(document: Document) -> dict[str, Any]:
    """The publication's own columns that repeat the document."""
    return {
        "kind": document.kind,
        "title": document.title,
        "slug": document.slug,
        "sort_key": sort_key(document.title),
        "is_listed": document.is_listed,
    }


def projected(
    publication: Publication, document: Document, vocabulary: Vocabulary
) -> Rows:
    if publication.is_withdrawn:
        return {model: [] for model in PROJECTIONS}
    title_key = sort_key(document.title)
    return {
        PublishedName: [
            {
                "publication": publication.pk,
                "key": row.key.hex,
                "kind": row.kind,
                "text": row.text,
                "sort_key": sort_key(row.text),
            }
            for row in document.names
        ],
        PublishedSideEffect: [
            {
                "publication": publication.pk,
                "effect": vocabulary.effects[row.effect_key],
                "key": row.key.hex,
                "wording": row.wording,
                "sentence": sentence(row.frequency),
                **_ends(row.frequency.interval),
                "band": row.frequency.band or "",
                "word": row.frequency.word,
                "serious": row.serious,
                "scope": row.scope,
                "scope_name": row.scope_name,
                "position": place,
                "order_key": order_key(row.frequency, title_key),
            }
            for place, row in enumerate(document.side_effects, 1)
        ],
        PublishedClass: [
            {
                "publication": publication.pk,
                "drug_class": vocabulary.classes[row.class_key],
                "key": row.key.hex,
            }
            for row in document.classes
        ],
        SearchEntry: entries_of(publication, document),
        AToZEntry: a_to_z_rows(publication, document),
        PublishedFacet: facet_rows(
            publication,
            document,
            effects=vocabulary.effects,
            classes=vocabulary.classes,
        ),
    }


def _sources(document: Document) -> list[dict[str, Any]]:
    """What readers may know of them; kept, since earlier versions rest on them too."""
    rests_on = document.sources()
    if not rests_on:
        return []
    sources = SourceDocument.objects.filter(sha256__in=rests_on).order_by("pk")
    return [
        {
            "sha256": sha256,
            "form": PublishedSource.form_of(dialect),
            "taken_in_on": timezone.localdate(imported_at),
        }
        for sha256, dialect, imported_at in sources.values_list(
            "sha256", "dialect", "imported_at"
        )
    ]


def _ends(interval: Interval | None) -> dict[str, float | None]:
    if interval is None:
        return {"low": None, "high": None}
    return {"low": float(interval.low), "high": float(interval.high)}
