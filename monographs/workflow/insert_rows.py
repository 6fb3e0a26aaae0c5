import json
from typing import Any

from django.db import connection, models


def insert_rows(
    model: type[models.Model],
    rows: list[dict[str, Any]],
    *,
    keep_existing: bool = False,
    on_conflict: str = "",
) -> None:
    """One statement, whatever the number of rows: they travel as one JSON value.

    SQLite's `bulk_create` splits at 999 values, so its number of queries would grow.
    """
    if not rows:
        return
    quote = connection.ops.quote_name
    fields: list[Any] = [model._meta.get_field(name) for name in rows[0]]
    columns = ", ".join(quote(field.column) for field in fields)
    if connection.vendor == "postgresql":
        source = "jsonb_array_elements(%s::jsonb)"
        cells = ", ".join(
            f"(value->>{place})::{field.db_type(connection)}"
            for place, field in enumerate(fields)
        )
    else:
        source = "json_each(%s)"
        cells = ", ".join(
            f"json_extract(value, '$[{place}]')" for place in range(len(fields))
        )
    sql = (  # only our own tables and columns are named
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) "  # noqa: S608
        f"SELECT {cells} FROM {source}"
    )
    if keep_existing or on_conflict:
        # SQLite would take ON for a join's without a condition before it.
        sql += f" WHERE true ON CONFLICT {on_conflict or 'DO NOTHING'}"
    values = json.dumps([list(row.values()) for row in rows], default=str)
    with connection.cursor() as cursor:
        cursor.execute(sql, [values])
