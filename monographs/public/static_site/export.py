"""Writes the site: units whose seed changed, and what leads to what came or went."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.apps import apps
from django.http import HttpRequest

from monographs.public.caching import code_in_use
from monographs.public.errors import not_found
from monographs.public.made_once import all_at_once
from monographs.public.static_site.asking import Answer, without_desk
from monographs.public.static_site.assets import asset
from monographs.public.static_site.copy_note import date_unit
from monographs.public.static_site.folder import Folder
from monographs.public.static_site.making import Made, make_all, make_unit
from monographs.public.static_site.manifest import Noted
from monographs.public.static_site.monograph_units import monograph_units
from monographs.public.static_site.places import place_of
from monographs.public.static_site.rewriting import rewrite_for_anywhere
from monographs.public.static_site.search_unit import search_unit
from monographs.public.static_site.site_units import a_to_z_rows, site_units
from monographs.public.static_site.unit import Unit

_ASSETS = "assets"


@dataclass(frozen=True)
class Report:
    files: int
    written: int
    removed: int


Watch = Callable[[list[Unit]], Iterable[Unit]]


def export_site(
    root: Path, *, watch: Watch = iter, anew: bool = False, processes: int = 1
) -> Report:
    """`watch` is given the units that are made anew, to show how far it is."""
    folder = Folder(root)
    try:
        with all_at_once(), without_desk():
            _Export(folder, _plan(), anew=anew).run(watch, processes)
        return Report(folder.manifest.count(), folder.written, folder.removed)
    finally:
        folder.manifest.close()


def _plan() -> list[Unit]:
    monographs = list(monograph_units())
    pages = hashlib.sha256()
    for unit in monographs:
        pages.update(unit.seed.encode())
    rows = a_to_z_rows()
    return [
        *monographs,
        *site_units(rows, pages=pages.hexdigest()),
        search_unit(rows),
        Unit("not found", "", (), others=("/404.html",), make_others=_not_found),
        date_unit(),
    ]


class _Export:
    def __init__(self, folder: Folder, units: list[Unit], *, anew: bool) -> None:
        self._folder = folder
        self._units = units
        self._code = _code_hash()
        self._noted = folder.manifest.units()
        self._anew = anew
        self._lasting = {place_of(unit.start) for unit in units if unit.is_lasting}
        self._assets: set[str] = set()

    def run(self, watch: Watch, processes: int) -> None:
        had_assets = self._noted.pop(_ASSETS, Noted("", {})).leads
        planned = {unit.name for unit in self._units}
        for name in self._noted.keys() - planned:
            self._folder.drop(name)
        changed = [unit for unit in self._units if self._is_changed(unit)]
        coming = {
            place_of(address) for unit in changed for address in unit.all_addresses
        }
        knows = coming | self._folder.places
        make = partial(make_unit, knows=knows)
        for unit, made in zip(
            watch(changed), make_all(changed, make, processes=processes), strict=True
        ):
            self._write(unit, made)
        # Only now is it known what has a file: some lead to what came or went.
        for unit in [unit for unit in self._units if self._leads_wrong(unit)]:
            self._write(unit, make_unit(unit, knows=self._folder.places))
        if len(changed) < len(self._units):
            self._keep_in_mind(set(had_assets))
        self._write_assets()

    def _is_changed(self, unit: Unit) -> bool:
        noted = self._noted.get(unit.name)
        return self._anew or noted is None or noted.seed != self._seed(unit)

    def _seed(self, unit: Unit) -> str:
        return f"{self._code}{unit.seed}"

    def _leads_wrong(self, unit: Unit) -> bool:
        places = self._folder.places
        return any(
            (place in places) != was_there
            for place, was_there in self._noted[unit.name].leads.items()
        )

    def _write(self, unit: Unit, made: Made) -> None:
        self._folder.put(unit.name, made.files)
        self._keep_in_mind(made.leads.assets)
        elsewhere = {
            place: is_known
            for address, is_known in made.leads.pages.items()
            if (place := place_of(address)) not in made.files
            and place not in self._lasting
        }
        noted = Noted(self._seed(unit), elsewhere)
        self._noted[unit.name] = noted
        self._folder.manifest.note_unit(unit.name, noted)

    def _keep_in_mind(self, assets: set[str]) -> None:
        """Before the unit is noted: a run that is killed does not look at it again."""
        if assets <= self._assets:
            return
        self._assets |= assets
        noted = Noted("", dict.fromkeys(sorted(self._assets), True))
        self._folder.manifest.note_unit(_ASSETS, noted)

    def _write_assets(self) -> None:
        self._folder.put(
            _ASSETS, {place_of(address): asset(address) for address in self._assets}
        )


def _not_found() -> dict[str, Answer]:
    request = HttpRequest()
    html = not_found(request, None).content.decode()
    return {"/404.html": Answer(rewrite_for_anywhere(html), is_html=False)}


def _code_hash() -> str:
    digest = hashlib.sha256(code_in_use().encode())
    for path in sorted(Path(apps.get_app_config("monographs").path).rglob("*.js")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
