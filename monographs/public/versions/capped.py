"""Counting only as far as it tells a reader something: the same time at any size."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import IntegerField, QuerySet, Subquery

MOST_COUNTED = 1_000


class CountUpTo(Subquery):
    """How many rows the outer row has, or one more than MOST_COUNTED."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"

    def __init__(self, queryset: QuerySet[Any], **extra: Any) -> None:
        super().__init__(
            queryset.order_by().values("pk")[: MOST_COUNTED + 1],
            output_field=IntegerField(),
            **extra,
        )


def counts_of(querysets: Sequence[QuerySet[Any]]) -> list[int]:
    """Of each; one query for all."""
    parts: list[str] = []
    values: list[Any] = []
    for queryset in querysets:
        first = queryset.order_by().values("pk")[: MOST_COUNTED + 1]
        sql, params = first.query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608
        values.extend(params)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone())


def in_words(count: int) -> str:
    return f"more than {MOST_COUNTED:,}" if count > MOST_COUNTED else f"{count:,}"
