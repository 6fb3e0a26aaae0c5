"""Which of the pages that an address names can stand beside each other."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from monographs.public import lookup
from monographs.public.addresses import SlugConverter
from monographs.public.compare.asked import Asked
from monographs.public.lookup import Found

_SLUG = re.compile(SlugConverter.regex)


@dataclass(frozen=True)
class Chosen:
    """Each as the address names them: from A to Z."""

    asked: Asked
    drugs: tuple[Found, ...] = ()
    withdrawn: tuple[Found, ...] = ()
    articles: tuple[Found, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def found(self) -> tuple[Found, ...]:
        return (*self.drugs, *self.withdrawn, *self.articles)

    @property
    def is_as_asked(self) -> bool:
        """Nothing but the pages themselves decides what is shown."""
        return bool(self.found) and not (self.unknown or self.asked.left_out)


def choose(asked: Asked) -> Chosen:
    """One query; a second where there is no page, for what was renamed."""
    slugs = [slug for slug in asked.shown if _SLUG.fullmatch(slug)]
    found = lookup.live_pages(slugs)
    missing = [slug for slug in slugs if slug not in found]
    moved = lookup.current_addresses(missing) if missing else {}
    if moved:
        return Chosen(asked.with_only(_renamed(asked.slugs, moved)))
    pages = [found[slug] for slug in asked.shown if slug in found]
    live = [page for page in pages if not page.is_withdrawn]
    return Chosen(
        asked=asked,
        drugs=_of_kind("drug", live),
        withdrawn=tuple(page for page in pages if page.is_withdrawn),
        articles=_of_kind("comparison", live),
        unknown=tuple(slug for slug in asked.shown if slug not in found),
    )


def _renamed(slugs: Iterable[str], moved: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(moved.get(slug, slug) for slug in slugs))


def _of_kind(kind: str, pages: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(page for page in pages if page.kind == kind)
