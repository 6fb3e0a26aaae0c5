"""The addresses that side effects have today: what is sealed knows none."""

from collections.abc import Collection
from uuid import UUID

from monographs.models.public import EffectTally, FormerEffect


def slugs_by_key(keys: Collection[UUID] | None = None) -> dict[UUID, str]:
    """Of these, or of all, those that a live page lists; of an effect that was merged,
    the address of the one that it leads to."""
    kind = EffectTally.Kind.PAGES
    listed = EffectTally.objects.order_by().filter(kind=kind, number__gt=0)
    merged = FormerEffect.objects.order_by().filter(
        effect__tallies__kind=kind, effect__tallies__number__gt=0
    )
    if keys is not None:
        listed = listed.filter(effect__key__in=keys)
        merged = merged.filter(key__in=keys)
    own = listed.values_list("effect__key", "effect__slug")
    return dict(own.union(merged.values_list("key", "effect__slug"), all=True))
