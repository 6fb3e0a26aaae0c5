"""Writes the site: units whose seed changed, and what leads to what came or went."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.apps import apps
from django.http import HttpRequest

from monographs.public.caching import code_in_use, keeping_nothing
from monographs.public.errors import not_found
from monographs.public.static_site.asking import Answer, ask
from monographs.public.static_site.assets import asset
from monographs.public.static_site.folder import Folder
from monographs.public.static_site.manifest import Noted
from monographs.public.static_site.monograph_units import monograph_units
from monographs.public.static_site.places import continues, place_of
from monographs.public.static_site.rewriting import (
    Leads,
    absolute,
    rewrite,
    rewrite_for_anywhere,
)
from monographs.public.static_site.search_unit import search_unit
from monographs.public.static_site.site_units import a_to_z_rows, site_units
from monographs.public.static_site.unit import Unit

_ASSETS = "assets"
_HREF = re.compile(r'\shref="([^"#]+)')


@dataclass(frozen=True)
class Report:
    files: int
    written: int
    removed: int


Watch = Callable[[list[Unit]], Iterable[Unit]]


def export_site(root: Path, *, watch: Watch = iter, anew: bool = False) -> Report:
    """`watch` is given the units that are made anew, to show how far it is."""
    folder = Folder(root)
    try:
        with keeping_nothing():
            _Export(folder, _plan(), anew=anew).run(watch)
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

    def run(self, watch: Watch) -> None:
        had_assets = self._noted.pop(_ASSETS, Noted("", {})).leads
        planned = {unit.name for unit in self._units}
        for name in self._noted.keys() - planned:
            self._folder.drop(name)
        changed = [unit for unit in self._units if self._is_changed(unit)]
        coming = {
            place_of(address)
            for unit in self._units
            for address in (*unit.addresses, *unit.others)
        }
        for unit in watch(changed):
            self._make(unit, coming)
        # Only now is it known what has a file: some lead to what came or went.
        none: set[str] = set()
        for unit in [unit for unit in self._units if self._leads_wrong(unit)]:
            self._make(unit, none)
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
            (place_of(address) in places) != was_there
            for address, was_there in self._noted[unit.name].leads.items()
        )

    def _make(self, unit: Unit, coming: set[str]) -> None:
        answers = {**dict(_asked(unit)), **unit.make_others()}
        own = {place_of(address) for address in answers}
        places = self._folder.places

        def knows(address: str) -> bool:
            place = place_of(address)
            is_there = place in own or place in coming or place in places
            return is_there and ("?" not in address or place.endswith(".html"))

        leads = Leads()
        files = {
            place_of(address): _body(address, answer, knows, leads)
            for address, answer in answers.items()
        }
        self._folder.put(unit.name, files)
        self._keep_in_mind(leads.assets)
        elsewhere = {
            address: is_known
            for address, is_known in leads.pages.items()
            if (place := place_of(address)) not in own and place not in self._lasting
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


def _body(
    address: str, answer: Answer, knows: Callable[[str], bool], leads: Leads
) -> bytes:
    text = answer.body
    if answer.is_html:
        text = rewrite(text, address=address, knows=knows, leads=leads)
    return text.encode()


def _asked(unit: Unit) -> Iterator[tuple[str, Answer]]:
    """Each address of the unit, and those of its own that they lead to."""
    waiting, seen = list(reversed(unit.addresses)), set(unit.addresses)
    while waiting:
        address = waiting.pop()
        answer = ask(address)
        if answer is None:
            continue
        yield address, answer
        if answer.is_html:
            for link in _own_links(unit, address, answer.body):
                if link not in seen:
                    seen.add(link)
                    waiting.append(link)


def _own_links(unit: Unit, address: str, html: str) -> Iterator[str]:
    for written in _HREF.findall(html):
        link = absolute(address, written)
        if not link.startswith(unit.start):
            continue
        url = urlsplit(link)
        if url.query:
            is_list = url.path in unit.addresses and continues(url.query)
            if unit.is_followed and is_list:
                yield link
        elif unit.owns_below and url.path.endswith("/"):
            yield link


def _not_found() -> dict[str, Answer]:
    request = HttpRequest()
    html = not_found(request, None).content.decode()
    return {"/404.html": Answer(rewrite_for_anywhere(html), is_html=False)}


def _code_hash() -> str:
    digest = hashlib.sha256(code_in_use().encode())
    for path in sorted(Path(apps.get_app_config("monographs").path).rglob("*.js")):
        digest.update(path.read_bytes())
    return digest.hexdigest()
