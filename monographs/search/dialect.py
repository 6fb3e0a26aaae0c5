from django.db import connection

from monographs.search.clause import Dialect
from monographs.search.postgresql import PostgreSQL
from monographs.search.sqlite import SQLite

_DIALECTS: dict[str, Dialect] = {"postgresql": PostgreSQL(), "sqlite": SQLite()}


def dialect() -> Dialect:
    """Of the database that this site uses."""
    return _DIALECTS[connection.vendor]
