"""Databases that exist for one run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql


@contextmanager
def temporary_database(name: str, folder: Path) -> Iterator[str]:
    """The address of a new database: on the server of DATABASE_URL, or an SQLite file.

    The database that DATABASE_URL names is neither read nor changed.
    """
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith(("postgres://", "postgresql://")):
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    name = f"medsite_benchmark_{name}_{os.getpid()}"
    _on_server(url, "CREATE DATABASE {}", name)
    try:
        yield urlsplit(url)._replace(path=f"/{name}").geturl()
    finally:
        _on_server(url, "DROP DATABASE {} WITH (FORCE)", name)


def _on_server(url: str, statement: str, name: str) -> None:
    with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))
