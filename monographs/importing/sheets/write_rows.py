"""The planned changes of many drugs, written at once: a few statements a model."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Max

from monographs.content import ROW_MODELS, insert_many, overwrite_many, update_many
from monographs.exporting.sheets import SHEETS, Sheet
from monographs.importing.sheets.changes import ADD, CHANGE, RowChange
from monographs.importing.sheets.kept_rows import KeptRows, Row
from monographs.importing.sheets.line_values import (
    Values,
    read_cells,
    row_values,
)
from monographs.importing.sheets.words import Classes, Effects
from monographs.models import (
    ClassMembership,
    Component,
    Monograph,
    SideEffect,
)

# A row and the drug that it belongs to.
Placed = tuple[int, RowChange]


@dataclass
class Shared:
    """What rows refer to: looked up once, after all that is missing was added."""

    effects: Effects
    classes: Classes
    drugs: Mapping[str, int]
    sources: Mapping[int, int]  # by table


def provenance(source: int, first: int, last: int) -> Row:
    """Of words that a file brought and nobody has looked at."""
    return {
        "origin": "import",
        "source_id": source,
        "line_from": first,
        "line_to": last,
        "verified_by_id": None,
        "verified_at": None,
        "edited_by_id": None,
        "edited_at": None,
    }


def write_sheet(
    sheet: Sheet, changes: list[Placed], shared: Shared, kept: Mapping[int, KeptRows]
) -> None:
    """All but comparisons, whose lines are about three tables."""
    model = ROW_MODELS[sheet.field]
    _change(sheet, model, changes, shared, kept)
    _add(sheet, model, changes, shared, kept)


def _change(
    sheet: Sheet,
    model: Any,
    changes: list[Placed],
    shared: Shared,
    kept: Mapping[int, KeptRows],
) -> None:
    changing = {row.key: (pk, row) for pk, row in changes if row.action == CHANGE}
    rows = []
    for before in rows_by_key(model, changing):
        pk, change = changing[str(before["key"])]
        kept[pk].rows[sheet.field].append(before)
        values = read_cells(sheet, change.after)
        source = shared.sources[change.table]
        rows.append(
            before
            | model_columns(model, values, shared)
            | provenance(source, change.line, change.line)
        )
    overwrite_many(model, rows)


def _add(
    sheet: Sheet,
    model: Any,
    changes: list[Placed],
    shared: Shared,
    kept: Mapping[int, KeptRows],
) -> None:
    adding = [(pk, row) for pk, row in changes if row.action == ADD]
    if not adding:
        return
    places = last_places(model, {pk for pk, _ in adding})
    keys = free_keys(model, [row.key for _, row in adding])
    rows = []
    for pk, change in adding:
        places[pk] += 1
        key = keys[change.key]
        kept[pk].added[sheet.field].append(str(key))
        values = row_values(sheet, change.after)
        rows.append(
            {
                "monograph_id": pk,
                "key": key,
                "position": places[pk],
                **provenance(shared.sources[change.table], change.line, change.line),
                **model_columns(model, values, shared),
            }
        )
    insert_many(model, rows)


def rows_by_key(model: Any, keys: Iterable[str]) -> list[Row]:
    """Whole rows, by the names of their columns."""
    return list(model.objects.filter(key__in=keys).order_by("pk").values())


def last_places(model: Any, monographs: set[int]) -> dict[int, int]:
    found = model.objects.filter(monograph__in=monographs).order_by()
    last = found.values_list("monograph").annotate(last=Max("position"))
    return dict.fromkeys(monographs, 0) | dict(last)


def free_keys(model: Any, keys: list[str]) -> dict[str, UUID]:
    """Keys in a file are claims that anybody can type; a taken one is not used."""
    taken = set(model.objects.filter(key__in=keys).values_list("key", flat=True))
    return {text: uuid4() if (key := UUID(text)) in taken else key for text in keys}


def model_columns(model: Any, values: Values, shared: Shared) -> Row:
    """What a line names by its words is a foreign key in the row."""
    columns = dict(values)
    if model is SideEffect:
        system = columns.pop("body_system", "")
        if "effect" in columns:
            columns["effect_id"] = shared.effects.called(
                columns.pop("effect"), system
            ).pk
    elif model is ClassMembership:
        slug, code = columns.pop("class_address", None), columns.pop("atc_code", None)
        if "drug_class" in columns:
            name = columns.pop("drug_class")
            columns["drug_class_id"] = shared.classes.called(name, slug, code).pk
    elif model is Component and "component_drug" in columns:
        columns["drug_id"] = shared.drugs.get(columns.pop("component_drug") or "")
    return columns


def put_in_order(
    field: str, orders: Mapping[int, list[str]], kept: Mapping[int, KeptRows]
) -> None:
    """By drug: the keys of all rows as they shall stand."""
    model = ROW_MODELS[field]
    wanted = {
        pk: {key: place for place, key in enumerate(keys, 1)}
        for pk, keys in orders.items()
    }
    found = model.objects.filter(monograph__in=orders).values_list(
        "pk", "monograph_id", "key", "position"
    )
    moved = []
    for pk, monograph, key, position in found:
        place = wanted[monograph].get(str(key), len(wanted[monograph]) + position)
        if place != position:
            moved.append({"id": pk, "position": place})
            kept[monograph].positions[field].append([pk, position])
    update_many(model, moved)


def change_headers(
    headers: Mapping[int, Mapping[str, list[str]]], kept: Mapping[int, KeptRows]
) -> None:
    sheet = SHEETS["drugs"]
    by_columns: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    columns = ("title", "is_listed", "author", "interests", "review_period_months")
    before = Monograph.objects.filter(pk__in=headers).values_list("pk", *columns)
    for pk, *texts_before in before:
        kept[pk].header = dict(zip(columns, texts_before, strict=True))
        values = read_cells(
            sheet, {column: texts[1] for column, texts in headers[pk].items()}
        )
        by_columns[tuple(values)].append({"id": pk, **values})
    for rows in by_columns.values():
        update_many(Monograph, rows)
