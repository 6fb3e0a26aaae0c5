"""The A–Z of side effects that a live page lists; other words for them as "see".

In the order of the search's letters: without accents, and Greek under its Latin ones.
"""

from dataclasses import dataclass
from string import ascii_lowercase
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Left

from monographs.models.public import EffectTally, SearchEffect
from monographs.public.effects.place import Place, behind

PAGE_SIZE = 100
LABELS: dict[str, str] = {
    "0": "0–9",
    **{letter: letter.upper() for letter in ascii_lowercase},
    "_": "Other",
}
# Sorts behind every word with z, and before other scripts.
_BEHIND_Z = "zzzzzzzz"


@dataclass(frozen=True)
class Entry:
    """An effect, or another word for one."""

    text: str
    name: str
    slug: str
    pages: int

    @property
    def is_another_word(self) -> bool:
        return self.text != self.name


@dataclass(frozen=True)
class Listing:
    entries: tuple[Entry, ...]
    initials: tuple[tuple[str, str, bool], ...]  # with label, and whether it has any
    next: Place | None


def list_effects(*, initial: str = "", after: Place | None = None) -> Listing:
    words = _of_initial(_listed_words(), initial)
    rows = list(
        behind(words, "folded", after).values(
            "id", "text", "folded", "effect__name", "effect__slug", "pages"
        )[: PAGE_SIZE + 1]
    )
    shown = rows[:PAGE_SIZE]
    last = shown[-1] if len(rows) > PAGE_SIZE else None
    return Listing(
        tuple(map(_entry, shown)),
        tuple(_initials()),
        Place(last["folded"], last["id"]) if last else None,
    )


def _listed_words() -> QuerySet[SearchEffect]:
    return SearchEffect.objects.filter(
        effect__tallies__kind=EffectTally.Kind.PAGES, effect__tallies__number__gt=0
    ).annotate(pages=F("effect__tallies__number"))


def _of_initial(words: QuerySet[SearchEffect], initial: str) -> QuerySet[SearchEffect]:
    if initial == "0":
        return words.filter(folded__lt="a")
    if initial == "_":
        return words.filter(folded__gte=_BEHIND_Z)
    if not initial:
        return words
    end = chr(ord(initial) + 1) if initial < "z" else _BEHIND_Z
    return words.filter(folded__gte=initial, folded__lt=end)


def _initials() -> list[tuple[str, str, bool]]:
    """The vocabulary stays small however many pages use it."""
    used = set(
        _listed_words()
        .order_by()
        .annotate(initial=Left("folded", 1))
        .values_list("initial", flat=True)
        .distinct()
    )
    found = {_initial_of(letter) for letter in used}
    return [(name, label, name in found) for name, label in LABELS.items()]


def _initial_of(letter: str) -> str:
    if letter in ascii_lowercase:
        return letter
    return "0" if letter < "a" else "_"


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(row["text"], row["effect__name"], row["effect__slug"], row["pages"])
