"""Words of a document that the vocabulary does not have yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import Lower
from django.utils.text import slugify

from monographs.content.effect_keys import effects_by_key, taken_slugs
from monographs.models import Batch, Effect

_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


@dataclass(frozen=True)
class EffectEntry:
    key: UUID
    name: str
    body_system: str


def add_effects(entries: Iterable[EffectEntry], batch: Batch) -> list[Effect]:
    """Those that are new, marked with the batch that brought them."""
    wanted = {entry.key: entry for entry in entries}
    new = [wanted[key] for key in sorted(wanted.keys() - effects_by_key(wanted).keys())]
    new = list(_without_taken_names(new))
    taken = taken_slugs([_slug(entry) for entry in new])
    effects = []
    for entry in new:
        slug = _slug(entry)
        if slug in taken:
            slug = f"{slug}-{entry.key.hex[:8]}"
        taken.add(slug)
        effects.append(
            Effect(
                key=entry.key,
                name=entry.name,
                slug=slug,
                body_system=entry.body_system,
                proposed_in=batch,
            )
        )
    # On PostgreSQL, the same words may be entered at this moment.
    Effect.objects.bulk_create(effects, ignore_conflicts=True)
    return effects


def _without_taken_names(entries: list[EffectEntry]) -> Iterator[EffectEntry]:
    """Another entry in the same words may have come since; a row finds that one."""
    names = [Lower(Value(entry.name)) for entry in entries]
    known = Effect.objects.annotate(lower=Lower("name")).filter(lower__in=names)
    taken = {_lower(name) for name in known.values_list("name", flat=True)}
    for entry in entries:
        if _lower(entry.name) not in taken:
            taken.add(_lower(entry.name))
            yield entry


def _lower(name: str) -> str:
    """As SQLite does it: the letters of English only."""
    return name.translate(_LOWER)


def _slug(entry: EffectEntry) -> str:
    return slugify(entry.name)[:280] or f"effect-{entry.key.hex[:8]}"
