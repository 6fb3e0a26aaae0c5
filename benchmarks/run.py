"""All measurements of one run, in order."""

from collections.abc import Iterator

from benchmarks import formulary
from benchmarks.change_form import change_form
from benchmarks.desk import desk, desk_queries
from benchmarks.figure import Figure
from benchmarks.growth import growth
from benchmarks.importing import importing
from benchmarks.load import Address
from benchmarks.pages import queries, speed
from benchmarks.progress import say
from benchmarks.publishing import publishing
from benchmarks.server import serve
from benchmarks.sheets.figures import sheets
from benchmarks.size import Size
from benchmarks.static_site import static_site
from benchmarks.weight import weight
from benchmarks.working_copies import MANY, slug_of

QUERIES_OF = 20


def run(size: Size, *, small: str, few: str, many: str) -> Iterator[Figure]:
    """This process works on the small database; the servers on any."""
    paths = _paths(size)
    say("Counting queries …")
    yield from queries(paths[:QUERIES_OF])
    say("Publishing …")
    yield from publishing(size.repeats)
    say("Editing …")
    yield from change_form()
    say(f"Importing {size.documents:,} documents …")
    yield from importing(size.documents)
    yield from sheets(size.sheets)
    yield from static_site(size.small)
    with serve({"DATABASE_URL": small}) as address:
        yield from _speed(address, paths, size)
        yield from weight(address, "A page", paths[0])
        long_page = f"/drugs/{slug_of(side_effects=MANY, number=0)}/"
        yield from weight(address, f"A page with {MANY} side effects", long_page)
    yield from run_growth(size, few=few, many=many)


def run_growth(size: Size, *, few: str, many: str) -> Iterator[Figure]:
    """Readers' lists and the desk's on a small and on a large site."""
    paths = _paths(size)
    nothing_cached = {"BENCHMARK_CACHE": "0"}
    with (
        serve({"DATABASE_URL": few, **nothing_cached}) as small,
        serve({"DATABASE_URL": many, **nothing_cached}) as large,
    ):
        say("Comparing the small site with the large one …")
        yield from growth(small, large, paths, size.growth, size.bounds)
        say("Comparing the small desk with the large one …")
        yield from desk(small, large, size.growth, size.bounds)
    yield from desk_queries(few, many)


def run_pages(size: Size, *, small: str) -> Iterator[Figure]:
    """Nothing but the pages of monographs: queries, and time beside hello's."""
    paths = _paths(size)
    say("Counting queries …")
    yield from queries(paths[:QUERIES_OF])
    with serve({"DATABASE_URL": small}) as address:
        yield from _speed(address, paths, size)


def _paths(size: Size) -> list[str]:
    """Of pages that are on both sites."""
    return [f"/drugs/{page.slug}/" for page in formulary.monographs(size.small)]


def _speed(address: Address, paths: list[str], size: Size) -> Iterator[Figure]:
    say("Comparing with the hello page …")
    yield from speed(address, paths, size.bounds)
