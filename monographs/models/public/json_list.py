from typing import Any

from django.db.models import Aggregate, JSONField


class JSONList(Aggregate):
    """Several rows as one JSON list, so that a page stays at one query."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        return self.as_sql(compiler, connection, function="JSONB_AGG")
