"""What a first visit to a page transfers."""

import gzip
from collections.abc import Iterator
from html.parser import HTMLParser

from benchmarks.figure import Figure, at_most
from benchmarks.load import Address, Answer, get

BUDGET = 45.0  # kB
LOADED_LINKS = {"stylesheet", "icon", "manifest", "preload", "modulepreload"}


def weight(address: Address, name: str, path: str) -> Iterator[Figure]:
    page = get(address, path, **{"Accept-Encoding": "gzip"})
    parser = _Loaded()
    parser.feed(_text(page))
    files = [
        get(address, url, **{"Accept-Encoding": "gzip"}) for url in sorted(parser.urls)
    ]
    sizes = [_compressed_size(answer) / 1000 for answer in (page, *files)]
    yield at_most(
        f"{name}: first visit with its files, gzip",
        sum(sizes),
        BUDGET,
        unit=" kB",
        detail=f"page {sizes[0]:.1f} kB, {len(files)} files",
    )
    cookies = sum("Set-Cookie" in answer.headers for answer in (page, *files))
    fonts = sum("@font-face" in _text(answer) for answer in files)
    yield at_most(f"{name}: cookies and web fonts", cookies + fonts, 0)


class _Loaded(HTMLParser):
    """The addresses that a browser loads without being asked."""

    def __init__(self) -> None:
        super().__init__()
        self.urls: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_loaded = LOADED_LINKS & set((given.get("rel") or "").split())
        url = given.get("href") if tag == "link" and is_loaded else None
        if tag in {"script", "img", "source"}:
            url = given.get("src")
        if url and not url.startswith("data:"):
            self.urls.add(url)


def _compressed_size(answer: Answer) -> int:
    """As a proxy would send it, where the process itself does not compress."""
    if "Content-Encoding" in answer.headers:
        return len(answer.body)
    return min(len(answer.body), len(gzip.compress(answer.body, 6)))


def _text(answer: Answer) -> str:
    body = answer.body
    if answer.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return body.decode(errors="replace")
