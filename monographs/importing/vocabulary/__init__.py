"""The words of sources for side effects and body systems, and our own for them."""

from monographs.importing.vocabulary.tables import (
    KnownEffect,
    body_system_of,
    known_effect,
    known_effects,
)
from monographs.importing.vocabulary.words import normal_form

__all__ = [
    "KnownEffect",
    "body_system_of",
    "known_effect",
    "known_effects",
    "normal_form",
]
