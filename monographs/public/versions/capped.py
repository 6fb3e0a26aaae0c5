"""Counting only as far as it tells a reader something: the same time at any size."""

from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.db.models import IntegerField, QuerySet, Subquery, Value

MOST_COUNTED = 1_000


class CountUpTo(Subquery):
    """How many rows the outer row has, or one more than the most."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"

    def __init__(
        self, queryset: QuerySet[Any], *, most: int = MOST_COUNTED, **extra: Any
    ) -> None:
        super().__init__(
            _rows(queryset, most),
            output_field=IntegerField(),
            **extra,
        )


def counts_of(querysets: Sequence[QuerySet[Any]]) -> list[int]:
    """Of each; one query for all."""
    parts: list[str] = []
    values: list[Any] = []
    for queryset in querysets:
        sql, params = _rows(queryset, MOST_COUNTED).query.sql_with_params()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608
        values.extend(params)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return list(cursor.fetchone())


def _rows(queryset: QuerySet[Any], most: int) -> QuerySet[Any]:
    """No column is asked for, so that an index alone can answer."""
    rows: QuerySet[Any] = queryset.order_by().annotate(one=Value(1)).values("one")
    return rows[: most + 1]


def in_words(count: int, *, most: int = MOST_COUNTED) -> str:
    return f"more than {most:,}" if count > most else f"{count:,}"
