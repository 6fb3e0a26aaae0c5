"""A page that changed for its readers: every cache that may hold it is told."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.urls import reverse

from monographs.caches import own, shared
from monographs.models import Event, Publication

SEEN_BY_READERS = frozenset(
    {
        Event.Kind.PUBLISHED,
        Event.Kind.BYPASSED,
        Event.Kind.WITHDRAWN,
        Event.Kind.REINSTATED,
        Event.Kind.ROLLED_BACK,
        Event.Kind.NOTICE_POSTED,
        Event.Kind.NOTICE_ENDED,
        Event.Kind.SIGNED,  # of a version that was published before all had signed
    }
)


def outdate(event: Event) -> None:
    """Once the event's transaction has ended, whatever it says to its readers."""
    if event.kind not in SEEN_BY_READERS:
        return
    if pages := _pages_of(event.monograph_id):
        slugs = [slug for slug, _ in pages]
        # Robust: what failed here is logged, and the step has happened all the same.
        transaction.on_commit(partial(own.forget, slugs), robust=True)
        shared.announce(pages)


def outdate_at(monograph_id: int, *moments: datetime | None) -> None:
    """When a notice begins or ends by the clock, no step is taken any more."""
    pages = _pages_of(monograph_id) if any(moments) else []
    for moment in moments:
        if moment is not None:
            shared.announce(pages, at=moment)


def _pages_of(monograph_id: int) -> list[tuple[str, str]]:
    """Slugs and addresses under which readers found it at any time."""
    rows = list(
        Publication.objects.filter(monograph=monograph_id).values_list(
            "kind", "slug", "former_slugs__slug"
        )
    )
    slugs = {(kind, slug) for kind, now, once in rows for slug in (now, once) if slug}
    return [
        (slug, reverse(f"public:{kind}", args=[slug])) for kind, slug in sorted(slugs)
    ]
