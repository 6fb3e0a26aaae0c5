"""A migrated database to copy from: made once a set of migrations, not by each worker.

SQLite: a file in pytest's cache. PostgreSQL: a database beside the tests' own.
"""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import django
import psycopg
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).parents[1]
MIGRATIONS = ROOT / "monographs/migrations"
_LONGEST_NAME = 63  # PostgreSQL cuts longer ones


def copy_migrated_file(cache: Path, target: Path) -> None:
    """To this path, where SQLite is to find its tables."""
    made = cache / f"{_fingerprint()}.sqlite3"
    with _locked(cache / "lock"):
        if not made.exists():
            for outdated in cache.glob("*.sqlite3*"):
                outdated.unlink()
            being_made = made.with_suffix(".sqlite3-being-made")
            _migrate(f"sqlite:///{being_made}")
            being_made.rename(made)
    shutil.copyfile(made, target)


def migrated_template(cache: Path) -> str:
    """The name of the database on this server that new ones are copied from."""
    tests_of = f"test_{connection.settings_dict['NAME']}"
    prefix = f"{tests_of}_migrated_"
    name = prefix + _fingerprint()
    if len(name) > _LONGEST_NAME:
        raise ValueError(f"The database's name is too long to test in: {tests_of}")
    with _locked(cache / "lock"), _server() as server:
        there = {row[0] for row in server.execute("SELECT datname FROM pg_database")}
        if name not in there:
            for outdated in there:
                if re.fullmatch(rf"{re.escape(prefix)}\w+", outdated):
                    _run(server, "DROP DATABASE {}", outdated)
            being_made = f"{prefix}new"
            _run(server, "CREATE DATABASE {} ENCODING 'UTF8'", being_made)
            _migrate(_address_of(being_made))
            _run(server, "ALTER DATABASE {} RENAME TO {}", being_made, name)
    return name


def _fingerprint() -> str:
    digest = hashlib.sha256(django.__version__.encode())
    for path in sorted(MIGRATIONS.glob("*.py")):
        digest.update(f"{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _locked(path: Path):
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _migrate(url: str) -> None:
    """In a process of its own: this one's connections belong to the tests."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.settings", "DATABASE_URL": url}
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=ROOT,
        env={**os.environ, **settings},
        check=True,
    )


def _server():
    # As tests/__main__.py asks whether a server answers.
    url = os.environ["DATABASE_URL"]
    return psycopg.connect(url, dbname="postgres", autocommit=True)


def _address_of(database: str) -> str:
    return re.sub(r"(//[^/]*/)[^?]*", rf"\g<1>{database}", os.environ["DATABASE_URL"])


def _run(server, statement: str, *names: str) -> None:
    server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
