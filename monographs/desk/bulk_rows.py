"""Many changed rows in one statement: they travel as one JSON value."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, models


def update_rows(
    model: type[models.Model], rows: Sequence[models.Model], names: Sequence[str]
) -> None:
    """Write these fields of the rows. Django's bulk_update needs a statement for
    every 45 rows on SQLite, and compares each of its values with each row."""
    if not rows:
        return
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = [quote(field.column) for field in fields]
    place = _json_place(model, fields)
    new = ", ".join(
        f"{column} = changed.c{number}" for number, column in enumerate(columns, 1)
    )
    cells = ", ".join(
        f"{place(number)} AS c{number}" for number in range(len(fields) + 1)
    )
    source = (
        "jsonb_array_elements(%s::jsonb)"
        if connection.vendor == "postgresql"
        else "json_each(%s)"
    )
    values = [
        [row.pk, *(getattr(row, field.attname) for field in fields)] for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {new} FROM (SELECT {cells} FROM {source}) changed "  # noqa: S608 — names are the model's own
            f"WHERE {table}.id = changed.c0",
            [json.dumps(values, default=str)],
        )


def _json_place(
    model: type[models.Model], fields: Sequence[Any]
) -> Callable[[int], str]:
    if connection.vendor != "postgresql":
        return lambda number: f"json_extract(value, '$[{number}]')"
    types = [field.db_type(connection) for field in (model._meta.pk, *fields)]
    # A cast to varchar(300) would cut a longer text; the column itself refuses it.
    types = ["text" if kind.startswith("varchar") else kind for kind in types]
    return lambda number: f"(value->>{number})::{types[number]}"
