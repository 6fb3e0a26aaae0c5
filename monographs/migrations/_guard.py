"""Triggers for both databases, from one condition in SQL."""

from dataclasses import dataclass
from typing import Any

from django.db.migrations.operations.base import Operation

# Where the two databases spell a condition differently, it is a dictionary by vendor.
Condition = str | dict[str, str]


@dataclass(frozen=True)
class Guard:
    """Refuses a statement on a table when the condition holds, with a sentence."""

    name: str
    table: str
    event: str  # INSERT, UPDATE, DELETE; TRUNCATE is PostgreSQL's only
    sentence: str
    condition: Condition = "TRUE"

    def create(self, vendor: str, schema: str = "public") -> list[str]:
        condition = self.condition
        if isinstance(condition, dict):
            condition = condition[vendor]
        sentence = self.sentence.replace("'", "''")
        if vendor == "sqlite":
            return [
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
                f"FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
            ]
        each = "STATEMENT" if self.event == "TRUNCATE" else "ROW"
        row = "OLD" if self.event == "DELETE" else "NEW"
        return [
            f"CREATE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql "
            # Else a temporary table of the same name would be asked instead.
            f'SET search_path = "{schema}", pg_temp AS $$ '
            f"BEGIN IF {condition} THEN RAISE EXCEPTION '%', '{sentence}' "
            f"USING ERRCODE = 'check_violation'; END IF; RETURN {row}; END $$",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"FOR EACH {each} EXECUTE FUNCTION {self.name}()",
        ]

    def drop(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            return [f"DROP TRIGGER {self.name}"]
        return [
            f"DROP TRIGGER {self.name} ON {self.table}",
            f"DROP FUNCTION {self.name}()",
        ]

    def exists_on(self, vendor: str) -> bool:
        if isinstance(self.condition, dict):
            return vendor in self.condition
        return self.event != "TRUNCATE" or vendor == "postgresql"


class CreateGuards(Operation):
    """Add triggers; a table that is altered later needs them dropped and made anew,
    because SQLite copies a table to alter it and loses its triggers on the way."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, guards: list[Guard]) -> None:
        self.guards = guards

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._run(schema_editor, "create")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._run(schema_editor, "drop")

    def describe(self) -> str:
        return f"Create {len(self.guards)} guards"

    def _run(self, schema_editor: Any, step: str) -> None:
        vendor, schema = schema_editor.connection.vendor, ""
        if vendor == "postgresql":
            with schema_editor.connection.cursor() as cursor:
                cursor.execute("SELECT current_schema()")
                (schema,) = cursor.fetchone()
        for guard in self.guards:
            if guard.exists_on(vendor):
                statements = (
                    guard.drop(vendor)
                    if step == "drop"
                    else guard.create(vendor, schema)
                )
                for statement in statements:
                    schema_editor.execute(statement, params=None)


def changed(*columns: str) -> dict[str, str]:
    """Any of these columns differs between the row as it was and as it shall be."""
    return {
        "sqlite": " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in columns),
        "postgresql": " OR ".join(
            f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in columns
        ),
    }


def append_only(table: str, sentence: str) -> list[Guard]:
    return [
        Guard(f"{table}_no_{event.lower()}", table, event, sentence)
        for event in ("UPDATE", "DELETE", "TRUNCATE")
    ]


def keeps_others(table: str, column: str, sentence: str) -> Guard:
    """UPDATE OR REPLACE would delete another row in SQLite without asking."""
    return Guard(
        f"{table}_keeps_others",
        table,
        "UPDATE",
        sentence,
        {
            "sqlite": f"EXISTS (SELECT 1 FROM {table} other WHERE "
            f"other.{column} = NEW.{column} AND other.id <> OLD.id)"
        },
    )


def never_replaced(table: str, *same: str, sentence: str) -> Guard:
    """INSERT OR REPLACE would delete a row in SQLite without asking its triggers."""
    return Guard(
        f"{table}_no_replace",
        table,
        "INSERT",
        sentence,
        {"sqlite": f"EXISTS (SELECT 1 FROM {table} old WHERE {' OR '.join(same)})"},
    )
