"""A monograph's page beside the hello page, from one server."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import cycle

from django.core.cache import cache
from django.test import Client

from benchmarks.figure import Figure, at_least, at_most
from benchmarks.hello import HELLO
from benchmarks.load import Address, Bounds, Comparison, Side, compare, get
from benchmarks.queries import counted

WARM_PAGES = 20
LIST = "/drugs/"


def speed(address: Address, paths: Sequence[str], bounds: Bounds) -> Iterator[Figure]:
    """A page is cold once only, so the cold paths limit how often one is asked for."""
    hello = Side(address, cycle([HELLO]))
    warm_paths, cold_paths = paths[:WARM_PAGES], paths[WARM_PAGES:]
    for path in warm_paths:
        get(address, path)
    warm = compare(hello, Side(address, cycle(warm_paths)), bounds)
    yield at_least(
        "Page, warm: requests a second / hello's",
        1 / warm.ratio,
        0.7,
        unit=" ×",
        detail=f"{1 / warm.second:,.0f} and {1 / warm.first:,.0f}",
    )
    at_most_once = min(bounds.requests, len(cold_paths) // bounds.rounds)
    cold = compare(
        hello, Side(address, cold_paths), replace(bounds, requests=at_most_once)
    )
    yield at_most(
        "Page, cold: time / hello's", cold.ratio, 8.0, unit=" ×", detail=_times(cold)
    )


def queries(paths: Sequence[str]) -> Iterator[Figure]:
    """The most that any of the pages needs."""
    client = Client()
    client.get(paths[0])  # on its first page Django asks what the database can do
    cache.clear()
    cold = max(_queries(client, path) for path in paths)
    warm = max(_queries(client, path) for path in paths)
    yield at_most("Page, cold: queries", cold, 2)
    yield at_most("Page, warm: queries", warm, 1)
    cache.clear()
    yield Figure("List of drugs, cold: queries", str(_queries(client, LIST)))


def _queries(client: Client, path: str) -> int:
    with counted() as counter:
        response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}, not 200.")
    return counter.queries


def _times(comparison: Comparison) -> str:
    return f"{comparison.second * 1000:.1f} and {comparison.first * 1000:.1f} ms"
