"""The shared vocabulary of the formulary, and the part of it that a page needs."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.utils.text import slugify

from monographs.content import Document
from monographs.models import DrugClass, Effect, EffectSynonym


@dataclass(frozen=True)
class Vocabulary:
    body_systems: dict[str, str]
    synonyms: dict[str, list[str]]
    atc_codes: dict[str, str]

    @classmethod
    def read(cls, folder: Path) -> "Vocabulary":
        systems = tomllib.loads((folder / "effects.toml").read_text(encoding="utf-8"))
        classes = tomllib.loads((folder / "classes.toml").read_text(encoding="utf-8"))
        return cls(
            body_systems={
                effect: system for system in systems for effect in systems[system]
            },
            synonyms={
                effect: synonyms
                for effects in systems.values()
                for effect, synonyms in effects.items()
            },
            atc_codes=classes,
        )

    def add_for(self, document: Document) -> None:
        """Add the effects and classes that are missing; change none that exists."""
        self._add_effects(document)
        DrugClass.objects.bulk_create(
            [
                DrugClass(
                    key=row.class_key,
                    name=row.name,
                    slug=row.slug,
                    atc_code=row.atc_code,
                )
                for row in document.classes
            ],
            ignore_conflicts=True,
        )

    def _add_effects(self, document: Document) -> None:
        names = {row.effect_key: row.effect for row in document.side_effects}
        known = Effect.objects.filter(key__in=names).values_list("key", flat=True)
        missing = names.keys() - set(known)
        Effect.objects.bulk_create(
            [
                Effect(
                    key=key,
                    name=names[key],
                    slug=slugify(names[key]),
                    body_system=self.body_systems[names[key]],
                )
                for key in missing
            ],
            ignore_conflicts=True,
        )
        EffectSynonym.objects.bulk_create(
            [
                EffectSynonym(effect=effect, text=synonym)
                for effect in Effect.objects.filter(key__in=missing)
                for synonym in self.synonyms[names[effect.key]]
            ],
            ignore_conflicts=True,
        )
