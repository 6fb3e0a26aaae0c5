"""Tasks run on databases that exist for them alone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.databases import copied_database, temporary_database


@dataclass(frozen=True)
class Measured:
    lines: int
    seconds: float
    processor: float
    peak: float  # MiB
    did: dict[str, int]

    @property
    def rate(self) -> float:
        return self.lines / self.seconds

    def times_faster_than(self, other: "Measured") -> float:
        """A line against a line, by the clock."""
        return self.rate / other.rate

    def times_cheaper_than(self, other: "Measured") -> float:
        """By the processor, which other work on the machine does not lengthen. It
        leaves out what a database server does."""
        return (other.processor / other.lines) / (self.processor / self.lines)


@dataclass(frozen=True)
class Bases:
    """`empty` is the address of a database with all tables and nothing in them."""

    empty: str
    folder: Path

    @contextmanager
    def with_drugs(self, drugs: int) -> Iterator[str]:
        with copied_database(self.empty, f"drugs_{drugs}", self.folder) as database:
            _populate(database, drugs)
            yield database


@contextmanager
def databases(folder: Path) -> Iterator[Bases]:
    with temporary_database("tables", folder) as empty:
        _populate(empty, 0)
        yield Bases(empty, folder)


def _populate(database: str, drugs: int) -> None:
    subprocess.run(
        [sys.executable, "-m", "benchmarks.sheets.populate", str(drugs)],
        env={**os.environ, "DATABASE_URL": database},
        check=True,
    )


@dataclass(frozen=True)
class Site:
    """A copy of a database, in which tasks follow each other."""

    database: str

    def measure(
        self, task: str, path: Path, *, lines: int, expected: str = ""
    ) -> Measured:
        """`expected` is what has to become of every line."""
        ended = subprocess.run(
            [sys.executable, "-m", "benchmarks.sheets.task_run", task, path],
            env={**os.environ, "DATABASE_URL": self.database},
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        measured = Measured(lines, **json.loads(ended.stdout))
        if expected and measured.did.get(expected) != lines:
            raise RuntimeError(
                f"{task}: {lines:,} lines should be {expected}, not {measured.did}."
            )
        return measured


@contextmanager
def site(base: str, name: str, folder: Path) -> Iterator[Site]:
    with copied_database(base, name, folder) as database:
        yield Site(database)
