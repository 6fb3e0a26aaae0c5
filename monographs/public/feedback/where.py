"""Which page and section a report is about: nothing but what readers can open."""

import re
from dataclasses import dataclass

from django.urls import Resolver404, resolve

from monographs.public import lookup
from monographs.public.addresses import SlugConverter
from monographs.public.page import article_of

# Pages without a monograph, by the names of their addresses.
_TITLES = {
    "home": "Start page",
    "drugs": "Drugs A–Z",
    "comparisons": "Comparisons",
    "search": "Search",
    "classes": "Classes",
    "effects": "Side effects A–Z",
    "match": "Which drugs list which side effects",
    "compare": "Compare",
    "changes": "Changes",
    "reviews": "Reviews",
    "data": "Open data",
    "about": "About this site",
    "about_numbers": "How the numbers are made",
    "about_review": "What the status words mean",
    "privacy": "Privacy",
    "accessibility": "Accessibility",
}
_MONOGRAPH = re.compile(
    rf"/(?P<kind>drug|comparison)s/(?P<slug>{SlugConverter.regex})/"
    r"(?:side-effects/|sources/|history/|v/[1-9][0-9]{0,8}/"
    r"|diff/[1-9][0-9]{0,8}/[1-9][0-9]{0,8}/)?"
)
_LONGEST = 400


@dataclass(frozen=True)
class Section:
    anchor: str
    heading: str


@dataclass(frozen=True)
class Page:
    path: str
    title: str
    slug: str = ""  # of its monograph
    sections: tuple[Section, ...] = ()

    def section(self, anchor: str) -> Section | None:
        return next((one for one in self.sections if one.anchor == anchor), None)


def page_at(path: str, *, also_withdrawn: bool = False) -> Page | None:
    """The page at this path of ours, if readers can open it now."""
    if not path.startswith("/") or len(path) > _LONGEST:
        return None
    found = _MONOGRAPH.fullmatch(path)
    if found:
        return _page_of_monograph(path, found["kind"], found["slug"], also_withdrawn)
    try:
        match = resolve(path)
    except Resolver404:
        return None
    title = _TITLES.get(match.url_name or "")
    # An address with anything in it that could be made up is not repeated.
    if match.namespace != "public" or match.kwargs or match.args or not title:
        return None
    return Page(path, title)


def _page_of_monograph(
    path: str, kind: str, slug: str, also_withdrawn: bool
) -> Page | None:
    found = lookup.live_page(slug)
    if found is None or found.kind != kind:
        return None
    if found.is_withdrawn and not also_withdrawn:
        return None
    article = article_of(found.document)
    sections = [Section(part.anchor, part.heading) for part in article.parts]
    if article.references:
        sections.append(Section("references", "References"))
    return Page(path, article.title, slug, tuple(sections))
