"""Links of a page as a file needs them: to other files, or to the living site.

What stands between tags is never touched: our templates and the Markdown renderer
write "<" only to begin a tag, and attributes only in double quotes.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from django.conf import settings

from monographs.public.addresses import absolute_url, search_url
from monographs.public.static_site.places import place_of, way

SEARCH = "search/index.html"
# A component's own page may come and go; the search knows at the time.
_COMPONENTS = "/drugs/component/"
_ABOUT_FORM = (
    '<p class="copy-note">A copy cannot answer this form: it leads to the living site,'
    " and needs a connection.</p>"
)
_TAG = re.compile(r'<(?:a|link|script|form|img|div)\s(?:[^"<>]|"[^"]*")*>')
_LINK = re.compile(r'(?<=\s)(href|src|action|data-suggest)="([^"]*)"')
# They ask the server, or remember what only the server can show.
_SCRIPT = re.compile(
    r'<script src="[^"]*/(?:suggest|compare)\.[^"]*js"[^>]*></script>\n?'
)


def absolute(address: str, written: str) -> str:
    """Where a link of the page at this address leads, from the site's root."""
    written = written.replace("&amp;", "&")
    # Almost all are like this, and joining them takes its time.
    return written if written[:1] == "/" else urljoin(address, written)


@dataclass
class Leads:
    """Where a page leads: each address with whether it has a file."""

    pages: dict[str, bool] = field(default_factory=dict)
    assets: set[str] = field(default_factory=set)


def rewrite(
    html: str, *, address: str, knows: Callable[[str], bool], leads: Leads
) -> str:
    """As it stands in the file of this address."""
    page = _Page(address, place_of(address), knows, leads)
    return _TAG.sub(page.tag, _SCRIPT.sub("", html))


def rewrite_for_anywhere(html: str) -> str:
    """For a page that a host shows at any address: all links lead to the site's own."""
    page = _Page("/", "", lambda _: False, Leads())
    return _TAG.sub(page.tag_elsewhere, _SCRIPT.sub("", html))


@dataclass
class _Page:
    address: str
    place: str
    knows: Callable[[str], bool]
    leads: Leads

    def tag(self, tag: re.Match[str]) -> str:
        written = tag[0]
        # A file shows the same whatever it is asked; the search has its own index.
        if written.startswith("<form") and f'action="{search_url()}"' not in written:
            return f"{self.tag_elsewhere(tag)}\n{_ABOUT_FORM}"
        is_canonical = 'rel="canonical"' in written
        return _LINK.sub(
            lambda link: f'{link[1]}="{self._link(link[2], is_canonical)}"', written
        )

    def tag_elsewhere(self, tag: re.Match[str]) -> str:
        return _LINK.sub(lambda link: f'{link[1]}="{self._living(link[2])}"', tag[0])

    def _link(self, written: str, is_canonical: bool) -> str:
        if written.startswith(("#", "http:", "https:", "mailto:")):
            return written
        if is_canonical:
            return self._living(written)
        target, hash_sign, fragment = absolute(self.address, written).partition("#")
        if not target.startswith("/") or target.startswith("//"):
            return written
        if target.startswith(settings.STATIC_URL):
            self.leads.assets.add(target)
            return way(self.place, target[1:])
        if (query := _searched(target)) is not None:
            return way(self.place, SEARCH) + query
        is_known = self.knows(target)
        self.leads.pages[target] = is_known
        if is_known:
            return way(self.place, place_of(target)) + hash_sign + fragment
        return self._living(written)

    def _living(self, written: str) -> str:
        if written.startswith(("#", "http:", "https:", "mailto:")):
            return written
        return absolute_url(urljoin(self.address, written))


def _searched(target: str) -> str | None:
    """What the search page is asked instead, where it can answer instead."""
    url = urlsplit(target)
    if url.path.startswith(_COMPONENTS):
        name = "name"
    elif url.path == search_url():
        name = "q"
    else:
        return None
    asked = parse_qs(url.query).get(name)
    return "?" + urlencode({"q": asked[0]}) if asked else ""
