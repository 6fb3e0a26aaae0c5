"""What pages share, and what readers were told of them, a few rows at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from monographs.models.public import (
    NOT_STATED,
    EffectTally,
    FormerEffect,
    PublicChange,
    PublishedClass,
    PublishedSource,
    SearchEffect,
    SourceLicence,
)
from monographs.public.formats.status import as_text

CHUNK = 500
Record = dict[str, Any]


def effects() -> Iterator[Record]:
    """Entries of the vocabulary that a live page lists, with their other words."""
    last = 0
    while chunk := _listed(after=last):
        last = chunk[-1]["effect"]
        listed = [row["effect"] for row in chunk]
        words, merged = _words(listed), _merged(listed)
        for row in chunk:
            name = row["effect__name"]
            yield {
                "key": str(row["effect__key"]),
                "name": name,
                "slug": row["effect__slug"],
                "body_system": row["effect__body_system"],
                "other_words": [word for word in words[row["effect"]] if word != name],
                "merged": merged[row["effect"]],
            }


def _listed(*, after: int) -> list[Any]:
    listed = EffectTally.objects.filter(
        kind=EffectTally.Kind.PAGES, number__gt=0, effect__gt=after
    )
    return list(
        listed.order_by("effect").values(
            "effect",
            "effect__key",
            "effect__name",
            "effect__slug",
            "effect__body_system",
        )[:CHUNK]
    )


def _words(effects: list[int]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    words = SearchEffect.objects.filter(effect__in=effects).order_by("effect", "folded")
    for effect, text in words.values_list("effect", "text"):
        found[effect].append(text)
    return found


def _merged(effects: list[int]) -> dict[int, list[Record]]:
    """Entries that were merged into these: versions sealed before name their keys."""
    found: defaultdict[int, list[Record]] = defaultdict(list)
    former = FormerEffect.objects.filter(effect__in=effects).order_by("effect", "id")
    for effect, key, name, slug in former.values_list("effect", "key", "name", "slug"):
        found[effect].append({"key": str(key), "name": name, "slug": slug})
    return found


def drug_classes() -> Iterator[Record]:
    """Those that a live page belongs to."""
    columns = ("key", "name", "slug", "atc_code")
    rows = (
        PublishedClass.objects.order_by("drug_class")
        .values("drug_class", *(f"drug_class__{name}" for name in columns))
        .distinct()
    )
    for row in rows:
        named = {name: row[f"drug_class__{name}"] for name in columns}
        yield {**named, "key": str(named["key"])}


def changes() -> Iterator[Record]:
    """What readers were told, the first first; of live pages alone."""
    last = 0
    while chunk := _told(after=last):
        last = chunk[-1]["pk"]
        for row in chunk:
            yield {
                "number": row["pk"],
                "page": str(row["publication__monograph__key"]),
                "slug": row["publication__slug"],
                "kind": row["kind"],
                "version": row["revision__number"],
                "previous_version": row["previous__number"],
                "at": as_text(row["at"]),
                "title": row["title"],
                "note": row["note"],
                "done_with": row["leader"],
            }


def _told(*, after: int) -> list[Any]:
    told = PublicChange.objects.filter(pk__gt=after, publication__withdrawn_at=None)
    return list(
        told.order_by("pk").values(
            "pk",
            "publication__monograph__key",
            "publication__slug",
            "kind",
            "revision__number",
            "previous__number",
            "at",
            "title",
            "note",
            "leader",
        )[:CHUNK]
    )


def sources(hashes: Iterable[str]) -> Iterator[Record]:
    """What may be told of them; of one that was lost, only that it is rested on."""
    waiting = iter(hashes)
    while chunk := list(islice(waiting, CHUNK)):
        known = {
            source.sha256: source
            for source in PublishedSource.objects.filter(sha256__in=chunk)
        }
        stated = {
            licence.sha256: licence
            for licence in SourceLicence.objects.current().filter(sha256__in=chunk)
        }
        for sha256 in chunk:
            source, licence = known.get(sha256), stated.get(sha256)
            yield {
                "sha256": sha256,
                "form": source.form if source else "",
                "taken_in_on": as_text(source.taken_in_on) if source else "",
                "licence": licence.name if licence else NOT_STATED,
                "licence_address": licence.address if licence else "",
            }
