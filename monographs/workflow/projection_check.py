"""Comparing what lists read with what was signed, and making it anew."""

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import models, transaction

from monographs.content import is_sealed, loads, sha256
from monographs.models import Monograph, Publication, Revision
from monographs.workflow.effect_tallies import (
    rebuild_effect_tallies,
    tally_differences,
)
from monographs.workflow.effect_words import (
    effect_word_differences,
    rebuild_effect_words,
)
from monographs.workflow.projection import (
    PROJECTIONS,
    Vocabulary,
    header,
    project,
    projected,
)
from monographs.workflow.step import lock

CHUNK = 200


def differences() -> Iterator[str]:
    """Texts that are not as they were sealed, and what making it anew would change."""
    for revision in Revision.objects.select_related("monograph").iterator(CHUNK):
        if sha256(revision.content) != revision.sha256:
            yield f"{revision}: its hash is not the hash of its content."
        elif not is_sealed(revision.content, revision.sha256):
            yield f"{revision}: its content is not in the one form of sealed texts."
    publications = Publication.objects.select_related("revision").iterator(CHUNK)
    while chunk := list(islice(publications, CHUNK)):
        yield from _differences(chunk)
    yield from effect_word_differences()
    yield from tally_differences()


def rebuild_all() -> int:
    """Each page in a transaction of its own, under its monograph's lock."""
    count = 0
    for monograph_id in Publication.objects.values_list("monograph", flat=True):
        with transaction.atomic():
            lock(Monograph(pk=monograph_id))
            _rebuild(
                Publication.objects.select_related("revision").get(
                    monograph=monograph_id
                )
            )
        count += 1
    rebuild_effect_words()
    rebuild_effect_tallies()
    return count


def _rebuild(publication: Publication) -> None:
    document = loads(publication.revision.content)
    for name, value in header(document).items():
        setattr(publication, name, value)
    publication.save()
    project(publication, document)


def _differences(publications: list[Publication]) -> Iterator[str]:
    documents = [loads(publication.revision.content) for publication in publications]
    vocabulary = Vocabulary.of(documents)
    stored = {model: _stored(model, publications) for model in PROJECTIONS}
    for publication, document in zip(publications, documents, strict=True):
        place = f"{document.title}, version {publication.revision.number}"
        if any(
            getattr(publication, name) != value
            for name, value in header(document).items()
        ):
            yield f"{place}: title, address or listing differ from what was signed."
        for model, rows in projected(publication, document, vocabulary).items():
            if _comparable(rows) != _comparable(stored[model][publication.pk]):
                what = model._meta.verbose_name_plural
                yield f"{place}: {what} differ from what was signed."


def _stored(
    model: type[models.Model], publications: list[Publication]
) -> dict[int, list[dict[str, Any]]]:
    names = [field.name for field in model._meta.concrete_fields if field.name != "id"]
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = model._default_manager.filter(publication__in=publications).values(*names)
    for row in rows:
        found[row["publication"]].append(_plain(row))
    return found


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "key": row["key"].hex} if "key" in row else row


def _comparable(rows: list[dict[str, Any]]) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True, default=str) for row in rows)
