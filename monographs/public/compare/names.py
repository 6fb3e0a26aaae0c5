"""Drugs by the names that people type: the exact one is taken, others are offered."""

from dataclasses import dataclass

from monographs.public.compare.asked import Asked
from monographs.public.near_pages import is_like_a_name
from monographs.search import suggest
from monographs.search.words import fold


@dataclass(frozen=True)
class Offer:
    text: str
    detail: str
    url: str


@dataclass(frozen=True)
class Named:
    slug: str  # of the one drug that is called so, if it is only one
    offers: tuple[Offer, ...]


def drugs_named(name: str, asked: Asked) -> Named:
    """`asked` is what an offer adds its drug to."""
    suggestions = suggest(name)
    drugs = [one for one in suggestions if one.page_kind == "drug"]
    exact = {one.slug for one in drugs if fold(one.text) == fold(name)}
    new = [one for one in drugs if one.slug not in asked.slugs]
    return Named(
        slug=exact.pop() if len(exact) == 1 else "",
        offers=(
            *(
                Offer(one.text, one.detail, asked.with_drug(one.slug).url)
                for one in new
            ),
            *(
                Offer(one.text, "", asked.with_name(one.text).url)
                for one in suggestions
                if not one.page_kind
            ),
        ),
    )


def near_drugs(slug: str, asked: Asked) -> tuple[Offer, ...]:
    """Instead of one that there is not; nothing is asked about what is no name."""
    if not is_like_a_name(slug.replace(" ", "-")):
        return ()
    return drugs_named(slug.replace("-", " "), asked.without(slug)).offers
