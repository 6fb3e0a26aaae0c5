"""What checks ask about other monographs, answered for many documents at once."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection
from django.db.models import F
from django.db.models.expressions import RawSQL

from monographs.checks import Context, Questions
from monographs.content.insertion import insert_many
from monographs.models import Monograph, Passage

Asked = Mapping[int, Questions]


def remember_passages(asked: Asked) -> None:
    """So that others find them; nothing is written where nothing changed."""
    kept: defaultdict[int, set[str]] = defaultdict(set)
    passages = Passage.objects.filter(monograph__in=asked)
    for pk, digest in passages.values_list("monograph_id", "digest"):
        kept[pk].add(digest)
    changed = [pk for pk, one in asked.items() if kept[pk] != one.passages]
    if any(kept[pk] for pk in changed):
        Passage.objects.filter(monograph__in=changed).delete()
    insert_many(
        Passage,
        [
            {"monograph": pk, "digest": digest}
            for pk in changed
            for digest in sorted(asked[pk].passages)
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
