"""A page of the drugs that have a facet, read from its index alone."""

from typing import Any

from django.db.models import QuerySet

from monographs.models.public import PublishedFacet
from monographs.public.addresses import page_url
from monographs.public.finding.a_to_z import Target
from monographs.public.finding.place import PAGE_SIZE, Place

_COLUMNS = (
    *("sort_key", "rank", "publication_id"),
    *("publication__kind", "publication__title", "publication__slug"),
)


def drugs_of(
    rows: QuerySet[PublishedFacet],
) -> tuple[tuple[Target, ...], Place | None]:
    """The first drugs, and after which place there are more."""
    found: list[Any] = list(rows.values_list(*_COLUMNS)[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    drugs = tuple(
        Target(title, page_url(kind, slug)) for *_, kind, title, slug in shown
    )
    return drugs, Place(*shown[-1][:3]) if len(found) > PAGE_SIZE else None
