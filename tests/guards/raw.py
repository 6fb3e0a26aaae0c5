"""Statements past all of our code, as somebody with the database's password would."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def update(record, **columns):
    """Set columns of one record's row."""
    settings = ", ".join(f"{name} = %s" for name in columns)
    table = record._meta.db_table
    return run(
        f"UPDATE {table} SET {settings} WHERE id = %s", *columns.values(), record.pk
    )


def delete(record):
    return run(f"DELETE FROM {record._meta.db_table} WHERE id = %s", record.pk)


def insert(record):
    """The record as it stands, without its model's checks."""
    with transaction.atomic():
        type(record)._base_manager.bulk_create([record])


def replace(record):
    """SQLite's way of overwriting a row without deleting it by name."""
    table = record._meta.db_table
    columns = ", ".join(field.column for field in record._meta.concrete_fields)
    return run(
        f"INSERT OR REPLACE INTO {table} ({columns}) "
        f"SELECT {columns} FROM {table} WHERE id = %s",
        record.pk,
    )


@contextmanager
def refused(sentence=None):
    """The database itself says no, and says why."""
    with pytest.raises(IntegrityError, match=sentence), transaction.atomic():  # noqa: PT012
        yield
        connection.check_constraints()
