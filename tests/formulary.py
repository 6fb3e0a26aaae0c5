"""The demo's people and pages: told once in a run, then put back as rows.

Leading the pages through all their verbs takes seconds, which many tests would pay.
"""

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction

from monographs.management.demo import load_formulary, make_people
from tests.past_guards import MADE_BY_MIGRATIONS, past_the_guards

kept = {}


def put_formulary():
    """Into a database without rows; gives the people by name."""
    if not kept:
        load_formulary(make_people())
        kept.update(_read())
    else:
        _write(kept)
    return make_people()


def _read():
    with connection.cursor() as cursor:
        tables = set(connection.introspection.django_table_names(only_existing=True))
        return {
            table: _rows(cursor, table) for table in sorted(tables - MADE_BY_MIGRATIONS)
        }


def _rows(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')
    return [column[0] for column in cursor.description], cursor.fetchall()


def _write(tables):
    with transaction.atomic(), connection.cursor() as cursor:
        with past_the_guards(cursor):
            for table, (columns, rows) in tables.items():
                names = ", ".join(f'"{column}"' for column in columns)
                values = ", ".join(["%s"] * len(columns))
                cursor.executemany(
                    f'INSERT INTO "{table}" ({names}) VALUES ({values})', rows
                )
        models = apps.get_models(include_auto_created=True)
        for reset in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(reset)
