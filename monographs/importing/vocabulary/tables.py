"""The side effects and body systems that medsite knows before anybody adds one."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from monographs.importing.vocabulary.words import normal_form

_EMPTY_WORDS = {"adverse", "change", "disorder", "effect", "issue", "problem"}
_EMPTY_WORDS |= {"reaction", "related", "side", "symptom", "system", "the"}


@dataclass(frozen=True)
class KnownEffect:
    name: str
    body_system: str  # a value of BodySystem
    synonyms: tuple[str, ...] = ()


def known_effect(text: str) -> KnownEffect | None:
    """The effect that is called so. Nothing is guessed: other words are unknown."""
    return _effects_by_form().get(normal_form(text))


def body_system_of(heading: str) -> str | None:
    """A value of BodySystem, if the heading of a group names one and no other."""
    return _systems_by_form().get(_heading_form(heading))


@cache
def known_effects() -> tuple[KnownEffect, ...]:
    """In the table's order."""
    return tuple(
        KnownEffect(name, body_system, tuple(synonyms))
        for body_system, effects in _read("effects.toml").items()
        for name, synonyms in effects.items()
    )


@cache
def _effects_by_form() -> dict[str, KnownEffect]:
    return {
        normal_form(text): effect
        for effect in known_effects()
        for text in (effect.name, *effect.synonyms)
    }


@cache
def _systems_by_form() -> dict[str, str]:
    return {
        _heading_form(heading): body_system
        for body_system, headings in _read("systems.toml").items()
        for heading in headings
    }


def _heading_form(heading: str) -> str:
    """Only what tells one group from another: "nervous" of "Nervous system effects"."""
    words = normal_form(heading).replace("&", " and ").split()
    return " ".join(word for word in words if word not in _EMPTY_WORDS)


def _read(name: str) -> dict[str, Any]:
    text = files("monographs.importing.vocabulary").joinpath(name).read_text("utf-8")
    return tomllib.loads(text)
