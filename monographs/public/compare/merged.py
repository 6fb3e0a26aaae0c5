"""Side effects that became one after the compared versions were sealed."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Max

from monographs.caches.own import recall_or_look_up
from monographs.content import Document, merged_keys
from monographs.models.public import FormerEffect


def newest_merge() -> int:
    """Differs after each; a page that was kept before is made anew."""
    return recall_or_look_up("newest-merge", _newest_merge)


def _newest_merge() -> int:
    return FormerEffect.objects.aggregate(last=Max("pk"))["last"] or 0


def merged_in(documents: Iterable[Document]) -> dict[UUID, UUID]:
    """Which key stands for one that they were sealed with."""
    return merged_keys(
        {row.effect_key for document in documents for row in document.side_effects}
    )
