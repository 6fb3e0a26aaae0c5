"""A published drug as the rows that the A–Z and its filters read. Pure."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from monographs.content import Document
from monographs.models.public import Publication, facets
from monographs.models.public.alphabet import initials_of
from monographs.models.public.finding import Rank
from monographs.models.public.publication import sort_key

Rows = list[dict[str, Any]]


def is_found(document: Document) -> bool:
    """Only drugs that are listed stand in the A–Z."""
    return document.kind == "drug" and document.is_listed


def a_to_z_rows(publication: Publication, document: Document) -> Rows:
    """The title, then each other name that does not file under the same word."""
    if not is_found(document):
        return []
    names = {sort_key(row.text): row.text for row in reversed(document.names)}
    names.pop(sort_key(document.title), None)
    see = Rank.SEE_COMBINATION if document.components else Rank.SEE_DRUG
    return [
        {
            "publication": publication.pk,
            "text": text,
            **_place(text, rank),
        }
        for text, rank in [
            (document.title, _rank(document)),
            *((text, see) for text in names.values()),
        ]
    ]


def facet_rows(
    publication: Publication,
    document: Document,
    *,
    effects: Mapping[UUID, int],
    classes: Mapping[UUID, int],
) -> Rows:
    """One row for each thing that can be asked about the drug."""
    if not is_found(document):
        return []
    place = _place(document.title, _rank(document))
    has_figures = any(row.frequency.interval for row in document.side_effects)
    return [
        {
            "publication": publication.pk,
            "facet": facet,
            **place,
            "has_figures": has_figures,
            "reviewed_on": publication.reviewed_on,
        }
        for facet in sorted(_facets(document, effects, classes))
    ]


def _facets(
    document: Document, effects: Mapping[UUID, int], classes: Mapping[UUID, int]
) -> set[str]:
    found = {facets.ANY}
    found.update(facets.of_class(classes[row.class_key]) for row in document.classes)
    for row in document.side_effects:
        for about in (
            facets.ANY,
            facets.of_effect(effects[row.effect_key]),
            facets.of_system(row.body_system),
        ):
            found |= facets.answered_by(
                about,
                band=row.frequency.band or "",
                is_serious=row.serious == "yes",
            )
    return found


def _rank(document: Document) -> Rank:
    return Rank.COMBINATION if document.components else Rank.DRUG


def _place(text: str, rank: Rank) -> dict[str, Any]:
    key = sort_key(text)
    return {"initials": initials_of(key), "sort_key": key, "rank": rank.value}
