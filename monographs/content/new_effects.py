"""Words of a document that the vocabulary does not have yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.text import slugify

from monographs.content.effect_keys import effects_by_key, taken_slugs
from monographs.models import Batch, Effect


@dataclass(frozen=True)
class EffectEntry:
    key: UUID
    name: str
    body_system: str


def add_effects(entries: Iterable[EffectEntry], batch: Batch) -> list[Effect]:
    """Those that are new, marked with the batch that brought them."""
    wanted = {entry.key: entry for entry in entries}
    new = [wanted[key] for key in sorted(wanted.keys() - effects_by_key(wanted).keys())]
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
    # Another name in the same words may have come since; the row then finds that one.
    Effect.objects.bulk_create(effects, ignore_conflicts=True)
    return effects


def _slug(entry: EffectEntry) -> str:
    return slugify(entry.name)[:280] or f"effect-{entry.key.hex[:8]}"
