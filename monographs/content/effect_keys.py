"""Which entry of the vocabulary a key means, also after entries were merged."""

from collections.abc import Collection
from uuid import UUID

from monographs.models import Effect, FormerEffect


def effects_by_key(keys: Collection[UUID]) -> dict[UUID, Effect]:
    """Only what the vocabulary has. A second query where it lacks some."""
    found = {effect.key: effect for effect in Effect.objects.filter(key__in=keys)}
    if missing := set(keys) - found.keys():
        merged = FormerEffect.objects.filter(key__in=missing)
        found |= {one.key: one.effect for one in merged.select_related("effect")}
    return found


def merged_keys(keys: Collection[UUID]) -> dict[UUID, UUID]:
    """Of entries that were merged: the key of the one that stayed."""
    merged = FormerEffect.objects.filter(key__in=keys)
    return dict(merged.values_list("key", "effect__key"))


def keys_leading_to(key: UUID) -> list[UUID]:
    """The entry's own, then those that it took over."""
    merged = FormerEffect.objects.filter(effect__key=key).order_by("pk")
    return [key, *merged.values_list("key", flat=True)]


def taken_slugs(slugs: Collection[str]) -> set[str]:
    """An address is never given to another effect."""
    effects = Effect.objects.order_by().filter(slug__in=slugs).values_list("slug")
    merged = FormerEffect.objects.order_by().filter(slug__in=slugs).values_list("slug")
    return {slug for (slug,) in effects.union(merged)}
