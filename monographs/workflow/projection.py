"""The projected rows of a publication: what lists and filters read.

They are derived from the live revision alone, so they can be rebuilt at any time.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection, models, transaction

from monographs.content import Document, loads
from monographs.models import (
    DrugClass,
    Effect,
    Monograph,
    Publication,
    PublishedClass,
    PublishedName,
    PublishedSideEffect,
)
from monographs.models.public.publication import sort_key
from monographs.workflow.step import lock

Rows = dict[type[models.Model], list[dict[str, Any]]]
PROJECTIONS: tuple[type[models.Model], ...] = (
    PublishedName,
    PublishedSideEffect,
    PublishedClass,
)


def project(publication: Publication, document: Document) -> None:
    """Rebuild the projected rows; a withdrawn page has none."""
    forget(publication)
    if publication.is_withdrawn:
        return
    for model, rows in _expected(publication, document).items():
        insert_rows(model, rows)


def project_revision(publication: Publication) -> None:
    project(publication, loads(publication.revision.content))


def forget(publication: Publication) -> None:
    for model in PROJECTIONS:
        model._default_manager.filter(publication=publication).delete()


def differences() -> Iterator[str]:
    """What a rebuild would change, one sentence a page."""
    publications = Publication.objects.select_related("revision")
    for publication in publications.iterator(chunk_size=100):
        document = loads(publication.revision.content)
        expected: Rows = (
            {model: [] for model in PROJECTIONS}
            if publication.is_withdrawn
            else _expected(publication, document)
        )
        for model, rows in expected.items():
            if _sorted(rows) != _sorted(_stored(model, publication)):
                yield (
                    f"{publication.title}: {model._meta.verbose_name_plural} differ "
                    f"from version {publication.revision.number}."
                )
        if (publication.title, publication.slug, publication.is_listed) != (
            document.title,
            document.slug,
            document.is_listed,
        ):
            yield (
                f"{publication.title}: title, address or listing differ from "
                f"version {publication.revision.number}."
            )


def rebuild_all() -> int:
    """Each page in a transaction of its own, under its monograph's lock."""
    count = 0
    keys = Publication.objects.values_list("pk", "monograph")
    for publication_id, monograph_id in keys.iterator():
        with transaction.atomic():
            lock(Monograph(pk=monograph_id))
            publication = Publication.objects.select_related("revision").get(
                pk=publication_id
            )
            project(publication, loads(publication.revision.content))
        count += 1
    return count


def insert_rows(model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    """One statement, whatever the number of rows: they travel as one JSON value."""
    if not rows:
        return
    table = connection.ops.quote_name(model._meta.db_table)
    fields: list[Any] = [model._meta.get_field(name) for name in rows[0]]
    names = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    values = json.dumps([list(row.values()) for row in rows], default=str)
    if connection.vendor == "postgresql":
        types = [field.db_type(connection) for field in fields]
        cells = ", ".join(
            f"(value->>{place})::{kind}" for place, kind in enumerate(types)
        )
        source = "jsonb_array_elements(%s::jsonb)"
    else:
        cells = ", ".join(
            f"json_extract(value, '$[{place}]')" for place in range(len(fields))
        )
        source = "json_each(%s)"
    with connection.cursor() as cursor:
        cursor.execute(  # only our own tables and columns are named
            f"INSERT INTO {table} ({names}) SELECT {cells} FROM {source}",  # noqa: S608
            [values],
        )


def _expected(publication: Publication, document: Document) -> Rows:
    effects = dict(
        Effect.objects.filter(
            key__in=[row.effect_key for row in document.side_effects]
        ).values_list("key", "pk")
    )
    classes = dict(
        DrugClass.objects.filter(
            key__in=[row.class_key for row in document.classes]
        ).values_list("key", "pk")
    )
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
                "effect": effects[row.effect_key],
                "key": row.key.hex,
                "wording": row.wording,
                "low": float(interval.low)
                if (interval := row.frequency.interval)
                else None,
                "high": float(interval.high) if interval else None,
                "band": row.frequency.band or "",
                "word": row.frequency.word,
                "serious": row.serious,
                "position": place,
            }
            for place, row in enumerate(document.side_effects, 1)
        ],
        PublishedClass: [
            {
                "publication": publication.pk,
                "drug_class": classes[row.class_key],
                "key": row.key.hex,
            }
            for row in document.classes
        ],
    }


def _stored(
    model: type[models.Model], publication: Publication
) -> list[dict[str, Any]]:
    names = [field.name for field in model._meta.concrete_fields if field.name != "id"]
    rows = model._default_manager.filter(publication=publication).values(*names)
    return [{**row, "key": row["key"].hex} for row in rows]


def _sorted(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True) for row in rows)
