"""Writing what the product's triggers refuse; only the tests' own tidying may."""

from contextlib import contextmanager

from django.db import connection, transaction

# Rows that migrations made and every test relies on: permissions, and the groups that
# hold them. They refer to nothing outside these tables.
MADE_BY_MIGRATIONS = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
}


def past_the_guards(cursor):
    """Within a transaction: its rows may be anything until the block ends."""
    return {"postgresql": _on_postgresql, "sqlite": _on_sqlite}[connection.vendor](
        cursor
    )


@contextmanager
def _on_sqlite(cursor):
    # All but those that keep a search index, which follow the deletes.
    cursor.execute(
        "SELECT name, sql FROM sqlite_master"
        " WHERE type = 'trigger' AND name NOT LIKE 'search%'"
    )
    guards = cursor.fetchall()
    for name, _ in guards:
        cursor.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in guards:
        cursor.execute(sql)


@contextmanager
def _on_postgresql(cursor):
    # Not session_replication_role, which only a superuser may set.
    cursor.execute(
        "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
    )
    tables = [table for (table,) in cursor.fetchall()]
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield
    # A table with checks that still wait cannot be altered.
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def update_past_the_guards(rows, **values):
    """As though it had come about by the verbs, at other times."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with past_the_guards(cursor):
            rows.update(**values)


def drop_guards_of(table):
    """Only until the test's transaction is rolled back."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            return
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
            [table],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
