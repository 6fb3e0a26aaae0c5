"""Loading a batch of spreadsheets: planned changes of many drugs, set by set."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import DataError, IntegrityError
from django.db.models import Max
from django.utils import timezone

from monographs.content import DocumentClass, update_many
from monographs.exporting.sheets import SHEETS, Unreadable
from monographs.importing.chunk import first_of
from monographs.importing.drug_classes import add_missing_classes
from monographs.importing.effects import add_proposed
from monographs.importing.lease import held, one_writer
from monographs.importing.rights import require_import
from monographs.importing.sheets.changes import Changes
from monographs.importing.sheets.collecting import collecting_later
from monographs.importing.sheets.counts import Lines, add_counts, count_batch
from monographs.importing.sheets.forgetting import forget_lines
from monographs.importing.sheets.kept_rows import KeptRows
from monographs.importing.sheets.known import COMPARISONS
from monographs.importing.sheets.line_values import read_cells
from monographs.importing.sheets.mapping import Mapping as SheetMapping
from monographs.importing.sheets.outdated import Outdated, refuse_outdated
from monographs.importing.sheets.sources import keep_sources
from monographs.importing.sheets.words import Classes, Effects
from monographs.importing.sheets.write_rows import (
    Placed,
    Shared,
    change_headers,
    put_in_order,
    write_sheet,
)
from monographs.importing.sheets.write_tables import write_tables
from monographs.importing.touched import lock_monographs
from monographs.models import Batch, BatchRow, Event, Monograph
from monographs.workflow import touch_imported

CHUNK = 500
# A character of a plan becomes several in rows, both as they were and as they will be.
COPIES = 8


@dataclass
class _Drug:
    row: BatchRow
    changes: Changes

    @property
    def pk(self) -> int:
        if self.row.monograph_id is None:
            raise Outdated(f'"{self.row.title}" was removed since the preview.')
        return self.row.monograph_id


@collecting_later()
def apply_sheets_chunk(batch: Batch) -> None:
    planned = batch.rows.filter(state=BatchRow.State.PLANNED).order_by("place")
    rows = first_of(planned.iterator(chunk_size=20), most=CHUNK, size=_size)
    drugs = [_Drug(row, Changes.loads(row.after)) for row in rows]
    if not rows and not batch.cancel_requested and forget_lines(batch):
        return
    try:
        with held(batch) as fresh:
            if fresh.cancel_requested:
                fresh.take_back(then=Batch.State.CANCELLED)
            elif not rows:
                fresh.applied_at = timezone.now()
                fresh.message = ""
                fresh.counts = count_batch(fresh)
                fresh.move_to(Batch.State.DONE)
            else:
                one_writer()
                require_import(fresh.by)
                done = _write(fresh, _with_their_components(fresh, drugs))
                fresh.checkpoint += len(done)
                _count(fresh, done)
    except (Outdated, PermissionDenied) as reason:
        _look_again(batch, str(reason))
    except Unreadable:
        _look_again(batch, "Cells are read differently since the preview.")
    except DataError as refused:
        _look_again(batch, f"The database refuses what a file holds: {refused}.")
    except IntegrityError:
        # An editor took an address or a word in this very moment.
        _look_again(batch, "Somebody changed the same drugs while they were loaded.")


def _size(row: BatchRow) -> int:
    return COPIES * len(row.after)


def _with_their_components(batch: Batch, drugs: list[_Drug]) -> list[_Drug]:
    """New drugs that these name as components come with them, whatever their place."""
    known = {drug.row.slug for drug in drugs}
    looked_at: list[_Drug] = drugs
    while named := _component_addresses(looked_at) - known:
        rows = batch.rows.filter(
            state=BatchRow.State.PLANNED, slug__in=named, monograph=None
        )
        looked_at = [_Drug(row, Changes.loads(row.after)) for row in rows]
        drugs = [*drugs, *looked_at]
        known |= named
    return drugs


def _component_addresses(drugs: Iterable[_Drug]) -> set[str]:
    return {
        address
        for drug in drugs
        for row in drug.changes.rows
        if (address := row.after.get("component_drug"))
    }


def _write(batch: Batch, drugs: list[_Drug]) -> list[_Drug]:
    rows = [drug.row for drug in drugs]
    lock_monographs(rows)
    refuse_outdated(batch, rows)
    sources = _sources_by_table(batch)
    _create([drug for drug in drugs if drug.changes.new])
    kept = {drug.pk: KeptRows() for drug in drugs}
    _note_events(kept)
    shared = _shared(batch, drugs, sources)
    change_headers({d.pk: d.changes.header for d in drugs if d.changes.header}, kept)
    for name, changes in _by_sheet(drugs).items():
        if name == COMPARISONS:
            write_tables(changes, shared, kept)
        else:
            write_sheet(SHEETS[name], changes, shared, kept)
    for field, orders in _orders(drugs).items():
        put_in_order(field, orders, kept)
    monographs = list(Monograph.objects.filter(pk__in=kept))
    touch_imported(monographs, by=batch.by, authors=batch.authors())
    _note_what_became(drugs, monographs, kept, sources)
    return drugs


def _sources_by_table(batch: Batch) -> dict[int, int]:
    by_file = keep_sources(batch)
    tables = SheetMapping.from_json(batch.mapping).tables
    return {number: by_file[table.file] for number, table in enumerate(tables)}


def _create(drugs: list[_Drug]) -> None:
    sheet = SHEETS["drugs"]
    keys = [UUID(text) for drug in drugs if (text := drug.changes.new.get("key"))]
    taken = set(Monograph.objects.filter(key__in=keys).values_list("key", flat=True))
    made = []
    for drug in drugs:
        new = dict(drug.changes.new)
        claimed, slug = new.pop("key", ""), new.pop(sheet.page)
        key = UUID(claimed) if claimed else uuid4()
        if key in taken:
            key = uuid4()
        taken.add(key)
        made.append(Monograph(key=key, slug=slug, **read_cells(sheet, new)))
    Monograph.objects.bulk_create(made, batch_size=500)
    for drug, monograph in zip(drugs, made, strict=True):
        drug.row.monograph = monograph


def _shared(batch: Batch, drugs: list[_Drug], sources: Mapping[int, int]) -> Shared:
    rows = [row for drug in drugs for row in drug.changes.rows]
    effects = [row.after for row in rows if "effect" in row.after]
    classes = [row.after for row in rows if "drug_class" in row.after]
    _add_effects(batch, effects)
    _add_classes(classes)
    drugs_named = Monograph.objects.drugs().filter(slug__in=_component_addresses(drugs))
    return Shared(
        effects=Effects(cells["effect"] for cells in effects),
        classes=_known_classes(classes),
        drugs=dict(drugs_named.values_list("slug", "pk")),
        sources=sources,
    )


def _add_effects(batch: Batch, cells: list[dict[str, str]]) -> None:
    sheet = SHEETS["side_effects"]
    effects = Effects(each["effect"] for each in cells)
    new = {}
    for each in cells:
        said = {name: each[name] for name in ("body_system",) if each.get(name)}
        system = read_cells(sheet, said).get("body_system", "")
        effect = effects.called(each["effect"], system)
        if effect.pk is None:
            new[effect.key] = effect.entry
    if new:
        add_proposed(new.values(), batch)


def _add_classes(cells: list[dict[str, str]]) -> None:
    classes = _known_classes(cells)
    new = {}
    for each in cells:
        slug, code = each.get("class_address") or None, each.get("atc_code") or None
        known = classes.called(each["drug_class"], slug, code)
        if known.pk is None:
            new[known.key] = DocumentClass(
                key=uuid4(),
                class_key=known.key,
                name=known.name,
                slug=known.slug,
                atc_code=known.atc_code,
            )
    add_missing_classes(new.values())


def _known_classes(cells: list[dict[str, str]]) -> Classes:
    return Classes((each["drug_class"] for each in cells), (), ())


def _by_sheet(drugs: list[_Drug]) -> dict[str, list[Placed]]:
    by_sheet: dict[str, list[Placed]] = defaultdict(list)
    for drug in drugs:
        for row in drug.changes.rows:
            by_sheet[row.sheet].append((drug.pk, row))
    return by_sheet


def _orders(drugs: list[_Drug]) -> dict[str, dict[int, list[str]]]:
    orders: dict[str, dict[int, list[str]]] = defaultdict(dict)
    for drug in drugs:
        for field, keys in drug.changes.order.items():
            orders[field][drug.pk] = keys
    return orders


def _note_events(kept: Mapping[int, KeptRows]) -> None:
    events = Event.objects.filter(monograph__in=kept).order_by()
    last = events.values_list("monograph").annotate(last=Max("pk"))
    for monograph, event in last:
        kept[monograph].event = event


def _note_what_became(
    drugs: list[_Drug],
    monographs: list[Monograph],
    kept: Mapping[int, KeptRows],
    sources: Mapping[int, int],
) -> None:
    versions = {monograph.pk: monograph.edit_version for monograph in monographs}
    update_many(
        BatchRow,
        [
            {
                "id": drug.row.pk,
                "state": BatchRow.State.APPLIED.value,
                "before": kept[drug.pk].dumps(),
                "monograph": drug.pk,
                "edit_version": versions[drug.pk],
                "source": sources[_first_table(drug.changes)],
            }
            for drug in drugs
        ],
    )


def _first_table(changes: Changes) -> int:
    if changes.header_line:
        return changes.header_line[0]
    return changes.rows[0].table


def _count(batch: Batch, drugs: list[_Drug]) -> None:
    """From the transaction that wrote them."""
    loaded: Lines = {}
    for drug in drugs:
        counts = drug.row.counts
        add_counts(
            loaded,
            {
                sheet: {
                    what: lines[what] for what in ("new", "changed") if what in lines
                }
                for sheet, lines in counts.items()
            },
        )
    total = add_counts(loaded, batch.counts.get("loaded", {}))
    batch.counts = {**batch.counts, "loaded": total}


def _look_again(batch: Batch, reason: str) -> None:
    """Nothing counts as loaded: what went in is taken back, and compared anew."""
    with held(batch) as fresh:
        fresh.message = reason
        is_unwanted = fresh.cancel_requested
        fresh.take_back(
            then=Batch.State.CANCELLED if is_unwanted else Batch.State.PLANNING
        )
