"""What is measured: each takes a file in or writes one, and says what it did."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import tablib
from django.db import transaction
from django.test import Client
from django.urls import reverse

from benchmarks.sheets.lines import SHEET
from benchmarks.sheets.plain import BulkResource, PlainResource
from monographs.exporting.sheets import SHEETS, all_pages, working_tables
from monographs.exporting.tables import TABLE_FORMATS
from monographs.importing.advance import run
from monographs.importing.decisions import load
from monographs.importing.sheets.take_in import take_in_sheets
from monographs.models import Batch, Effect, Monograph, SideEffect, User

Did = dict[str, int]


@dataclass(frozen=True)
class _File:
    name: str
    content: bytes


def import_ours(path: Path) -> Did:
    """Taken in, read into the database, compared, loaded: all that the desk does."""
    batch = _previewed(path)
    if batch.state == Batch.State.PREVIEW and batch.counts["states"].get("planned"):
        batch = run(load(batch, by=_steward()))
    return dict(batch.counts["lines"][SHEET])


def preview_page(path: Path) -> Did:
    batch = _previewed(path)
    client = Client()
    client.force_login(_steward())
    page = client.get(reverse("admin:monographs_batch_change", args=[batch.pk]))
    if page.status_code != 200:
        raise RuntimeError(f"The preview's page answers {page.status_code}.")
    return {"bytes": len(page.content)}


def import_plain(path: Path, resource: Any = PlainResource) -> Did:
    """Once, without the dry run that its preview would be."""
    kind = path.suffix.removeprefix(".")
    content = path.read_text("utf-8-sig") if kind == "csv" else path.read_bytes()
    dataset = tablib.Dataset().load(content, format=kind)
    result = resource().import_data(dataset, raise_errors=True, use_transactions=True)
    return {
        "new": result.totals["new"],
        "changed": result.totals["update"],
        "unchanged": result.totals["skip"],
    }


def insert_only(path: Path) -> Did:
    """The ceiling: nothing is looked for, compared, recorded or given back."""
    drugs = dict(Monograph.objects.values_list("slug", "pk"))
    effects = dict(Effect.objects.values_list("name", "pk"))
    with path.open(encoding="utf-8-sig", newline="") as file, transaction.atomic():
        made = SideEffect.objects.bulk_create(
            (_side_effect(line, drugs, effects) for line in csv.DictReader(file)),
            batch_size=1_000,
        )
    return {"new": len(made)}


def _side_effect(
    line: dict[str, str], drugs: dict[str, int], effects: dict[str, int]
) -> SideEffect:
    columns: dict[str, Any] = {}
    for name in ("frequency", "comparator", "basis", "serious", "scope"):
        columns |= _read(name, line[name])
    for name in ("affected", "total"):
        columns[name] = int(line[name]) if line[name] else None
    for name in ("wording", "group", "frequency_word", "frequency_phrase"):
        columns[name] = line[name]
    return SideEffect(
        monograph_id=drugs[line["drug"]],
        effect_id=effects[line["effect"]],
        position=int(line["position"]),
        **columns,
    )


@cache
def _read(name: str, text: str) -> dict[str, Any]:
    return SHEETS[SHEET].by_name[name].read(text)


def export_ours(path: Path) -> Did:
    form = TABLE_FORMATS[path.suffix.removeprefix(".")]
    with path.open("wb") as file:
        file.writelines(form.write(working_tables(all_pages(), [SHEET])).parts)
    return {"lines": SideEffect.objects.count()}


def export_plain(path: Path) -> Did:
    # As a list of the admin would hand them over.
    chosen = SideEffect.objects.select_related("monograph", "effect")
    dataset = PlainResource().export(queryset=chosen)
    kind = path.suffix.removeprefix(".")
    written = dataset.export(kind)
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    return {"lines": len(dataset)}


def _previewed(path: Path) -> Batch:
    """As at the desk, the process that works has not taken the file in."""
    return run(_taken_in(path))


def _taken_in(path: Path) -> Batch:
    file = _File(path.name, path.read_bytes())
    return take_in_sheets([file], name=path.name, by=_steward())


def _steward() -> User:
    return User.objects.get(username="steward")


TASKS: dict[str, Callable[[Path], Did]] = {
    "import_ours": import_ours,
    "import_plain": import_plain,
    "import_bulk": partial(import_plain, resource=BulkResource),
    "insert_only": insert_only,
    "preview_page": preview_page,
    "export_ours": export_ours,
    "export_plain": export_plain,
}
