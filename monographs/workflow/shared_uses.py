"""Which monographs hold an entry that many of them share."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from monographs.content import keys_leading_to
from monographs.models import Effect, Monograph, PublishedSideEffect, SideEffect
from monographs.models.monograph import MonographQuerySet


def naming_any(column: str, keys: Iterable[UUID]) -> Q:
    """Stored documents that hold one of these keys, of which there is one at least."""
    return reduce(or_, (Q(**{f"{column}__contains": str(key)}) for key in keys))


def uses_in_withdrawn(record: Any) -> Q:
    """Nothing of a withdrawn page is projected; its text can become a draft again."""
    keys = keys_leading_to(record.key)
    return Q(publication__withdrawn_at__isnull=False) & naming_any(
        "publication__revision__content", keys
    )


def monographs_naming(effect: Effect) -> MonographQuerySet:
    """In the draft, or in the live text, from which a draft can start again."""
    uses = SideEffect.objects.filter(monograph=OuterRef("pk"), effect=effect)
    live = PublishedSideEffect.objects.filter(
        publication__monograph=OuterRef("pk"), effect=effect
    )
    return Monograph.objects.filter(
        Exists(uses) | Exists(live) | uses_in_withdrawn(effect)
    )
