"""Which of some drugs list which of some side effects."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from monographs.models.public import PublishedSideEffect
from monographs.public.effects.names import (
    Meant,
    Names,
    Unclear,
    drugs_called,
    effects_called,
    names_in,
)
from monographs.public.side_effects import shared_scope_label

MOST_DRUGS = 10
MOST_EFFECTS = 5
# Of a sentence and a seriousness, what they hold for.
Said = dict[tuple[str, str], list[tuple[str, str]]]


@dataclass(frozen=True)
class Asked:
    effects: tuple[str, ...]
    drugs: tuple[str, ...]

    @classmethod
    def of(cls, given: QueryDict) -> "Asked":
        return cls(names_in(given.getlist("e")), names_in(given.getlist("d")))

    def with_another(self, name: str, other: str) -> str:
        """The address that asks for `other` in the place of `name`."""
        pairs = [
            (letter, other if one == name else one)
            for letter, names in (("e", self.effects), ("d", self.drugs))
            for one in names
        ]
        return f"{reverse('public:effect_match')}?{urlencode(pairs)}"


@dataclass(frozen=True)
class Statement:
    sentence: str
    is_serious: bool
    scope: str  # what it holds for, where not for the whole product


@dataclass(frozen=True)
class Row:
    """A drug, and what it says of each effect: nothing where it lists none."""

    drug: Meant
    cells: tuple[tuple[Meant, tuple[Statement, ...]], ...]

    @property
    def listed(self) -> int:
        return sum(bool(statements) for _, statements in self.cells)


@dataclass(frozen=True)
class Offer:
    text: str
    url: str


@dataclass(frozen=True)
class Problem:
    """A name that was not taken, and what might be meant."""

    typed: str
    is_drug: bool
    is_ambiguous: bool
    offers: tuple[Offer, ...]


@dataclass(frozen=True)
class MatchPage:
    asked: Asked
    drugs: Names
    effects: Names
    rows: tuple[Row, ...]

    most_drugs = MOST_DRUGS
    most_effects = MOST_EFFECTS

    @property
    def is_asked(self) -> bool:
        return bool(self.asked.drugs or self.asked.effects)

    @property
    def live(self) -> list[Meant]:
        return [drug for drug in self.drugs.meant if not drug.is_withdrawn]

    @property
    def withdrawn(self) -> list[Meant]:
        return [drug for drug in self.drugs.meant if drug.is_withdrawn]

    @property
    def left_out(self) -> tuple[str, ...]:
        """Those above the limits are named, not dropped in silence."""
        return self.asked.drugs[MOST_DRUGS:] + self.asked.effects[MOST_EFFECTS:]

    @property
    def has_too_many_drugs(self) -> bool:
        return len(self.asked.drugs) > MOST_DRUGS

    @property
    def has_too_many_effects(self) -> bool:
        return len(self.asked.effects) > MOST_EFFECTS

    @cached_property
    def problems(self) -> list[Problem]:
        return [
            *(self._problem(one, is_drug=False) for one in self.effects.unclear),
            *(self._problem(one, is_drug=True) for one in self.drugs.unclear),
        ]

    @property
    def none_listed(self) -> bool:
        return bool(self.rows) and not any(row.listed for row in self.rows)

    def _problem(self, unclear: Unclear, *, is_drug: bool) -> Problem:
        offers = [
            *((one.name, one.slug) for one in unclear.choices),
            *(
                (
                    one.title if one.title == one.name else f"{one.name} ({one.title})",
                    one.slug,
                )
                for one in unclear.near
            ),
        ]
        return Problem(
            unclear.typed,
            is_drug,
            bool(unclear.choices),
            tuple(
                Offer(text, self.asked.with_another(unclear.typed, slug))
                for text, slug in offers
            ),
        )


def match(asked: Asked) -> MatchPage:
    drugs = drugs_called(asked.drugs[:MOST_DRUGS])
    effects = effects_called(asked.effects[:MOST_EFFECTS])
    page = MatchPage(asked, drugs, effects, ())
    if not (page.live and effects.meant):
        return page
    return MatchPage(asked, drugs, effects, _rows(page.live, effects.meant))


def _rows(drugs: list[Meant], effects: tuple[Meant, ...]) -> tuple[Row, ...]:
    listed: dict[tuple[int, int], Said] = defaultdict(lambda: defaultdict(list))
    statements = PublishedSideEffect.objects.filter(
        publication__in=[drug.id for drug in drugs],
        effect__in=[effect.id for effect in effects],
    ).order_by("order_key", "id")
    for drug, effect, sentence, serious, scope, name in statements.values_list(
        "publication", "effect", "sentence", "serious", "scope", "scope_name"
    ):
        listed[drug, effect][sentence, serious].append((scope, name))
    return tuple(
        Row(
            drug,
            tuple(
                (effect, tuple(_statements(listed[drug.id, effect.id])))
                for effect in effects
            ),
        )
        for drug in drugs
    )


def _statements(said: Said) -> Iterator[Statement]:
    # What a page says alike of two routes or parts of it is said once.
    for (sentence, serious), scopes in said.items():
        yield Statement(sentence, serious == "yes", shared_scope_label(scopes))
