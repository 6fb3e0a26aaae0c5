"""The form above the list of drugs, what was chosen in it, and what it found."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from monographs.models.public import BodySystem, PublishedFacet
from monographs.public.addresses import list_url
from monographs.public.canonical import query_of
from monographs.public.finding.a_to_z import Target
from monographs.public.finding.facet_rows import drugs_of
from monographs.public.finding.filters import BANDS, NAMES, DrugFilter
from monographs.public.finding.place import Place
from monographs.public.finding.typed_effect import TypedEffect, near_effect_names

_ORDERED = (*NAMES, "after")
_SHORT_BANDS = {value: label.partition(":")[0].lower() for value, label in BANDS}


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_chosen: bool


@dataclass(frozen=True)
class Fault:
    field: str
    sentence: str


@dataclass(frozen=True)
class Offer:
    text: str
    url: str


@dataclass(frozen=True)
class Chosen:
    """One thing that was asked, in words, and the address of the list without it."""

    words: str
    url_without: str


@dataclass(frozen=True)
class Found:
    drugs: tuple[Target, ...]
    next_query: str


class FilterPage:
    def __init__(self, given: Mapping[str, str], *, after: Place | None) -> None:
        self.given = {name: given.get(name, "") for name in NAMES}
        self.after = after
        self.is_asked = any(self.given.values())
        self._filter = DrugFilter(
            self.given if self.is_asked else None,
            PublishedFacet.objects.all(),
        )

    @cached_property
    def faults(self) -> list[Fault]:
        if not self.is_asked:
            return []
        errors = self._filter.errors.as_data()
        return [
            Fault(name, sentence)
            for name, found in errors.items()
            for error in found
            for sentence in error.messages
        ]

    @cached_property
    def offers(self) -> list[Offer]:
        """Side effects that may have been meant, with the list that asks for each."""
        if "effect" not in self.faulty:
            return []
        return [
            Offer(name, self._asking("effect", name))
            for name in near_effect_names(self.given["effect"])
        ]

    @property
    def effect(self) -> TypedEffect | None:
        """The one that was asked for; its own page counts all pages that list it."""
        effect: TypedEffect | None = self._filter.form.cleaned_data.get("effect")
        return effect

    @property
    def faulty(self) -> dict[str, str]:
        return {fault.field: fault.sentence for fault in self.faults}

    @cached_property
    def found(self) -> Found | None:
        """None where an answer would be to another question than the one asked."""
        if not self.is_asked or self.faults:
            return None
        rows = self._filter.qs
        if self.after:
            rows = rows.filter(self.after.after)
        drugs, last = drugs_of(rows)
        return Found(
            drugs,
            query_of({**self.given, "after": str(last)}, _ORDERED) if last else "",
        )

    @property
    def start_query(self) -> str:
        return query_of(self.given, _ORDERED)

    @property
    def is_whole(self) -> bool:
        """Nothing stands on another page, so it can be said how many there are."""
        return self.found is not None and not (self.found.next_query or self.after)

    # --- The form ---------------------------------------------------------------------

    @property
    def classes(self) -> list[Option]:
        return self._options("drug_class", self._filter.classes)

    @property
    def systems(self) -> list[Option]:
        return self._options("body_system", BodySystem.choices)

    @property
    def bands(self) -> list[Option]:
        return self._options("frequency", BANDS)

    def _options(self, name: str, choices: Any) -> list[Option]:
        return [
            Option(value, label, value == self.given[name]) for value, label in choices
        ]

    # --- What was chosen --------------------------------------------------------------

    @property
    def chosen(self) -> list[Chosen]:
        return [Chosen(words, self._asking(name, "")) for name, words in self._words()]

    def _words(self) -> Iterator[tuple[str, str]]:
        asked: dict[str, Any] = self._filter.form.cleaned_data
        if asked["drug_class"]:
            yield (
                "drug_class",
                f"in the class {dict(self._filter.classes)[asked['drug_class']]}",
            )
        if asked["body_system"]:
            system = BodySystem(asked["body_system"]).label
            yield "body_system", f"with a side effect on: {system}"
        if asked["effect"]:
            yield "effect", f"with the side effect {asked['effect'].name}"
        if asked["frequency"]:
            yield "frequency", f"how often: {_SHORT_BANDS[asked['frequency']]}"
        if asked["serious"]:
            yield "serious", "called serious"
        if asked["figures"]:
            yield "figures", "with at least one figure"
        if asked["reviewed_since"]:
            day = asked["reviewed_since"]
            yield "reviewed_since", f"reviewed since {day.day} {day:%B %Y}"

    def _asking(self, name: str, value: str) -> str:
        """The address of the list with another value for this."""
        query = query_of({**self.given, name: value}, _ORDERED)
        return f"{list_url('drug')}?{query}" if query else list_url("drug")
