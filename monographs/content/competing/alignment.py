"""Two documents about one drug: which row of one is about the same as which of the
other. Pure."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from monographs.content.competing.kinds import ALWAYS_CHOSEN, Kind, kinds_of, said
from monographs.content.competing.topics import Topic, topic_of, words_of
from monographs.content.document import ROW_TYPES, Document

# Two questions in other words are the same from here on.
ALIKE = 0.6
# Beyond, each with each would take too long.
MOST_QUESTIONS = 300
# A cell belongs to a column; the two tables may have others.
_NOT_TAKEN = frozenset({"subjects", "comparison_rows"})
# Under these kinds there are sections about anything.
_LOOSE_KINDS = frozenset({"other", "note"})
_SIGNS = re.compile(r"[^\w\s]+|_")

Name = tuple[Any, ...] | None


@dataclass(frozen=True)
class Difference:
    """Two rows about the same, or one that has no partner."""

    field: str  # as the document calls these rows
    here: Any
    there: Any
    kinds: tuple[Kind, ...]

    @property
    def id(self) -> str:
        """Theirs never changes, so what a form sends back finds it again."""
        return str((self.there or self.here).key)

    @property
    def kind(self) -> Kind:
        return self.kinds[0]

    @property
    def is_always_chosen(self) -> bool:
        return self.is_takeable and not ALWAYS_CHOSEN.isdisjoint(self.kinds)

    @property
    def is_takeable(self) -> bool:
        return self.field not in _NOT_TAKEN


@dataclass(frozen=True)
class SideBySide:
    differences: tuple[Difference, ...]  # the gravest first
    same: tuple[Difference, ...]


def side_by_side(here: Document, there: Document) -> SideBySide:
    pairs = list(_all_pairs(here, there))
    gravity = list(Kind)
    differing = [pair for pair in pairs if pair.kinds]
    return SideBySide(
        tuple(sorted(differing, key=lambda pair: gravity.index(pair.kind))),
        tuple(pair for pair in pairs if not pair.kinds),
    )


def _all_pairs(here: Document, there: Document) -> Iterator[Difference]:
    """In the order in which a page shows the parts."""
    titles = words_of(here.title) | words_of(there.title)
    for field in ROW_TYPES:
        if field == "disagreements" and not there.disagreements:
            continue  # what editors wrote about their sources has no partner in one
        for ours, theirs in _pairs(
            field, list(getattr(here, field)), list(getattr(there, field)), titles
        ):
            yield Difference(field, ours, theirs, kinds_of(ours, theirs))


def _pairs(
    field: str, here: Sequence[Any], there: Sequence[Any], titles: frozenset[str]
) -> Iterator[tuple[Any, Any]]:
    """In the order of ours, then what only they have."""
    partner: dict[int, int] = {}
    for name in _NAMINGS[field]:
        _pair_up(here, there, partner, name)
    if field == "faqs":
        _pair_up_alike(here, there, partner, titles)
    for place, row in enumerate(here):
        yield row, there[partner[place]] if place in partner else None
    taken = set(partner.values())
    for place, row in enumerate(there):
        if place not in taken:
            yield None, row


def _pair_up(
    here: Sequence[Any],
    there: Sequence[Any],
    partner: dict[int, int],
    name: Callable[[Any], Name],
) -> None:
    """The first of each name with the first, the second with the second."""
    waiting: dict[Any, list[int]] = {}
    for place in _free(there, set(partner.values())):
        if (key := name(there[place])) is not None:
            waiting.setdefault(key, []).append(place)
    for places in waiting.values():
        places.reverse()
    for place in _free(here, partner):
        if places := waiting.get(name(here[place]), []):
            partner[place] = places.pop()


def _pair_up_alike(
    here: Sequence[Any],
    there: Sequence[Any],
    partner: dict[int, int],
    titles: frozenset[str],
) -> None:
    """Questions in other words: the most alike first."""
    ours = _topics(here, _free(here, partner), titles)
    theirs = _topics(there, _free(there, set(partner.values())), titles)
    scores = sorted(
        (-likeness, place, place_there)
        for place, topic in ours.items()
        for place_there, other in theirs.items()
        if (likeness := topic.likeness(other)) >= ALIKE
    )
    taken: set[int] = set()
    for _, place, place_there in scores:
        if place not in partner and place_there not in taken:
            partner[place] = place_there
            taken.add(place_there)


def _topics(
    rows: Sequence[Any], places: list[int], titles: frozenset[str]
) -> dict[int, Topic]:
    return {
        place: topic_of(rows[place].question, without=titles)
        for place in places[:MOST_QUESTIONS]
    }


def _free(rows: Sequence[Any], taken: Iterable[int]) -> list[int]:
    return [place for place in range(len(rows)) if place not in taken]


def _normal(text: str) -> str:
    return " ".join(_SIGNS.sub(" ", text.casefold()).split())


def _section(row: Any) -> Name:
    return (row.kind, _normal(row.heading))


def _section_of_kind(row: Any) -> Name:
    return None if row.kind in _LOOSE_KINDS else (row.kind,)


def _effect_as_often(row: Any) -> Name:
    return (*_effect_for_whom(row), row.frequency.interval, row.serious)


def _effect_for_whom(row: Any) -> tuple[Any, ...]:
    return (row.effect_key, row.scope, _normal(row.scope_name))


# From the strictest to the loosest way of being the same.
_NAMINGS: dict[str, tuple[Callable[[Any], Name], ...]] = {
    "names": (said, lambda row: (_normal(row.text),)),
    "classes": (lambda row: (row.class_key,), lambda row: (_normal(row.name),)),
    "components": (lambda row: (_normal(row.name),),),
    "sections": (
        lambda row: (row.kind, *said(row)),
        _section,
        _section_of_kind,
    ),
    "side_effects": (
        lambda row: (row.effect_key, *said(row)),
        _effect_as_often,
        _effect_for_whom,
        lambda row: (row.effect_key,),
        lambda row: (_normal(row.effect),),
    ),
    "faqs": (said, lambda row: (_normal(row.question),)),
    "citations": (
        said,
        lambda row: (row.url,) if row.url else None,
        lambda row: (_normal(row.text),),
    ),
    "subjects": (lambda row: (_normal(row.name),),),
    "comparison_rows": (lambda row: (_normal(row.feature),),),
    "disagreements": (lambda row: (_normal(row.question),),),
}
