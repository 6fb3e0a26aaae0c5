"""Rows written over by others with the same keys: whole, in few statements."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models
from django.db.models import Q

from monographs.content.insertion import converters_of, insert_many
from monographs.models import ComparisonCell, ComparisonRow, ComparisonSubject


def overwrite_many(
    model: type[models.Model], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Every row names all columns of its table, in one order.

    They go and come anew, as whole working copies do: a row's origin never changes,
    and two names that change places would meet on the way.
    """
    if not rows:
        return
    pks = [row["id"] for row in rows]
    cells = _cells_of(model, pks)
    model._default_manager.filter(pk__in=pks).delete()
    insert_many(model, rows)
    insert_many(ComparisonCell, cells)


def update_many(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Some columns; every row names the same ones, in one order, and its `id`."""
    if not rows:
        return
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


def _cells_of(model: Any, pks: list[int]) -> list[dict[str, Any]]:
    """What goes with a row or a column of a feature table."""
    if model is ComparisonRow:
        mine = Q(row__in=pks)
    elif model is ComparisonSubject:
        mine = Q(subject__in=pks)
    else:
        return []
    return [dict(cell) for cell in ComparisonCell.objects.filter(mine).values()]
