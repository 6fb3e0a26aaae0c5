"""How the working list's table is written: many rows by one statement."""

import json
from collections.abc import Collection, Sequence

from django.db import connection

from monographs.models import Triage
from monographs.models.triage import place_of

REFRESHED = {
    "letter": "varchar",
    "rank": "integer",
    "effort": "integer",
    "place": "bigint",
    "errors": "integer",
    "warnings": "integer",
    "hints": "integer",
    "unverified": "integer",
    "unverified_clinical": "integer",
    "rivals": "integer",
    "differs_from_live": "boolean",
    "refreshed_at": "timestamptz",
}


def insert_stale(monographs: Collection[int]) -> None:
    """Those without a row get one; a discarded monograph gets none."""
    if not monographs:
        return
    first = place_of(Triage.Rank.REST, 0, 0)
    numbers = (
        "SELECT value::bigint FROM jsonb_array_elements_text(%s::jsonb)"
        if connection.vendor == "postgresql"
        else "SELECT value FROM json_each(%s)"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO monographs_triage (monograph_id, letter, rank, effort, place, "  # noqa: S608 — no value of anybody's is in it
            "errors, warnings, hints, unverified, unverified_clinical, rivals, "
            "differs_from_live, is_stale, mark) "
            f"SELECT id, '', {Triage.Rank.REST}, 0, {first} + id, "
            "0, 0, 0, 0, 0, 0, FALSE, TRUE, 0 FROM monographs_monograph "
            f"WHERE id IN ({numbers}) AND discarded_at IS NULL ORDER BY id "
            "ON CONFLICT (monograph_id) DO UPDATE SET is_stale = TRUE, "
            "mark = monographs_triage.mark + 1",
            [json.dumps(sorted(monographs))],
        )


def write_refreshed(rows: Sequence[Triage]) -> None:
    """A row that was marked again meanwhile stays stale."""
    names = list(REFRESHED)
    is_postgresql = connection.vendor == "postgresql"
    cells = ", ".join(
        f"(value->>{number})::{kind} AS {name}"
        if is_postgresql
        else f"json_extract(value, '$[{number}]') AS {name}"
        for number, (name, kind) in enumerate(
            {"id": "bigint", "mark": "integer", **REFRESHED}.items()
        )
    )
    source = "jsonb_array_elements(%s::jsonb)" if is_postgresql else "json_each(%s)"
    values = [
        [row.pk, row.mark, *(getattr(row, name) for name in names[:-1])]
        + [connection.ops.adapt_datetimefield_value(row.refreshed_at)]
        for row in rows
    ]
    columns = ", ".join(f"{name} = fresh.{name}" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE monographs_triage SET {columns}, "  # noqa: S608 — only our own columns are named
            "is_stale = (monographs_triage.mark <> fresh.mark) "
            f"FROM (SELECT {cells} FROM {source}) fresh "
            "WHERE monographs_triage.id = fresh.id",
            [json.dumps(values, default=str)],
        )
