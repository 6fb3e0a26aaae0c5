"""Under what effects can stand: a medicine, a body system, a route, a dose, people."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

from monographs.importing.documents.side_effects.cutting import words
from monographs.importing.documents.side_effects.medicines import Medicines
from monographs.importing.documents.side_effects.vocabulary import (
    DOSES,
    EFFECT_NOUNS,
    GENERIC,
    GROUP_JOINTS,
    ORGANS,
    POPULATIONS,
    ROUTE_JOINTS,
    ROUTES,
    SYSTEM_JOINTS,
    SYSTEMS,
)


class Kind(Enum):
    STATEMENT = auto()  # says how often or how serious, or only "side effects"
    COMPONENT = auto()
    SYSTEM = auto()
    ROUTE = auto()
    DOSE = auto()
    POPULATION = auto()
    NOTE = auto()
    EFFECT = auto()


SCOPES = {
    Kind.COMPONENT: "component",
    Kind.ROUTE: "route",
    Kind.DOSE: "dose",
    Kind.POPULATION: "population",
}


@dataclass(frozen=True)
class Group:
    """`words` are as written; `name` is what the scope is called."""

    kind: Kind
    words: str
    name: str = ""

    @property
    def scope(self) -> str:
        return SCOPES.get(self.kind, "product")


def is_generic(text: str) -> bool:
    """Whether the words name no effect, medicine or body system."""
    return all(word in GENERIC or not word[0].isalpha() for word in words(text))


def group_named(text: str, medicines: Medicines) -> Group | None:
    """The group whose name the text is, and nothing more."""
    found = words(text)
    if not found:
        return None
    if name := medicines.named(text):
        return Group(Kind.COMPONENT, text, name)
    if _is_system(found) or _is_site(found):
        return Group(Kind.SYSTEM, text)
    for kind, named, joints in _BY_WORDS:
        if _consists_of(found, named, joints):
            return Group(kind, text, text)
    if _is_dose(found):
        return Group(Kind.DOSE, text, text)
    return None


_BY_WORDS = (
    (Kind.ROUTE, ROUTES, ROUTE_JOINTS | GENERIC),
    (Kind.POPULATION, POPULATIONS, GROUP_JOINTS | GENERIC),
    (Kind.DOSE, DOSES, GENERIC),
)


def _is_system(found: list[str]) -> bool:
    """ "Nervous system", "Skin" and "Hepatic disorders", but not "liver problems"."""
    named = [part for word in found for part in word.split("/")]
    named = [word for word in named if word not in SYSTEM_JOINTS]
    systems = [word for word in named if word in SYSTEMS]
    others = [word for word in named if word not in SYSTEMS]
    if not systems or any(word not in EFFECT_NOUNS | GENERIC for word in others):
        return False
    return not others or any(word not in ORGANS for word in systems)


def _is_site(found: list[str]) -> bool:
    """ "At the injection site"."""
    return found[0] == "at" and found[-1] in ("site", "sites")


def _is_dose(found: list[str]) -> bool:
    """ "High doses of nicotinamide"."""
    return found[0] in ("high", "higher", "low") and not DOSES.isdisjoint(found[1:2])


def _consists_of(
    found: list[str], named: Collection[str], joints: Collection[str]
) -> bool:
    is_any = any(word in named for word in found)
    return is_any and all(word in named or word in joints for word in found)
