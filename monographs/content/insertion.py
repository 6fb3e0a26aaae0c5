"""Many rows by one prepared statement."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import connection, models

Converter = Callable[[Any], Any]


def insert_many(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Every row names all columns, in one order.

    `bulk_create` asks each field how to prepare each value, which is most of the time
    that an import of thousands of documents would take.
    """
    if not rows:
        return
    quote = connection.ops.quote_name
    fields: list[Any] = [model._meta.get_field(name) for name in rows[0]]
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join("%s" for _ in fields)
    converters = converters_of(fields)
    with connection.cursor() as cursor:
        cursor.executemany(
            # Only our own tables and columns are named.
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})",  # noqa: S608
            [
                [
                    convert(value) if convert else value
                    for value, convert in zip(row.values(), converters, strict=True)
                ]
                for row in rows
            ],
        )


def converters_of(fields: Sequence[Any]) -> list[Converter | None]:
    return [_converter(field) for field in fields]


def _converter(field: Any) -> Converter | None:
    """What the driver does not do by itself."""
    if isinstance(field, models.UUIDField):
        return None if connection.features.has_native_uuid_field else _hex
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    return None


def _hex(key: UUID | None) -> str | None:
    return None if key is None else key.hex
