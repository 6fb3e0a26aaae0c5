"""Counts the queries of a piece of work."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE SAVEPOINT")


class Counter:
    queries = 0


@contextmanager
def counted() -> Iterator[Counter]:
    """Statements that only open or end a transaction are not counted."""
    counter = Counter()
    with CaptureQueriesContext(connection) as captured:
        yield counter
    counter.queries = sum(
        not query["sql"].startswith(TRANSACTION) for query in captured
    )
