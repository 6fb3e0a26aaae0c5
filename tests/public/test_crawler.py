"""Every link from the start page on, over the demo's pages: none leads nowhere."""

import json
import re
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import html5lib
import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from monographs.models import Monograph
from monographs.workflow import TransitionRefused
from tests.factories import publish_now
from tests.formulary import put_formulary
from tests.importing.batches import loaded, verify_all
from tests.public.markup import Page, assert_well_made

pytestmark = pytest.mark.django_db

CORPUS = Path(__file__).resolve().parents[3] / "shared/corpus"
SITE = "http://testserver"
# Filters and orders of one page make endless addresses; so many are opened of each.
MOST_QUERIES = 6
# Of a drug that was withdrawn; its page says why.
GONE = {"/drugs/samplonidine/"}
# Their pages depend on where somebody comes from, or are parts of a long list.
MAY_SHARE_A_TITLE = {"section", "page", "after"}


@dataclass
class Walk:
    """What was opened, what was wrong, and what is checked only at the end."""

    faults: list[str] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)
    titles: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    canonicals: dict[str, str] = field(default_factory=dict)
    anchors: set[tuple[str, str, str]] = field(default_factory=set)

    def fault(self, address, words):
        self.faults.append(f"{address}: {words}")


def address_of(link, base):
    """A link's address on this site without its fragment, and the fragment."""
    parts = urlsplit(urljoin(f"{SITE}{base}", link))
    if f"{parts.scheme}://{parts.netloc}" != SITE:
        return "", ""
    address = parts.path + (f"?{parts.query}" if parts.query else "")
    return address, parts.fragment


def walk_from(start):
    walk, client = Walk(), Client(raise_request_exception=False)
    waiting, seen, queries = deque([(start, "")]), {start}, Counter()
    while waiting:
        address, found_on = waiting.popleft()
        for link in links_on(walk, client, address, found_on):
            target, fragment = address_of(link, address)
            if fragment:
                walk.anchors.add((address, target, fragment))
            if not target or target in seen or target.startswith("/admin/"):
                continue
            path, _, query = target.partition("?")
            queries[path] += bool(query)
            if not query or queries[path] <= MOST_QUERIES:
                seen.add(target)
                waiting.append((target, address))
    return walk


def links_on(walk, client, address, found_on):
    response = client.get(address)
    if response.status_code in {301, 302}:
        return [response.headers["Location"]]
    expected = 410 if address in GONE else 200
    if response.status_code != expected:
        walk.fault(address, f"{response.status_code}, linked on {found_on}")
        return []
    if response.cookies or "Cookie" in response.headers.get("Vary", ""):
        walk.fault(address, "a cookie")
    kind = response.headers["Content-Type"]
    if kind.startswith("text/html"):
        return look_at(walk, address, response.content.decode())
    if "json" in kind:
        json.loads(b"".join(response) if response.streaming else response.content)
    return []


def look_at(walk, address, html):
    try:
        page = assert_well_made(html)
    except AssertionError as fault:
        walk.fault(address, f"not well made: {str(fault)[:300]}")
        page = Page(html)
    walk.pages[address] = page
    for fault in errors_in(html):
        walk.fault(address, f"not valid HTML: {fault}")
    title = html.partition("<title>")[2].partition("</title>")[0]
    canonical = [one["href"] for one in page.all("link") if one["rel"] == "canonical"]
    if len(canonical) > 1:
        walk.fault(address, "more than one canonical address")
    if canonical:
        walk.canonicals[address] = address_of(canonical[0], address)[0]
    if not MAY_SHARE_A_TITLE & set(parse_qs(urlsplit(address).query)):
        walk.titles[title].add(walk.canonicals.get(address, address))
    for source in sources_of(page):
        if not source.startswith("/static/"):
            walk.fault(address, f"loads {source}")
        elif not finders.find(source.removeprefix("/static/")):
            walk.fault(address, f"{source} does not exist")
    return links_of(page)


def errors_in(html):
    """What a real parser, the standard's own way, had to mend."""
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return {f"{name} {told}" for _, name, told in parser.errors}


def sources_of(page):
    """Whatever a browser would load by itself."""
    loaded = {"stylesheet", "icon", "preload", "manifest"}
    for tag, attrs in page.tags:
        if tag in {"script", "img", "iframe", "source"} and "src" in attrs:
            yield attrs["src"]
        elif tag == "link" and loaded & set(attrs["rel"].split()):
            yield attrs["href"]


def links_of(page):
    for tag, attrs in page.tags:
        is_link = tag == "link" and attrs["rel"] in {"canonical", "alternate", "search"}
        if is_link or (tag == "a" and "href" in attrs):
            yield attrs["href"]
        elif tag == "form" and attrs.get("method", "get") == "get":
            yield attrs["action"]


def in_the_sitemap():
    client = Client()
    for file in _locations(client, "/sitemap.xml"):
        yield from _locations(client, file)


def _locations(client, address):
    text = client.get(address).content.decode()
    return [urlsplit(url).path for url in re.findall("<loc>(.*?)</loc>", text)]


def test_every_link_leads_to_a_sound_page():
    put_formulary()

    walk = walk_from("/")

    listed = set(in_the_sitemap())
    assert_sound(walk, listed)
    assert {"/", "/drugs/ibuprofen/"} <= listed
    assert len(walk.pages) > 60
    assert {"/", "/drugs/ibuprofen/", "/compare/"} <= set(walk.pages)


@pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the source documents are not beside the project"
)
def test_so_it_is_with_real_documents_that_went_through_the_verbs():
    names = sorted((CORPUS / "documents").rglob("*.md"))[::12]
    loaded({f"corpus/{path.name}": path.read_bytes() for path in names})
    published = sum(map(_publish, Monograph.objects.all()))

    walk = walk_from("/")

    assert published > 20
    assert_sound(walk, set(in_the_sitemap()))
    assert sum(bool(re.fullmatch("/drugs/[^/]+/", one)) for one in walk.pages) > 20


def _publish(monograph):
    """Read, submitted, signed by two: refused only where checks find errors."""
    verify_all(monograph)
    try:
        publish_now(monograph)
    except TransitionRefused as refused:
        if "Mend it, then submit." in str(refused):
            return False
        raise
    return True


def assert_sound(walk, listed):
    for address, canonical in walk.canonicals.items():
        if walk.canonicals.get(canonical) != canonical:
            walk.fault(address, f"{canonical} is not canonical itself")
    for title, addresses in walk.titles.items():
        if len(addresses) > 1:
            walk.fault(" and ".join(sorted(addresses)), f"both have the title {title}")
    for address, target, fragment in walk.anchors:
        if target in walk.pages and fragment not in walk.pages[target].ids:
            walk.fault(address, f"{target} has no place #{fragment}")
    for address in listed:
        if walk.canonicals.get(address, address) != address:
            walk.fault(address, "is in the sitemap and not canonical")
        if address not in walk.pages:
            walk.fault(address, "is in the sitemap, and no link leads there")
    assert not walk.faults, "\n".join(sorted(walk.faults))
