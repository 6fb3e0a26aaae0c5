"""The same addresses on a small and on a large site, nothing cached on either."""

import time
from collections.abc import Iterator, Sequence
from itertools import cycle

from benchmarks.figure import Figure, at_most
from benchmarks.load import Address, Bounds, Side, compare, get

BUDGET = 1.5
# Each shows a full page of titles on both sites.
LISTS = {
    "The list of drugs": "/drugs/",
    "The list of drugs, from M on": "/drugs/?after=m.0",
    "The list of drugs with C": "/drugs/c/",
    "What changed": "/changes/",
    "What changed, of one kind": "/changes/?kind=new",
    "Reviews that are not due yet": "/reviews/?list=approved",
    "The search for a side effect": "/search/?q=headache",
    "The search for a word of many texts": "/search/?q=winter",
    "The search for words of many texts": "/search/?q=winter+forget",
    "The search for a beginning": "/search/?q=be",
    "What is suggested for a beginning": "/search/suggest?q=be",
}


def growth(
    small: Address, large: Address, paths: Sequence[str], sizes: str, bounds: Bounds
) -> Iterator[Figure]:
    pages = {name: [path] for name, path in LISTS.items()}
    # Within both lists: all but the last hundred days.
    before = int((time.time() - 100 * 24 * 60 * 60) * 1_000_000)
    pages["What changed, further on"] = [f"/changes/?after={before}.0"]
    # Exact names, and with a letter too many.
    names = [path.split("/")[2] for path in paths]
    pages["The search for a name"] = [f"/search/?q={name}" for name in names]
    pages["The search for a mistyped name"] = [
        f"/search/?q={name[:6]}x{name[6:]}" for name in names
    ]
    for name, asked in {**pages, "A monograph's page": paths}.items():
        for address in (small, large):
            get(address, asked[0])
        found = compare(Side(small, cycle(asked)), Side(large, cycle(asked)), bounds)
        yield at_most(
            f"{name}: time at {sizes}",
            found.ratio,
            BUDGET,
            unit=" ×",
            detail=f"{found.second * 1000:.1f} and {found.first * 1000:.1f} ms",
        )
