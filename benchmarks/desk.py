"""The desk's lists and its front page, on a small and on a large site."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import cycle

from benchmarks.figure import Figure, at_most
from benchmarks.growth import BUDGET
from benchmarks.load import Address, Bounds, Side, compare, get
from benchmarks.session import COOKIE
from monographs.models import Triage
from monographs.models.triage import place_of

# Where three quarters of the list lie before it, however long it is.
LATE = place_of(Triage.Rank.REST, 150, 0)
PAGES = {
    "The desk's front page": "/admin/",
    "The working list": "/admin/desk/triage/",
    "The working list, a late page": f"/admin/desk/triage/?after={LATE}",
    "The desk's list of drugs": "/admin/monographs/drug/",
    "The desk's list of revisions": "/admin/monographs/revision/",
}


def desk(
    small: Address, large: Address, sizes: str, bounds: Bounds
) -> Iterator[Figure]:
    for name, path in PAGES.items():
        for address in (small, large):
            get(address, path, Cookie=COOKIE)
        found = compare(
            Side(small, cycle([path]), COOKIE),
            Side(large, cycle([path]), COOKIE),
            bounds,
        )
        yield at_most(
            f"{name}: time at {sizes}",
            found.ratio,
            BUDGET,
            unit=" ×",
            detail=f"{found.second * 1000:.1f} and {found.first * 1000:.1f} ms",
        )


def desk_queries(small: str, large: str) -> Iterator[Figure]:
    """By their databases' addresses: as many on the large site as on the small one."""
    few, many = _queries(small), _queries(large)
    for name in PAGES:
        yield at_most(f"{name}: queries", many[name], few[name])


def _queries(database: str) -> dict[str, int]:
    """In a process of its own, because this one works on one database."""
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.desk_queries"],
        env={**os.environ, "DATABASE_URL": database},
        stdout=subprocess.PIPE,
        check=True,
    )
    counts: dict[str, int] = json.loads(answer.stdout)
    return counts
