"""The words of documents in the shared vocabulary; unknown ones are proposed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.text import slugify

from monographs.content import EffectEntry, add_effects, effects_by_key
from monographs.importing.documents.draft import Draft, DraftClass, DraftSideEffect
from monographs.importing.vocabulary import (
    body_system_of,
    known_effect,
    normal_form,
)
from monographs.models import (
    Batch,
    BodySystem,
    DrugClass,
    Effect,
    EffectSynonym,
)

# The same word gets the same key from every document, in every batch.
EFFECT_NAMESPACE = UUID("c1f4a6c0-6a9e-4a7c-8a55-2f0a7a2f7a11")
CLASS_NAMESPACE = UUID("5f3d3bb2-2a5b-4f5e-9c39-5a4f0d1f0c11")
LONGEST_NAME = 300
LONGEST_CLASS_NAME = 200


@dataclass(frozen=True)
class ClassEntry:
    key: UUID
    name: str
    slug: str
    atc_code: str | None


class Vocabulary:
    """What the database knows of some drafts' words, looked up at once."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        drafts = list(drafts)
        effects = [row for draft in drafts for row in draft.side_effects]
        self._effects = _known_effects(effects)
        classes = [row for draft in drafts for row in draft.classes]
        self._classes = _known_classes(classes)

    def effect(self, row: DraftSideEffect) -> EffectEntry:
        """The vocabulary's entry; else the word table's; else a new one."""
        for text in _texts(row):
            if text in self._effects:
                return self._effects[text]
        entry = _proposed(row)
        # Another document of these may have brought the same word before.
        return self._effects.setdefault(f"key:{entry.key}", entry)

    def drug_class(self, row: DraftClass) -> ClassEntry:
        # A key in a file is a claim that anybody can type: the name counts.
        known = self._classes.get(row.name.casefold())
        return known or ClassEntry(
            uuid5(CLASS_NAMESPACE, row.name.casefold()),
            row.name,
            slugify(row.slug or row.name)[:LONGEST_CLASS_NAME] or "class",
            _valid_code(row.atc_code),
        )


def add_proposed(entries: Iterable[EffectEntry], batch: Batch) -> None:
    """New entries, marked with the batch that brought them."""
    _add_synonyms(add_effects(entries, batch))


def _add_synonyms(effects: list[Effect]) -> None:
    pks = dict(
        Effect.objects.filter(key__in=[effect.key for effect in effects]).values_list(
            "key", "pk"
        )
    )
    EffectSynonym.objects.bulk_create(
        [
            EffectSynonym(effect_id=pks[effect.key], text=synonym)
            for effect in effects
            if effect.key in pks and (known := known_effect(effect.name))
            for synonym in known.synonyms
        ],
        ignore_conflicts=True,
    )


def _known_effects(rows: list[DraftSideEffect]) -> dict[str, EffectEntry]:
    texts = {text for row in rows for text in _texts(row)}
    keys = {_proposed(row).key for row in rows}
    found = {
        f"key:{key}": EffectEntry(effect.key, effect.name, effect.body_system)
        for key, effect in effects_by_key(keys).items()
    }
    fields = ("key", "name", "body_system")
    effects = Effect.objects.annotate(lower=Lower("name"))
    for lower, *entry in effects.filter(lower__in=texts).values_list("lower", *fields):
        found[lower] = EffectEntry(*entry)
    synonyms = EffectSynonym.objects.annotate(lower=Lower("text"))
    for lower, *entry in synonyms.filter(lower__in=texts).values_list(
        "lower", *(f"effect__{field}" for field in fields)
    ):
        found.setdefault(lower, EffectEntry(*entry))
    return found


def _known_classes(rows: list[DraftClass]) -> dict[str, ClassEntry]:
    """By key and by name."""
    found = {}
    for known in DrugClass.objects.filter(
        Q(name__in={row.name for row in rows})
        | Q(key__in={row.class_key for row in rows if row.class_key})
    ):
        entry = ClassEntry(known.key, known.name, known.slug, known.atc_code)
        found[known.name.casefold()] = found[str(known.key)] = entry
    return found


def _valid_code(code: str | None) -> str | None:
    try:
        DrugClass._meta.get_field("atc_code").run_validators(code)
    except ValidationError:
        return None
    return code


def _texts(row: DraftSideEffect) -> list[str]:
    """What the vocabulary may call it, the document's own word first."""
    if row.effect:
        return [row.effect.lower(), f"key:{_proposed(row).key}"]
    known = known_effect(row.name)
    texts = [row.name.lower(), normal_form(row.name)]
    if known:
        texts.append(known.name.lower())
    return [*texts, f"key:{_proposed(row).key}"]


def _proposed(row: DraftSideEffect) -> EffectEntry:
    if row.effect:
        return EffectEntry(
            uuid5(EFFECT_NAMESPACE, normal_form(row.effect)),
            _shortened(row.effect),
            row.body_system or BodySystem.OTHER,
        )
    known = known_effect(row.name)
    if known:
        key = uuid5(EFFECT_NAMESPACE, normal_form(known.name))
        return EffectEntry(key, known.name, known.body_system)
    name = _plain_name(row.name)
    system = row.body_system or body_system_of(row.group) or BodySystem.OTHER
    key = uuid5(EFFECT_NAMESPACE, normal_form(row.name))
    return EffectEntry(key, name, system)


def _plain_name(text: str) -> str:
    """Without what stands in parentheses, and with a capital."""
    name = re.sub(r"\s*\([^()]*\)", "", text).strip() or text
    return _shortened(name[:1].upper() + name[1:])


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
