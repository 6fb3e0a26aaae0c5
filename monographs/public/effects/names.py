"""What somebody typed as names: the pages meant, or what is near them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from monographs.models.public import (
    EffectTally,
    Publication,
    SearchEffect,
    SearchEntry,
)
from monographs.models.public.publication import sort_key
from monographs.search import fold, near_drugs, near_effects
from monographs.search.results import LookAlike

LONGEST_NAME = 300
_SEPARATORS = re.compile(r"[\r\n;]+")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{1,299}")
_Kind = SearchEntry.Kind
NearNames = Callable[[Sequence[str]], dict[str, tuple[LookAlike, ...]]]


@dataclass(frozen=True)
class Meant:
    """A page or an effect; `id` is the publication's or the effect's."""

    id: int
    name: str
    slug: str
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Unclear:
    """A name that several pages have, or none: then with what is near it."""

    typed: str
    choices: tuple[Meant, ...] = ()
    near: tuple[LookAlike, ...] = ()


@dataclass(frozen=True)
class Names:
    meant: tuple[Meant, ...]
    unclear: tuple[Unclear, ...]


def names_in(values: Iterable[str]) -> tuple[str, ...]:
    """One a line, or between semicolons; the same name once."""
    names: dict[str, str] = {}
    for value in values:
        for part in _SEPARATORS.split(value.replace("\0", "")):
            name = " ".join(part.split())[:LONGEST_NAME]
            if name:
                names.setdefault(name.casefold(), name)
    return tuple(names.values())


def drugs_called(names: Sequence[str]) -> Names:
    """Withdrawn ones too, by their title: what to say of them is another question."""
    if not names:
        return Names((), ())
    by_name = _by_name(names)
    by_address = _by_address(names)
    found = {
        name: by_address.get(name.lower()) or by_name.get(fold(name)) or []
        for name in names
    }
    missing = [name for name in names if not found[name]]
    withdrawn = _withdrawn(missing)
    for name in missing:
        found[name] = withdrawn.get(sort_key(name), [])
    return _sorted_out(names, found, near_drugs)


def effects_called(names: Sequence[str]) -> Names:
    """Only those that a live page lists."""
    if not names:
        return Names((), ())
    words = SearchEffect.objects.filter(
        Q(folded__in=[fold(name) for name in names])
        | Q(effect__slug__in=[name.lower() for name in names]),
        effect__tallies__kind=EffectTally.Kind.PAGES,
        effect__tallies__number__gt=0,
    ).order_by("folded", "id")
    by_word: dict[str, dict[int, Meant]] = {}
    by_slug: dict[str, list[Meant]] = {}
    for pk, name, slug, folded in words.values_list(
        "effect", "effect__name", "effect__slug", "folded"
    ):
        meant = Meant(pk, name, slug)
        by_word.setdefault(folded, {})[pk] = meant
        by_slug[slug] = [meant]
    found = {
        name: by_slug.get(name.lower()) or list(by_word.get(fold(name), {}).values())
        for name in names
    }
    return _sorted_out(names, found, near_effects)


def _by_name(names: Sequence[str]) -> dict[str, list[Meant]]:
    """By title; where none is called so, by the other names."""
    folded = [text for text in map(fold, names) if text]
    # Each half has its own index.
    titles, others = (
        SearchEntry.objects.filter(
            page_kind="drug",
            kind=kind,
            folded__in=folded,
            publication__withdrawn_at=None,
        )
        .order_by()
        .values_list(
            "folded",
            "kind",
            "publication",
            "publication__title",
            "publication__slug",
        )
        for kind in (_Kind.TITLE.value, _Kind.NAME.value)
    )
    found: dict[str, dict[str, dict[int, Meant]]] = {}
    for text, kind, pk, title, slug in titles.union(others, all=True):
        found.setdefault(text, {}).setdefault(kind, {})[pk] = Meant(pk, title, slug)
    return {
        text: list((kinds.get(_Kind.TITLE) or kinds[_Kind.NAME]).values())
        for text, kinds in found.items()
    }


def _by_address(names: Sequence[str]) -> dict[str, list[Meant]]:
    slugs = [name.lower() for name in names if _SLUG.fullmatch(name.lower())]
    pages = Publication.objects.drugs().filter(slug__in=slugs)
    return {page.slug: [_meant(page)] for page in _read(pages)}


def _withdrawn(names: Sequence[str]) -> dict[str, list[Meant]]:
    pages = Publication.objects.drugs().filter(
        sort_key__in=list(map(sort_key, names)), withdrawn_at__isnull=False
    )
    found: dict[str, list[Meant]] = {}
    for page in _read(pages) if names else ():
        found.setdefault(page.sort_key, []).append(_meant(page))
    return found


def _read(pages: QuerySet[Publication]) -> QuerySet[Publication]:
    return pages.only("title", "slug", "sort_key", "withdrawn_at")


def _meant(page: Publication) -> Meant:
    return Meant(page.pk, page.title, page.slug, page.is_withdrawn)


def _sorted_out(
    names: Sequence[str], found: dict[str, list[Meant]], near_names: NearNames
) -> Names:
    meant = {
        found[name][0].id: found[name][0] for name in names if len(found[name]) == 1
    }
    unknown = [name for name in names if not found[name]]
    near = near_names(unknown)
    return Names(
        tuple(meant.values()),
        tuple(
            Unclear(name, tuple(found[name]), near.get(name, ()))
            for name in names
            if len(found[name]) != 1
        ),
    )
