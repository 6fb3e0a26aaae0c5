"""The planned changes of feature tables: rows, columns and cells, in this order."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from monographs.content import insert_many, overwrite_many
from monographs.importing.sheets.changes import ADD, CHANGE
from monographs.importing.sheets.kept_rows import KeptRows, Row
from monographs.importing.sheets.table_axis import CELL, ROW, SUBJECT
from monographs.importing.sheets.write_rows import (
    Placed,
    Shared,
    free_keys,
    last_places,
    provenance,
    rows_by_key,
)
from monographs.models import ComparisonCell, ComparisonRow, ComparisonSubject

CELLS = "cells"
Kept = Mapping[int, KeptRows]


def write_tables(changes: list[Placed], shared: Shared, kept: Kept) -> None:
    by_part: dict[str, list[Placed]] = defaultdict(list)
    for pk, change in changes:
        by_part[change.part].append((pk, change))
    _Writer(shared, kept).write(by_part)


class _Writer:
    def __init__(self, shared: Shared, kept: Kept) -> None:
        self.shared = shared
        self.kept = kept

    def write(self, by_part: Mapping[str, list[Placed]]) -> None:
        cells = by_part.get(CELL, [])
        here = rows_by_key(
            ComparisonCell, [c.key for _, c in cells if c.action == CHANGE]
        )
        self._write_heads(
            SUBJECT, ComparisonSubject, "subjects", "name", by_part.get(SUBJECT, []), {}
        )
        self._write_heads(
            ROW,
            ComparisonRow,
            "comparison_rows",
            "feature",
            by_part.get(ROW, []),
            self._touched_rows(cells, here),
        )
        self._change_cells(cells, here)
        self._add_cells([placed for placed in cells if placed[1].action == ADD])

    def _touched_rows(
        self, cells: list[Placed], here: list[Row]
    ) -> dict[str, list[Placed]]:
        """By key: rows whose cells change. A row answers for its cells: who verified
        it has not seen these."""
        row_of = {str(cell["key"]): cell["row_id"] for cell in here}
        keys = {
            pk: str(key)
            for pk, key in ComparisonRow.objects.filter(
                pk__in=row_of.values()
            ).values_list("pk", "key")
        }
        touched: dict[str, list[Placed]] = defaultdict(list)
        for placed in cells:
            change = placed[1]
            if change.action == ADD:
                touched[change.after["row_key"]].append(placed)
            elif change.key in row_of:
                touched[keys[row_of[change.key]]].append(placed)
        return dict(touched)

    def _write_heads(
        self,
        part: str,
        model: Any,
        field: str,
        name: str,
        changes: list[Placed],
        touched: Mapping[str, list[Placed]],
    ) -> None:
        column = "subject" if part == SUBJECT else "feature"
        changing = {c.key: (pk, c) for pk, c in changes if c.action == CHANGE}
        rows = []
        for before in rows_by_key(model, changing.keys() | touched.keys()):
            key = str(before["key"])
            named = [changing[key]] if key in changing else []
            mine = [*named, *touched.get(key, [])]
            self.kept[before["monograph_id"]].rows[field].append(before)
            text = named[0][1].after[column] if named else before[name]
            rows.append(before | {name: text} | self._provenance(mine))
        overwrite_many(model, rows)
        adding = [placed for placed in changes if placed[1].action == ADD]
        if adding:
            insert_many(
                model, list(self._new_heads(model, field, name, column, adding))
            )

    def _new_heads(
        self, model: Any, field: str, name: str, column: str, adding: list[Placed]
    ) -> Any:
        places = last_places(model, {pk for pk, _ in adding})
        keys = free_keys(model, [change.key for _, change in adding])
        for pk, change in adding:
            places[pk] += 1
            self.kept[pk].added[field].append(str(keys[change.key]))
            yield {
                "monograph_id": pk,
                "key": keys[change.key],
                "position": places[pk],
                **self._provenance([(pk, change)]),
                name: change.after.get(column, ""),
            }

    def _provenance(self, mine: list[Placed]) -> Row:
        changes = [change for _, change in mine]
        lines = [change.line for change in changes]
        source = self.shared.sources[changes[0].table]
        return provenance(source, min(lines), max(lines))

    def _change_cells(self, cells: list[Placed], here: list[Row]) -> None:
        changing = {c.key: (pk, c) for pk, c in cells if c.action == CHANGE}
        rows = []
        for before in here:
            pk, change = changing[str(before["key"])]
            self.kept[pk].rows[CELLS].append(before)
            rows.append(before | {"text": change.after["text"]})
        overwrite_many(ComparisonCell, rows)

    def _add_cells(self, adding: list[Placed]) -> None:
        if not adding:
            return
        rows = _by_key(ComparisonRow, [c.after["row_key"] for _, c in adding])
        subjects = _by_key(
            ComparisonSubject, [c.after["subject_key"] for _, c in adding]
        )
        keys = free_keys(ComparisonCell, [change.key for _, change in adding])
        new = []
        for pk, change in adding:
            self.kept[pk].added[CELLS].append(str(keys[change.key]))
            new.append(
                {
                    "key": keys[change.key],
                    "row_id": rows[change.after["row_key"]],
                    "subject_id": subjects[change.after["subject_key"]],
                    "text": change.after.get("text", ""),
                }
            )
        insert_many(ComparisonCell, new)


def _by_key(model: Any, keys: list[str]) -> dict[str, int]:
    found = model.objects.filter(key__in=keys).values_list("key", "pk")
    return {str(key): pk for key, pk in found}
