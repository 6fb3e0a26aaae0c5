"""Exports a site and reads it as somebody with nothing but its files would."""

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings

from monographs.public.static_site.export import export_site
from monographs.public.static_site.manifest import NAME
from tests.public.markup import Page

# What the pages themselves are allowed to name: sources and notices may lead anywhere.
LEADS = {"a": "href", "link": "href", "form": "action", "script": "src", "img": "src"}


def export(folder, **options):
    """With what was written, by its place."""
    before = times(folder)
    report = export_site(folder, **options)
    after = times(folder)
    written = {place for place, time in after.items() if before.get(place) != time}
    return report, written, before.keys() - after.keys()


def times(folder):
    return {place: path.stat().st_mtime_ns for place, path in files(folder).items()}


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path
        for path in sorted(Path(folder).rglob("*"))
        if path.is_file() and not path.name.startswith(NAME)
    }


def contents(folder):
    return {place: path.read_bytes() for place, path in files(folder).items()}


def text_of(folder, place):
    return (folder / place).read_text()


def links(folder, place):
    """All that a file leads to, as it is written there."""
    page = Page(text_of(folder, place))
    for tag, attributes in page.tags:
        link = attributes.get(LEADS.get(tag, ""))
        if link is not None:
            yield tag, link


def faults(folder):
    """Links that lead to no file or to no place in it, and those from the root."""
    pages = [place for place in files(folder) if place.endswith(".html")]
    ids = {place: set(Page(text_of(folder, place)).ids) for place in pages}
    return [
        f"{place}: {link}"
        for place in pages
        for tag, link in links(folder, place)
        if is_wrong(folder, place, link, ids, tag)
    ]


def is_wrong(folder, place, link, ids, tag):
    url = urlsplit(link)
    if url.scheme in ("http", "https"):
        # Style sheets and scripts come with the copy; 404.html alone has no own place.
        loads = tag in ("script", "img")
        return loads and place != "404.html" and not link.startswith(settings.SITE_URL)
    if url.scheme == "mailto":
        return False
    if url.scheme or url.netloc or url.path.startswith("/"):
        return True
    target = place
    if url.path:
        found = (folder / place).parent / unquote(url.path)
        path = found.resolve()
        if not path.is_file() or not path.is_relative_to(folder.resolve()):
            return True
        target = path.relative_to(folder.resolve()).as_posix()
    return bool(url.fragment) and url.fragment not in ids.get(target, ())


def forms(folder):
    """Where each form leads, by file."""
    return [
        (place, attributes.get("action"))
        for place in files(folder)
        if place.endswith(".html")
        for attributes in Page(text_of(folder, place)).all("form")
    ]


def hosts(folder):
    """Of everything that any file loads by itself, besides what people follow."""
    found = set()
    for place in files(folder):
        if place.endswith(".html"):
            for tag, link in links(folder, place):
                rel_free = tag in ("script", "img", "link")
                if rel_free and re.match("https?:", link):
                    found.add(urlsplit(link).netloc)
    return found
