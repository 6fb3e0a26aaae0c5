"""What pages share: vocabulary, classes, and sources by their hash alone."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time
from itertools import islice
from typing import Any

from django.utils import timezone

from monographs.content import insert_many
from monographs.models import (
    DrugClass,
    Effect,
    EffectSynonym,
    FormerEffect,
    PublishedSource,
    SourceDocument,
    SourceLicence,
    User,
)
from monographs.workflow.restoring.values import (
    RestoredClass,
    RestoredEffect,
    RestoredSource,
)

CHUNK = 500


def chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(items)
    while chunk := list(islice(waiting, CHUNK)):
        yield chunk


def restore_effects(effects: Iterable[RestoredEffect], *, by: User) -> None:
    for chunk in chunks(effects):
        made = Effect.objects.bulk_create(
            Effect(
                key=one.key, name=one.name, slug=one.slug, body_system=one.body_system
            )
            for one in chunk
        )
        EffectSynonym.objects.bulk_create(
            EffectSynonym(effect=effect, text=text)
            for one, effect in zip(chunk, made, strict=True)
            for text in one.other_words
        )
        FormerEffect.objects.bulk_create(
            FormerEffect(
                key=former.key,
                name=former.name,
                slug=former.slug,
                effect=effect,
                by=by,
                at=timezone.now(),
            )
            for one, effect in zip(chunk, made, strict=True)
            for former in one.merged
        )


def restore_classes(classes: Iterable[RestoredClass]) -> None:
    for chunk in chunks(classes):
        DrugClass.objects.bulk_create(
            DrugClass(key=one.key, name=one.name, slug=one.slug, atc_code=one.atc_code)
            for one in chunk
        )


def restore_sources(sources: Iterable[RestoredSource], *, by: User) -> None:
    """Rows keep saying where they came from; the files themselves are not public."""
    for chunk in chunks(sources):
        known = [one for one in chunk if one.taken_in_on]
        insert_many(SourceDocument, [_source(one, by) for one in chunk])
        PublishedSource.objects.bulk_create(
            PublishedSource(
                sha256=one.sha256, form=one.form, taken_in_on=one.taken_in_on
            )
            for one in known
        )
        SourceLicence.objects.bulk_create(
            SourceLicence(
                sha256=one.sha256,
                name=one.licence.name,
                address=one.licence.address,
                by=by,
                at=timezone.now(),
            )
            for one in chunk
            if one.licence
        )


def _source(one: RestoredSource, by: User) -> dict[str, Any]:
    is_sheet = one.form == PublishedSource.Form.SPREADSHEET
    return {
        "content": b"",
        "sha256": one.sha256,
        "path": f"(not restored) {one.sha256}",
        "dialect": "sheet" if is_sheet else "",
        "imported_by_id": by.pk,
        "imported_at": datetime.combine(
            one.taken_in_on or datetime.now(UTC).date(), time(12), UTC
        ),
    }
