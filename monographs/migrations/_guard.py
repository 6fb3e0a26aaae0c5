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


class DropGuards(CreateGuards):
    """Take triggers away, before their table is altered or to make them anew."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._run(schema_editor, "drop")

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._run(schema_editor, "create")

    def describe(self) -> str:
        return f"Drop {len(self.guards)} guards"


class GuardsSetAside(Operation):
    """Runs operations that alter a table; SQLite would lose its triggers, or refuse
    because another table's trigger asks the table that is being copied."""

    reversible = True

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: Any) -> None:
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._run(app_label, schema_editor, from_state, backwards=False)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        self._run(app_label, schema_editor, to_state, backwards=True)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)

    def _run(
        self, app_label: str, schema_editor: Any, start: Any, *, backwards: bool
    ) -> None:
        states = [start]
        for operation in self.operations:
            states.append(states[-1].clone())
            operation.state_forwards(app_label, states[-1])
        steps = list(zip(self.operations, states, states[1:], strict=False))
        triggers = _triggers(schema_editor)
        for name, _ in triggers:
            schema_editor.execute(f"DROP TRIGGER {name}", params=None)
        for operation, before, after in reversed(steps) if backwards else steps:
            if backwards:
                operation.database_backwards(app_label, schema_editor, after, before)
            else:
                operation.database_forwards(app_label, schema_editor, before, after)
        for _, sql in triggers:
            schema_editor.execute(sql, params=None)


def _triggers(schema_editor: Any) -> list[tuple[str, str]]:
    if schema_editor.connection.vendor != "sqlite":
        return []
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return list(cursor.fetchall())


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


# Of which a reason may not consist: spaces of any kind, marks without width, letters
# that are drawn as nothing.
NOTHING_TO_SEE = (
    *range(0x09, 0x0E),
    *range(0x1C, 0x21),
    *(0x85, 0xA0, 0xAD, 0x115F, 0x1680, 0x180E),
    *range(0x2000, 0x2010),
    *(0x2028, 0x2029, 0x202F),
    *range(0x205F, 0x2065),
    *(0x2800, 0x3000, 0x3164, 0xFEFF, 0xFFA0),
)


def is_blank(column: str) -> dict[str, str]:
    """A text in which nobody sees anything, besides spaces: those a constraint finds."""
    signs = [str(sign) for sign in NOTHING_TO_SEE]
    return {
        "sqlite": f"(trim({column}) <> '' "
        f"AND trim({column}, char({', '.join(signs)})) = '')",
        "postgresql": f"(trim({column}) <> '' AND btrim({column}, "
        f"{' || '.join(f'chr({sign})' for sign in signs)}) = '')",
    }


def gives_no_way(table: str, *same: str, sentence: str) -> Guard:
    """UPDATE OR REPLACE would delete the row that has what is unique in SQLite."""
    is_taken = (
        f"EXISTS (SELECT 1 FROM {table} other WHERE other.id <> OLD.id "
        f"AND ({' OR '.join(same)}))"
    )
    return Guard(
        f"{table}_gives_no_way",
        table,
        "UPDATE",
        sentence,
        {
            "sqlite": " OR ".join(
                ["NEW.id IS NOT OLD.id", *([is_taken] if same else [])]
            ),
            "postgresql": "NEW.id IS DISTINCT FROM OLD.id",
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
