"""Which drugs list a side effect: figures first, then words, then the rest."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import TextField, Value
from django.db.models.functions import Replace
from django.http import QueryDict

from monographs.models.public import (
    EffectTally,
    FormerEffect,
    PublishedSideEffect,
    SearchEffect,
)
from monographs.models.public.effect_order import (
    FIGURE,
    NOT_KNOWN,
    NOT_STATED,
    WORD,
)
from monographs.public.addresses import page_url
from monographs.public.canonical import query_of
from monographs.public.effects.place import Place, behind
from monographs.public.effects.spread import CONDITIONS, WAYS, Way, spread
from monographs.public.side_effects import shared_scope_label

PAGE_SIZE = 100
HEADINGS = {
    FIGURE: "With a figure",
    WORD: "With a word, and no figure",
    NOT_KNOWN: "Said to be not known",
    NOT_STATED: "Without a frequency",
}
_Kind = EffectTally.Kind
_SAID = (
    *("publication__title", "publication__kind", "publication__slug"),
    *("sentence", "serious"),
)


@dataclass(frozen=True)
class Choice:
    """What the address asks for; its parameters have one order."""

    band: str = ""
    serious: bool = False
    after: Place | None = None

    @classmethod
    def of(cls, given: QueryDict) -> "Choice":
        band = given.get("band", "")
        return cls(
            band if band in WAYS else "",
            given.get("serious") == "yes",
            Place.from_text(given.get("after", "")),
        )

    @property
    def is_filter(self) -> bool:
        return bool(self.band or self.serious)

    @property
    def query(self) -> str:
        given = {
            "band": self.band,
            "serious": "yes" if self.serious else "",
            "after": str(self.after or ""),
        }
        return query_of(given, tuple(given))

    def starting(self, after: Place | None = None) -> "Choice":
        return Choice(self.band, self.serious, after)


@dataclass(frozen=True)
class ListedBy:
    title: str
    url: str
    sentence: str
    is_serious: bool
    scope: str  # what it holds for, where not for the whole product


@dataclass(frozen=True)
class EffectPage:
    name: str
    other_words: tuple[str, ...]
    pages: int
    serious_pages: int
    ways: tuple[Way, ...]
    groups: tuple[tuple[str, tuple[ListedBy, ...]], ...]
    next: Choice | None


def effect_page(slug: str, choice: Choice) -> EffectPage | None:
    """None where no live page lists it."""
    tallies = list(
        EffectTally.objects.filter(effect__slug=slug).values(
            "effect", "effect__name", "kind", "number"
        )
    )
    numbers = {row["kind"]: row["number"] for row in tallies}
    if numbers.get(_Kind.PAGES, 0) < 1:
        return None
    effect, name = tallies[0]["effect"], tallies[0]["effect__name"]
    rows = list(_rows(effect, choice)[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE]
    last = shown[-1] if len(rows) > PAGE_SIZE else None
    return EffectPage(
        name=name,
        other_words=_other_words(effect, name),
        pages=numbers[_Kind.PAGES],
        serious_pages=numbers.get(_Kind.SERIOUS, 0),
        ways=spread(numbers),
        groups=tuple(_groups(shown)),
        next=choice.starting(Place(last["order_key"], last["id"])) if last else None,
    )


def listed_slug(slug: str) -> str | None:
    """Of the side effect that a live page lists and that this address leads to."""
    listed = EffectTally.objects.filter(
        effect__slug=slug, kind=_Kind.PAGES, number__gt=0
    )
    return slug if listed.exists() else slug_of_word(slug)


def slug_of_word(slug: str) -> str | None:
    """Of the effect that another one with this address was merged into; else of one
    that is also called so."""
    is_listed = {
        "effect__tallies__kind": _Kind.PAGES,
        "effect__tallies__number__gt": 0,
    }
    merged = FormerEffect.objects.filter(slug=slug.lower(), **is_listed)
    if current := merged.values_list("effect__slug", flat=True).first():
        return current
    bare = Replace("folded", Value(" "), output_field=TextField())
    found = (
        SearchEffect.objects.annotate(bare=bare)
        .filter(bare=slug.lower().replace("-", ""), **is_listed)
        .exclude(effect__slug=slug)
    )
    return found.order_by("id").values_list("effect__slug", flat=True).first()


def _rows(effect: int, choice: Choice) -> Any:
    rows = PublishedSideEffect.objects.filter(
        effect=effect, publication__withdrawn_at=None
    )
    if choice.band:
        rows = rows.filter(CONDITIONS[choice.band])
    if choice.serious:
        rows = rows.filter(serious="yes")
    return behind(rows, "order_key", choice.after).values(
        "id", "order_key", "scope", "scope_name", *_SAID
    )


def _other_words(effect: int, name: str) -> tuple[str, ...]:
    words = SearchEffect.objects.filter(effect=effect).order_by("folded")
    return tuple(words.exclude(text=name).values_list("text", flat=True))


def _groups(rows: list[dict[str, Any]]) -> Any:
    for first, heading in HEADINGS.items():
        own = [row for row in rows if row["order_key"][:1] == first]
        if own:
            yield heading, tuple(_listed_by(own))


def _listed_by(rows: list[dict[str, Any]]) -> Iterator[ListedBy]:
    # What a page says alike of two routes or parts of it is said once.
    alike: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        said = tuple(row[name] for name in _SAID)
        alike[said].append((row["scope"], row["scope_name"]))
    for (title, kind, slug, sentence, serious), scopes in alike.items():
        yield ListedBy(
            title=title,
            url=page_url(kind, slug),
            sentence="" if rows[0]["order_key"][:1] == NOT_STATED else sentence,
            is_serious=serious == "yes",
            scope=shared_scope_label(scopes),
        )
