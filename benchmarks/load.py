"""Asks servers for pages, a bounded number for a bounded time, taking turns."""

import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPResponse
from itertools import islice, repeat
from statistics import median
from typing import NamedTuple

# Two connections keep the one worker process busy, so that its time is what counts.
CONNECTIONS = 2
TIMEOUT = 30


class Address(NamedTuple):
    host: str
    port: int


@dataclass(frozen=True)
class Answer:
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Side:
    """Where to ask for what; the paths may repeat for ever or be used up."""

    address: Address
    paths: Iterable[str]
    cookie: str = ""  # of somebody who is logged in


@dataclass(frozen=True)
class Bounds:
    rounds: int
    requests: int  # in each round
    seconds: float  # for each round


@dataclass(frozen=True)
class Comparison:
    first: float  # seconds a request, the middle round
    second: float
    ratio: float  # second / first: the middle of all pairs of rounds


def get(address: Address, path: str, **headers: str) -> Answer:
    with closing(HTTPConnection(*address, timeout=TIMEOUT)) as connection:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        _refuse_failure(path, response)
        return Answer(dict(response.getheaders()), response.read())


def compare(first: Side, second: Side, bounds: Bounds) -> Comparison:
    """Rounds in turns, so that a busy moment of the machine hits both."""
    sides = [(side, iter(side.paths)) for side in (first, second)]
    pairs = [
        tuple(_round(side, paths, bounds) for side, paths in sides)
        for _ in range(bounds.rounds)
    ]
    return Comparison(
        first=median(pair[0] for pair in pairs),
        second=median(pair[1] for pair in pairs),
        ratio=median(pair[1] / pair[0] for pair in pairs),
    )


def _round(side: Side, paths: Iterator[str], bounds: Bounds) -> float:
    """Seconds a request."""
    headers = {"Cookie": side.cookie} if side.cookie else {}
    wanted = list(islice(paths, bounds.requests))
    with ExitStack() as stack:
        connections = [
            stack.enter_context(closing(HTTPConnection(*side.address, timeout=TIMEOUT)))
            for _ in range(CONNECTIONS)
        ]
        for connection in connections:
            connection.connect()
        pool = stack.enter_context(ThreadPoolExecutor(CONNECTIONS))
        start = time.perf_counter()
        until = start + bounds.seconds
        shares = [wanted[place::CONNECTIONS] for place in range(CONNECTIONS)]
        done = sum(pool.map(_ask, connections, shares, repeat(until), repeat(headers)))
        return (time.perf_counter() - start) / done


def _ask(
    connection: HTTPConnection,
    paths: list[str],
    until: float,
    headers: dict[str, str],
) -> int:
    """Ask for each path, as far as the time allows; how many were answered."""
    for done, path in enumerate(paths):
        if done and time.perf_counter() > until:
            return done
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        response.read()
        _refuse_failure(path, response)
    return len(paths)


def _refuse_failure(path: str, response: HTTPResponse) -> None:
    """A page that failed fast would look like a fast page."""
    if response.status != HTTPStatus.OK:
        raise RuntimeError(f"{path} answered {response.status}, not 200.")
