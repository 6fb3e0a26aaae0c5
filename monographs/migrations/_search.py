"""Indexes of words: GIN on PostgreSQL, FTS5 with triggers on SQLite."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.utils import DatabaseError, OperationalError

NO_EXTENSION = (
    "The search needs PostgreSQL's extension pg_trgm, and this account may not create "
    "it. Let an administrator run CREATE EXTENSION pg_trgm in this database, then "
    "migrate again."
)
NO_FTS5 = (
    "The search needs SQLite 3.34 or newer with FTS5; this Python has SQLite "
    f"{sqlite3.sqlite_version}. Use another Python, or PostgreSQL."
)


@dataclass(frozen=True)
class WordIndex:
    """Of the column "folded", for the rows of a table that meet the condition.

    "words" finds whole words and their beginnings, "parts" any three letters in a row,
    "starts" the beginning of the whole text.

    PostgreSQL reads all that holds a word before it shows the first; so there the index
    may be cut into rings, of which the next is read only if the one before held little.
    """

    name: str
    table: str
    by: str
    condition: str = ""
    rings: dict[str, str] = field(default_factory=dict)

    def create(self, vendor: str) -> list[str]:
        if vendor == "postgresql":
            return list(self._postgresql())
        if self.by == "starts":
            return [self._index("(folded)")]
        return [self._virtual_table(), *self._fill(), *self._triggers()]

    def drop(self, vendor: str) -> list[str]:
        if vendor == "postgresql" and self.rings:
            return [f"DROP INDEX {self.name}_{ring}" for ring in self.rings]
        if vendor == "postgresql" or self.by == "starts":
            return [f"DROP INDEX {self.name}"]
        return [
            *(f"DROP TRIGGER {self.name}_{event}" for event in _EVENTS),
            f"DROP TABLE {self.name}",
        ]

    def _postgresql(self) -> Iterator[str]:
        columns = _POSTGRESQL[self.by]
        if not self.rings:
            yield self._index(columns)
        for ring, condition in self.rings.items():
            yield self._index(columns, f"_{ring}", condition)

    def _index(self, columns: str, ending: str = "", ring: str = "") -> str:
        conditions = " AND ".join(filter(None, [self.condition, ring]))
        where = f" WHERE {conditions}" if conditions else ""
        return f"CREATE INDEX {self.name}{ending} ON {self.table} {columns}{where}"

    def _virtual_table(self) -> str:
        return (
            f"CREATE VIRTUAL TABLE {self.name} USING fts5(folded, "
            f"content='{self.table}', content_rowid='id', tokenize='{_SQLITE[self.by]}')"
        )

    def _fill(self) -> list[str]:
        where = f" WHERE {self.condition}" if self.condition else ""
        return [
            f"INSERT INTO {self.name} (rowid, folded) "
            f"SELECT id, folded FROM {self.table}{where}"
        ]

    def _triggers(self) -> list[str]:
        add = (
            f"INSERT INTO {self.name} (rowid, folded) "
            f"SELECT NEW.id, NEW.folded WHERE {self._of('NEW')};"
        )
        # FTS5 must be told what it had stored; the old text is not its own.
        remove = (
            f"INSERT INTO {self.name} ({self.name}, rowid, folded) "
            f"SELECT 'delete', OLD.id, OLD.folded WHERE {self._of('OLD')};"
        )
        bodies = {"insert": add, "delete": remove, "update": f"{remove} {add}"}
        return [
            f"CREATE TRIGGER {self.name}_{event} AFTER {event.upper()} ON {self.table} "
            f"BEGIN {bodies[event]} END"
            for event in _EVENTS
        ]

    def _of(self, row: str) -> str:
        if not self.condition:
            return "true"
        return " AND ".join(f"{row}.{term}" for term in self.condition.split(" AND "))


_EVENTS = ("insert", "delete", "update")
_POSTGRESQL = {
    # Without a list of what is yet to be sorted in: every search would read it.
    "words": "USING gin (to_tsvector('simple', folded)) WITH (fastupdate = off)",
    "parts": "USING gin (folded gin_trgm_ops) WITH (fastupdate = off)",
    "starts": "(folded text_pattern_ops)",
}
# The text is folded already; FTS5 shall only split it at the spaces.
_SQLITE = {"words": "unicode61 remove_diacritics 0", "parts": "trigram"}


class CreateWordIndexes(Operation):
    """Django describes no virtual table, and no index that only one database has."""

    reversible = True
    reduces_to_sql = False

    def __init__(self, indexes: list[WordIndex]) -> None:
        self.indexes = indexes

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        _prepare(schema_editor)
        for index in self.indexes:
            for statement in index.create(schema_editor.connection.vendor):
                schema_editor.execute(statement, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        # The extension stays: somebody else may use it.
        for index in self.indexes:
            for statement in index.drop(schema_editor.connection.vendor):
                schema_editor.execute(statement, params=None)

    def describe(self) -> str:
        return f"Create {len(self.indexes)} indexes of words"


def _prepare(schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    with schema_editor.connection.cursor() as cursor:
        if vendor == "postgresql":
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            if cursor.fetchone():
                return
            try:
                cursor.execute("CREATE EXTENSION pg_trgm")
            except DatabaseError as problem:
                raise OperationalError(NO_EXTENSION) from problem
            return
        try:
            cursor.execute(
                "CREATE VIRTUAL TABLE search_probe USING fts5(x, tokenize='trigram')"
            )
        except DatabaseError as problem:
            raise OperationalError(NO_FTS5) from problem
        cursor.execute("DROP TABLE search_probe")
