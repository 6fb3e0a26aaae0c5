"""SQLite's REPLACE deletes rows that are in its way, and asks no trigger of theirs."""

import uuid

import pytest
from django.db import connection

from monographs.models import Batch, BatchRow, Contributor, DrugClass, Effect
from tests.factories import (
    make_drug,
    make_drug_class,
    make_editor,
    make_effect,
    make_report,
    make_steward,
)
from tests.guards.raw import refused, run, update
from tests.guards.test_guards import on_sqlite

pytestmark = pytest.mark.django_db


def update_or_replace(record, **columns):
    settings = ", ".join(f"{name} = %s" for name in columns)
    return run(
        f"UPDATE OR REPLACE {record._meta.db_table} SET {settings} WHERE id = %s",
        *columns.values(),
        record.pk,
    )


def insert_or_replace(record, **columns):
    """The record again, with other columns."""
    names = [field.column for field in record._meta.concrete_fields]
    values = ", ".join("%s" if name in columns else name for name in names)
    table = record._meta.db_table
    return run(
        f"INSERT OR REPLACE INTO {table} ({', '.join(names)}) "
        f"SELECT {values} FROM {table} WHERE id = %s",
        *(columns[name] for name in names if name in columns),
        record.pk,
    )


def make_batch():
    return Batch.objects.create(
        kind=Batch.Kind.DOCUMENTS, name="A folder", by=make_steward()
    )


def two_of(make):
    return make(), make()


def two_authors():
    drug = make_drug()
    other = Contributor.objects.create(
        monograph=drug, person=make_editor(), last_edit_version=drug.edit_version
    )
    return drug.contributors.exclude(pk=other.pk).get(), other


@pytest.mark.parametrize("make", [make_batch, make_report, make_effect])
def test_no_row_that_is_kept_takes_the_number_of_another(make):
    first, second = two_of(make)

    with refused("stay"):
        update(second, id=99999)
    if connection.vendor == "sqlite":
        with refused("stay"):
            update_or_replace(second, id=first.pk)


def test_no_author_takes_the_place_of_another():
    author, other = two_authors()

    with refused("stays known"):
        update(other, id=99999)
    if connection.vendor == "sqlite":
        with refused("stays known"):
            update_or_replace(other, id=author.pk)
    assert Contributor.objects.filter(pk=author.pk).exists()


@on_sqlite
def test_no_file_of_an_import_takes_the_place_of_another():
    batch = make_batch()
    first, second = (
        BatchRow.objects.create(batch=batch, place=place, path=f"{place}.md")
        for place in (1, 2)
    )

    with refused("stays on record"):
        update_or_replace(second, place=first.place)
    with refused("stays on record"):
        update_or_replace(second, id=first.pk)


@on_sqlite
@pytest.mark.parametrize("column", ["slug", "name"])
def test_no_effect_takes_the_place_of_another(column):
    first, second = make_effect("Headache"), make_effect("Nausea")
    value = getattr(first, column).upper() if column == "name" else first.slug

    with refused("so it stays"):
        update_or_replace(second, **{column: value})
    with refused("so it stays"):
        insert_or_replace(
            second,
            **{"id": 99999, "key": uuid.uuid4().hex, "slug": "other", "name": "Other"}
            | {column: value},
        )
    assert Effect.objects.filter(pk=first.pk).exists()


@on_sqlite
@pytest.mark.parametrize("column", ["slug", "name", "atc_code", "id", "key"])
def test_no_class_takes_the_place_of_another(column):
    first, second = make_drug_class("Opioids"), make_drug_class("Statins")
    update(first, atc_code="N02A")
    first.refresh_from_db()
    value = first.key.hex if column == "key" else getattr(first, column)
    free = {"id": 99999, "key": uuid.uuid4().hex, "slug": "other", "name": "Other"}

    with refused("so it stays"):
        update_or_replace(second, **{column: value})
    with refused("so it stays"):
        insert_or_replace(second, **free | {column: value})
    assert DrugClass.objects.filter(pk=first.pk).exists()


def _tables_with_kept_rows():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT tbl_name FROM sqlite_master "
            "WHERE type = 'trigger' AND sql LIKE '% BEFORE DELETE ON %'"
        )
        return {table for (table,) in cursor.fetchall()}


def _triggers(table, event):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s "
            "AND sql LIKE %s",
            [table, f"% BEFORE {event} ON %"],
        )
        return [sql for (sql,) in cursor.fetchall()]


def _unique(table):
    """What is unique of the rows: the columns, as an index has them."""
    with connection.cursor() as cursor:
        cursor.execute('SELECT name FROM pragma_index_list(%s) WHERE "unique"', [table])
        for (index,) in cursor.fetchall():
            cursor.execute("SELECT name FROM pragma_index_info(%s)", [index])
            yield index, [name for (name,) in cursor.fetchall()]
    yield "id", ["id"]


# The row that gives way says the same as the one that takes its place.
SAYS_THE_SAME = {
    "monographs_parkeddraft_contributors": ["parkeddraft_id", "user_id"],
    "monographs_revisionsource": ["revision_id", "source_id"],
}


@on_sqlite
def test_what_is_unique_of_a_kept_row_is_guarded_against_replacing():
    tables = _tables_with_kept_rows()
    unguarded = [
        (table, index)
        for table in sorted(tables)
        for index, columns in _unique(table)
        if columns != SAYS_THE_SAME.get(table)
        and not _is_guarded(table, index, columns)
    ]

    assert len(tables) > 20
    assert not unguarded


def _is_guarded(table, index, columns):
    updates, inserts = _triggers(table, "UPDATE"), _triggers(table, "INSERT")
    return any(_compares(sql, "old", columns) for sql in inserts) and any(
        " WHEN TRUE " in sql
        or _compares(sql, "other", columns)
        or any(f"NEW.{column} IS NOT OLD.{column}" in sql for column in columns)
        or index == "revision_one_open_per_monograph"  # none is opened again
        for sql in updates
    )


def _compares(sql, row, columns):
    return all(
        f"{row}.{column} = NEW.{column}" in sql
        if column
        else f"lower({row}.name) = lower(NEW.name)" in sql  # the one such index
        for column in columns
    )
