"""Pages whose names are nearly what a wrong address asks for."""

import re
from dataclasses import dataclass

from monographs.public.addresses import found_url, search_url
from monographs.search import near_effects as near_names_of_effects
from monographs.search import suggest

# What is looked for costs two queries, so it must look like a name: short, of letters,
# with a vowel, and no row of consonants or letters again and again.
_LONGEST = 60
_MOST_WORDS = 5
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_NONSENSE = re.compile(r"(.)\1{3}|[bcdfghjklmnpqrstvwxz]{6}|[0-9]{5}")
_VOWEL = re.compile(r"[aeiouy]")
_SHORTEST = 3
_MOST = 5


@dataclass(frozen=True)
class Near:
    text: str
    detail: str
    url: str


def near_pages(slug: str) -> tuple[Near, ...]:
    """Offers, the likeliest first; nothing is asked about what is no name."""
    if not is_like_a_name(slug):
        return ()
    return tuple(
        Near(one.text, one.detail, found_url(one.page_kind, one.slug))
        if one.page_kind
        # A guess leads to the search; the heading above it asks whether it is meant.
        else Near(one.text, "", f"{search_url()}?q={one.text.replace(' ', '+')}")
        for one in suggest(slug.replace("-", " "))[:_MOST]
    )


def near_effects(slug: str) -> tuple[Near, ...]:
    """Side effects first; any page where none is near."""
    if not is_like_a_name(slug):
        return ()
    name = slug.replace("-", " ")
    near = near_names_of_effects([name]).get(name, ())
    return tuple(
        Near(
            one.name if one.name == one.title else f"{one.name} ({one.title})",
            "side effect",
            found_url("effect", one.slug),
        )
        for one in near
    ) or near_pages(slug)


def is_like_a_name(slug: str) -> bool:
    return (
        _SHORTEST <= len(slug) <= _LONGEST
        and _NAME.fullmatch(slug) is not None
        and slug.count("-") < _MOST_WORDS
        and _VOWEL.search(slug) is not None
        and _NONSENSE.search(slug) is None
    )
