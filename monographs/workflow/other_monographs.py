"""What checks ask about other monographs, answered for many documents at once."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from django.db.models.expressions import RawSQL

from monographs.checks import Context, Questions, passages_in
from monographs.content import Document, DocumentSection, canonical_text
from monographs.content.insertion import insert_many
from monographs.models import Monograph, Passage, Section

Asked = Mapping[int, Questions]


def remember_passages_of(monographs: Sequence[Monograph]) -> None:
    """Without reading more of them than their sections."""
    sections: defaultdict[int, list[DocumentSection]] = defaultdict(list)
    rows = Section.objects.filter(monograph__in=monographs).order_by()
    for pk, key, kind, body in rows.values_list("monograph_id", "key", "kind", "body"):
        section = DocumentSection(
            key=key, kind=kind, heading="", body=canonical_text(body)
        )
        sections[pk].append(section)
    remember_passages({one.pk: _passages(one, sections[one.pk]) for one in monographs})


@transaction.atomic(savepoint=False)
def remember_passages(passages: Mapping[int, frozenset[str]]) -> None:
    """So that others find them; nothing is written where nothing changed."""
    kept: defaultdict[int, set[str]] = defaultdict(set)
    rows = Passage.objects.filter(monograph__in=passages)
    for pk, digest in rows.values_list("monograph_id", "digest"):
        kept[pk].add(digest)
    changed = [pk for pk, new in passages.items() if kept[pk] != new]
    if any(kept[pk] for pk in changed):
        Passage.objects.filter(monograph__in=changed).delete()
    insert_many(
        Passage,
        [
            {"monograph": pk, "digest": digest}
            for pk in changed
            for digest in sorted(passages[pk])
        ],
    )


def contexts_of(asked: Asked) -> dict[int, Context]:
    """Two queries, whatever the number of documents."""
    drugs = _drugs(name for one in asked.values() for name in one.names)
    holders = _holders(digest for one in asked.values() for digest in one.passages)
    return {
        pk: Context(
            drugs={
                slug: title
                for slug in one.names
                for other, title in drugs.get(slug, [])
                if other != pk
            },
            holders={
                digest: tuple(title for other, title in found if other != pk)
                for digest in one.passages
                if (found := holders.get(digest))
            },
        )
        for pk, one in asked.items()
    }


Held = defaultdict[str, list[tuple[int, str]]]


def _passages(
    monograph: Monograph, sections: Iterable[DocumentSection]
) -> frozenset[str]:
    return passages_in(
        Document(
            key=monograph.key,
            kind=monograph.kind,
            title=monograph.title,
            slug=monograph.slug,
            sections=tuple(sections),
        )
    )


def _drugs(slugs: Iterable[str]) -> Held:
    found: Held = defaultdict(list)
    slugs = set(slugs)
    if not slugs:
        return found
    rows = Monograph.objects.drugs().filter(slug__in=_among(slugs))
    for slug, pk, title in rows.order_by().values_list("slug", "pk", "title"):
        found[slug].append((pk, title))
    return found


def _holders(digests: Iterable[str]) -> Held:
    found: Held = defaultdict(list)
    digests = set(digests)
    if not digests:
        return found
    rows = Passage.objects.filter(digest__in=_among(digests))
    rows = rows.annotate(title=F("monograph__title")).order_by("monograph")
    for digest, pk, title in rows.values_list("digest", "monograph", "title"):
        found[digest].append((pk, title))
    return found


def _among(values: Iterable[str]) -> Any:
    """Any number of values as one parameter."""
    from_json = (
        "SELECT jsonb_array_elements_text(%s::jsonb)"
        if connection.vendor == "postgresql"
        else "SELECT value FROM json_each(%s)"
    )
    return RawSQL(from_json, [json.dumps(sorted(set(values)))])  # noqa: S611
