"""What undoing needs of one drug: its rows as they were, and which are new. JSON."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from django.db.models import DateTimeField

Row = dict[str, Any]


def _by_field() -> dict[str, Any]:
    return defaultdict(list)


@dataclass
class KeptRows:
    """By the field of the content. `event` is the drug's last one before."""

    event: int = 0
    header: Row = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=_by_field)
    added: dict[str, list[str]] = field(default_factory=_by_field)
    positions: dict[str, list[list[int]]] = field(default_factory=_by_field)

    def dumps(self) -> str:
        return json.dumps(
            vars(self), default=_plain, ensure_ascii=False, separators=(",", ":")
        )

    @classmethod
    def loads(cls, text: str) -> Self:
        return cls(**json.loads(text))


def as_columns(model: Any, row: Row) -> Row:
    """JSON has no times and keys of its own."""
    columns = dict(row)
    for one in model._meta.concrete_fields:
        value = columns[one.attname]
        if value is not None and isinstance(one, DateTimeField):
            columns[one.attname] = datetime.fromisoformat(value)
    columns["key"] = UUID(columns["key"])
    return columns


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place here")
