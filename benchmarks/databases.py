"""Databases that exist for one run."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
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


@contextmanager
def copied_database(address: str, name: str, folder: Path) -> Iterator[str]:
    """The address of a copy of a database that nobody uses at the moment."""
    if address.startswith("sqlite:///"):
        copy = folder / f"{name}.sqlite3"
        _copy_file(Path(address.removeprefix("sqlite:///")), copy)
        yield f"sqlite:///{copy}"
        for path in folder.glob(f"{copy.name}*"):
            path.unlink()
        return
    name = f"medsite_benchmark_{name}_{os.getpid()}"
    _on_server(
        address, "CREATE DATABASE {} TEMPLATE {}", name, urlsplit(address).path[1:]
    )
    try:
        yield urlsplit(address)._replace(path=f"/{name}").geturl()
    finally:
        _on_server(address, "DROP DATABASE {} WITH (FORCE)", name)


def _copy_file(path: Path, copy: Path) -> None:
    """With what still lies in the log beside it."""
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = WAL")


def _on_server(url: str, statement: str, *names: str) -> None:
    with psycopg.connect(url, dbname="postgres", autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
