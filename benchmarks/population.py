"""Fills a database with published monographs, in the order that its guards allow.

The record and the public place are written. Working copies hold no rows, and there are
no events: no public page reads them, nor does a list of the desk. What lists of the
desk read of a working copy is in its place in the working list.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.db.models import F, Value
from django.utils import timezone

from benchmarks import formulary, vocabulary
from benchmarks.public_changes import tell
from benchmarks.search_entries import entries
from benchmarks.session import log_in_for_good
from monographs.content import SCHEMA, Document, sha256
from monographs.frequency import sentence
from monographs.models import (
    AToZEntry,
    DrugClass,
    Effect,
    ListedClass,
    Monograph,
    Publication,
    PublishedClass,
    PublishedFacet,
    PublishedName,
    PublishedSideEffect,
    Revision,
    RevisionContributor,
    SearchEntry,
    Signature,
    Triage,
    User,
)
from monographs.models.public.effect_order import order_key
from monographs.models.public.publication import sort_key
from monographs.models.triage import place_of
from monographs.workflow.effect_tallies import rebuild_effect_tallies
from monographs.workflow.effect_words import rebuild_effect_words
from monographs.workflow.finding_rows import a_to_z_rows, facet_rows
from monographs.workflow.insert_rows import insert_rows
from monographs.workflow.months import months_after
from monographs.workflow.progress import record_progress
from monographs.workflow.triage import letter_of

BATCH = 1_000
REVIEW_PERIOD = 24
# Every so many are reviewed again, differ from the live text, or have a finding.
IN_REVIEW, DIFFERING, WITH_ERRORS, WITH_WARNINGS, WITH_RIVALS = 100, 20, 10, 5, 50
EFFORTS = 200

Pairs = list[tuple[formulary.Monograph, Publication]]
Rows = Iterator[dict[str, Any]]


def populate(count: int, *, side_effects: range = formulary.USUAL) -> None:
    """Make people, vocabulary and `count` published drugs in an empty database."""
    population = _Population()
    generated = formulary.monographs(count, side_effects=side_effects)
    while batch := list(islice(generated, BATCH)):
        population.add(batch)
    rebuild_effect_words()
    rebuild_effect_tallies()
    record_progress()
    if connection.vendor == "postgresql":
        # As its own upkeep does after a while. No transaction takes a VACUUM.
        vacuum = "" if connection.in_atomic_block else "VACUUM "
        with connection.cursor() as cursor:
            cursor.execute(f"{vacuum}ANALYZE")
    log_in_for_good(
        User.objects.create(
            username="everything",
            printed_name="Example Administrator",
            is_staff=True,
            is_superuser=True,
        )
    )


def make_person(group: str) -> User:
    person = User.objects.create(
        username=group.lower().replace(" ", "-"),
        printed_name=f"Example {group}",
        is_staff=True,
    )
    person.groups.set(Group.objects.filter(name=group))
    return person


class _Population:
    """Who writes and signs, and where the vocabulary stands."""

    def __init__(self) -> None:
        self.editor = make_person("Editor")
        self.signers = {
            Signature.Role.EDITORIAL: make_person("Reviewer"),
            Signature.Role.CLINICAL: make_person("Clinical reviewer"),
        }
        self.effects = _ids_of(
            Effect.objects.bulk_create(
                Effect(**asdict(entry)) for entry in vocabulary.EFFECTS
            )
        )
        self.classes = _ids_of(
            DrugClass.objects.bulk_create(
                DrugClass(**asdict(entry)) for entry in vocabulary.CLASSES
            )
        )
        ListedClass.objects.bulk_create(
            ListedClass(drug_class_id=pk) for pk in self.classes.values()
        )
        self.now = timezone.now()

    @transaction.atomic
    def add(self, batch: list[formulary.Monograph]) -> None:
        revisions = self._submit(batch)
        self._sign(revisions)
        self._approve(revisions)
        publications = self._publish(batch, revisions)
        tell(publications, by=self.editor)
        pairs = list(zip(batch, publications, strict=True))
        insert_rows(PublishedName, list(_names(pairs)))
        insert_rows(PublishedSideEffect, list(_side_effects(pairs, self.effects)))
        insert_rows(PublishedClass, list(_classes(pairs, self.classes)))
        insert_rows(SearchEntry, [row for pair in pairs for row in entries(*pair)])
        self._list(pairs)
        Triage.objects.bulk_create(_triage(*pair) for pair in pairs)
        self._review_again(batch, revisions)

    def _list(self, pairs: Pairs) -> None:
        known = {"effects": self.effects, "classes": self.classes}
        entries, facets = [], []
        for generated, publication in pairs:
            document = _own_document(generated)
            entries += a_to_z_rows(publication, document)
            facets += facet_rows(publication, document, **known)
        insert_rows(AToZEntry, entries)
        insert_rows(PublishedFacet, facets)

    def _review_again(
        self, batch: list[formulary.Monograph], revisions: list[Revision]
    ) -> None:
        """The same text, to be signed as still correct."""
        Revision.objects.bulk_create(
            Revision(
                monograph_id=first.monograph_id,
                number=2,
                schema=SCHEMA,
                content=Value(generated.content),
                sha256=first.sha256,
                edit_version=0,
                base=first,
                change_kind=Revision.ChangeKind.REVIEWED,
                submitted_by=self.editor,
                submitted_at=self.now,
            )
            for generated, first in zip(batch, revisions, strict=True)
            if generated.number % IN_REVIEW == 0
        )

    def _submit(self, batch: list[formulary.Monograph]) -> list[Revision]:
        monographs = Monograph.objects.bulk_create(
            Monograph(
                key=generated.key,
                kind=Monograph.Kind.DRUG,
                title=generated.title,
                slug=generated.slug,
                is_listed=generated.text.document.is_listed,
                review_period_months=REVIEW_PERIOD,
                edit_version=1,
            )
            for generated in batch
        )
        revisions = Revision.objects.bulk_create(
            self._revision(generated, monograph)
            for generated, monograph in zip(batch, monographs, strict=True)
        )
        RevisionContributor.objects.bulk_create(
            RevisionContributor(revision=revision, person=self.editor)
            for revision in revisions
        )
        return revisions

    def _revision(self, generated: formulary.Monograph, of: Monograph) -> Revision:
        content = generated.content
        return Revision(
            monograph=of,
            number=1,
            schema=SCHEMA,
            # As an expression, or psycopg would escape an array of JSON, in Python.
            content=Value(content),
            sha256=sha256(content),
            edit_version=1,
            change_kind=Revision.ChangeKind.MAJOR,
            submitted_by=self.editor,
            submitted_at=self._time(generated.number),
        )

    def _sign(self, revisions: list[Revision]) -> None:
        Signature.objects.bulk_create(
            Signature(
                revision=revision,
                role=role,
                signer=signer,
                printed_name=signer.printed_name,
                sha256=revision.sha256,
                signed_at=revision.submitted_at,
            )
            for revision in revisions
            for role, signer in self.signers.items()
        )

    def _approve(self, revisions: list[Revision]) -> None:
        own = Revision.objects.filter(pk__in=[revision.pk for revision in revisions])
        own.update(state=Revision.State.APPROVED)
        own.update(published_at=F("submitted_at"))

    def _publish(
        self, batch: list[formulary.Monograph], revisions: list[Revision]
    ) -> list[Publication]:
        return Publication.objects.bulk_create(
            self._publication(generated, revision)
            for generated, revision in zip(batch, revisions, strict=True)
        )

    def _publication(
        self, generated: formulary.Monograph, revision: Revision
    ) -> Publication:
        reviewed_on = timezone.localdate(revision.submitted_at)
        return Publication(
            monograph_id=revision.monograph_id,
            revision=revision,
            kind=Monograph.Kind.DRUG,
            title=generated.title,
            slug=generated.slug,
            sort_key=sort_key(generated.title),
            is_listed=generated.text.document.is_listed,
            published_at=revision.submitted_at,
            reviewed_on=reviewed_on,
            review_due_on=months_after(reviewed_on, REVIEW_PERIOD),
        )

    def _time(self, number: int) -> datetime:
        """Spread over the review period, so that no page is overdue."""
        return self.now - timedelta(days=number % 700)


def _ids_of(entries: Iterable[Effect | DrugClass]) -> dict[UUID, int]:
    return {entry.key: entry.pk for entry in entries}


def _triage(generated: formulary.Monograph, publication: Publication) -> Triage:
    number, pk = generated.number, publication.monograph_id
    errors = int(number % WITH_ERRORS == 0)
    rank = Triage.Rank.ERRORS if errors else Triage.Rank.REST
    effort = number % EFFORTS
    return Triage(
        monograph_id=pk,
        letter=letter_of(generated.title),
        rank=rank,
        effort=effort,
        place=place_of(rank, effort, pk),
        errors=errors,
        warnings=int(number % WITH_WARNINGS == 0),
        rivals=int(number % WITH_RIVALS == 0),
        differs_from_live=number % DIFFERING == 0,
        is_stale=False,
    )


def _own_document(generated: formulary.Monograph) -> Document:
    """The text under this title, as far as the A–Z reads it."""
    document = generated.text.document
    return replace(
        document,
        title=generated.title,
        names=tuple(
            replace(row, text=generated.named(row.text)) for row in document.names
        ),
    )


def _names(pairs: Pairs) -> Rows:
    for generated, publication in pairs:
        for row in _own_document(generated).names:
            yield {
                "publication": publication.pk,
                "key": generated.own(row.key).hex,
                "kind": row.kind,
                "text": row.text,
                "sort_key": sort_key(row.text),
            }


def _side_effects(pairs: Pairs, effects: dict[UUID, int]) -> Rows:
    for generated, publication in pairs:
        for place, row in enumerate(generated.text.document.side_effects, 1):
            interval = row.frequency.interval
            yield {
                "publication": publication.pk,
                "effect": effects[row.effect_key],
                "key": generated.own(row.key).hex,
                "wording": row.wording,
                "sentence": sentence(row.frequency),
                "low": float(interval.low) if interval else None,
                "high": float(interval.high) if interval else None,
                "band": row.frequency.band or "",
                "word": row.frequency.word,
                "serious": row.serious,
                "scope": row.scope,
                "scope_name": row.scope_name,
                "position": place,
                "order_key": order_key(row.frequency, publication.sort_key),
            }


def _classes(pairs: Pairs, classes: dict[UUID, int]) -> Rows:
    for generated, publication in pairs:
        for row in generated.text.document.classes:
            yield {
                "publication": publication.pk,
                "drug_class": classes[row.class_key],
                "key": generated.own(row.key).hex,
            }
