"""What an export wrote, so that the next one knows what to leave, and what is ours."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

NAME = ".medsite-export.sqlite3"
# Another number: all is written anew, since what was noted meant something else.
_VERSION = 2
_TABLES = """
CREATE TABLE IF NOT EXISTS unit (
    name TEXT PRIMARY KEY, seed TEXT NOT NULL, leads TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
    place TEXT PRIMARY KEY, unit TEXT NOT NULL, sha256 TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS file_of_unit ON file (unit);
"""


@dataclass(frozen=True)
class Noted:
    """A unit as it was written last; `leads` are places, and which had a file."""

    seed: str
    leads: dict[str, bool]


class Manifest:
    def __init__(self, folder: Path) -> None:
        self._database = sqlite3.connect(folder / NAME)
        # Whole after a killed process, and no waiting for the disk at each step.
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        if self._one("PRAGMA user_version") not in (0, _VERSION):
            self._database.executescript("DROP TABLE unit; DROP TABLE file;")
        self._database.executescript(f"{_TABLES} PRAGMA user_version = {_VERSION};")

    def close(self) -> None:
        self._database.close()

    def units(self) -> dict[str, Noted]:
        rows = self._database.execute("SELECT name, seed, leads FROM unit")
        return {
            name: Noted(seed, json.loads(leads) if leads else {})
            for name, seed, leads in rows
        }

    def places(self) -> set[str]:
        return {row[0] for row in self._database.execute("SELECT place FROM file")}

    def count(self) -> int:
        return int(self._one("SELECT count(*) FROM file"))

    def files_of(self, unit: str) -> dict[str, str]:
        return dict(
            self._database.execute(
                "SELECT place, sha256 FROM file WHERE unit = ?", [unit]
            )
        )

    def claim(self, places: Iterable[tuple[str, str]]) -> None:
        """Before they are written: a run that is killed then has left no stranger."""
        with self._database:
            self._database.executemany(
                "INSERT INTO file (place, unit, sha256) VALUES (?, ?, '')"
                " ON CONFLICT (place) DO UPDATE SET unit = excluded.unit",
                places,
            )

    def note_files(self, hashes: Iterable[tuple[str, str]]) -> None:
        with self._database:
            self._database.executemany(
                "UPDATE file SET sha256 = ? WHERE place = ?",
                ((sha256, place) for place, sha256 in hashes),
            )

    def note_unit(self, name: str, noted: Noted) -> None:
        with self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO unit (name, seed, leads) VALUES (?, ?, ?)",
                [name, noted.seed, json.dumps(noted.leads) if noted.leads else ""],
            )

    def forget_files(self, places: Iterable[str]) -> None:
        with self._database:
            self._database.executemany(
                "DELETE FROM file WHERE place = ?", ([place] for place in places)
            )

    def forget_unit(self, name: str) -> None:
        with self._database:
            self._database.execute("DELETE FROM unit WHERE name = ?", [name])

    def _one(self, query: str) -> int:
        return int(self._database.execute(query).fetchone()[0])
