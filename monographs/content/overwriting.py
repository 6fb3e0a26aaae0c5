"""Rows written over by others with the same primary keys: whole, in few statements."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models

from monographs.content.insertion import converters_of, insert_many
from monographs.models import (
    Citation,
    ClassMembership,
    ComparisonSubject,
    Component,
    Name,
)

# The database takes each of their rows once a page, and looks after each statement: two
# that change places would meet. Nothing refers to these rows, so they go and come anew.
ONLY_ONCE = (Name, ClassMembership, Component, Citation)


def overwrite_many(
    model: type[models.Model], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Every row names all columns of its table, in one order."""
    if not rows:
        return
    if model in ONLY_ONCE:
        model._default_manager.filter(pk__in=[row["id"] for row in rows]).delete()
        insert_many(model, rows)
        return
    if model is ComparisonSubject:
        _update(model, [{"id": row["id"], "name": str(row["key"])} for row in rows])
    _update(model, rows)


def update_many(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Some columns; every row names the same ones, in one order, and its `id`."""
    if rows:
        _update(model, rows)


def _update(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    quote = connection.ops.quote_name
    names = [name for name in rows[0] if name != "id"]
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    settings = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    converters = converters_of(fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            # Only our own tables and columns are named.
            f"UPDATE {quote(model._meta.db_table)} SET {settings} WHERE id = %s",  # noqa: S608
            [
                [
                    *(
                        convert(row[name]) if convert else row[name]
                        for name, convert in zip(names, converters, strict=True)
                    ),
                    row["id"],
                ]
                for row in rows
            ],
        )
