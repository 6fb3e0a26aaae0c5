"""Queries whose SQL is made once: making a page's takes thirty times the running."""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models import QuerySet
from django.db.models.expressions import Value

Row = tuple[Any, ...]


class Argument(Value):
    """A place in a prepared query that gets its value only when the query runs."""

    def __init__(self, name: str, output_field: "models.Field[Any, Any]") -> None:
        super().__init__(name, output_field=output_field)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        return "%s", [self]

    def adapt(self, value: Any) -> Any:
        return self.output_field.get_db_prep_value(value, connection)


class PreparedQuery:
    """Rows of a `values_list` queryset that holds Arguments."""

    def __init__(self, queryset: QuerySet[Any, Any]) -> None:
        compiler = queryset.order_by().query.get_compiler(DEFAULT_DB_ALIAS)
        sql, params = compiler.as_sql()
        names = [
            param.value if isinstance(param, Argument) else f"constant_{place}"
            for place, param in enumerate(params)
        ]
        named = dict(zip(names, params, strict=True))
        # By name: for SQLite, Django searches the whole text for each nameless "%s".
        self._sql = sql.replace("%%", "%%%%") % tuple(f"%({name})s" for name in names)
        self._arguments = {
            name: param for name, param in named.items() if isinstance(param, Argument)
        }
        self._constants = {
            name: param for name, param in named.items() if name not in self._arguments
        }
        self._compiler = compiler
        self._converters = compiler.get_converters(
            expression for expression, _, _ in compiler.select
        )

    def fetch(self, **arguments: Any) -> Row | None:
        """The row as the database's driver gives it."""
        with connection.cursor() as cursor:
            cursor.execute(self._sql, self._values(arguments))
            row: Row | None = cursor.fetchone()
        return row

    def fetch_all(self, **arguments: Any) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(self._sql, self._values(arguments))
            rows: list[Row] = cursor.fetchall()
        return rows

    def _values(self, arguments: dict[str, Any]) -> dict[str, Any]:
        return self._constants | {
            name: argument.adapt(arguments[name])
            for name, argument in self._arguments.items()
        }

    def convert(self, row: Row) -> Row:
        """The row as the models' fields would give it."""
        return tuple(next(self._compiler.apply_converters([row], self._converters)))
