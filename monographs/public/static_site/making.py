"""The files of a unit: its pages as the site answers, with their links rewritten."""

import multiprocessing
import re
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from monographs.public.static_site.asking import Answer, ask
from monographs.public.static_site.copy_note import with_note
from monographs.public.static_site.places import continues, place_of
from monographs.public.static_site.rewriting import Leads, absolute, rewrite
from monographs.public.static_site.unit import Unit

_HREF = re.compile(r'\shref="([^"#]+)')
# To start other processes takes longer than to make so few.
_FEW = 300
_AT_A_TIME = 8


@dataclass(frozen=True)
class Made:
    files: dict[str, bytes | Path]
    leads: Leads


Make = Callable[[Unit], Made]


def make_unit(unit: Unit, *, knows: Set[str]) -> Made:
    """`knows` holds the places of all other files."""
    answers = {**dict(_asked(unit)), **unit.make_others()}
    own = {place_of(address) for address in (*answers, *unit.copies)}

    def is_known(address: str) -> bool:
        place = place_of(address)
        is_there = place in own or place in knows
        return is_there and ("?" not in address or place.endswith(".html"))

    leads = Leads()
    pages = {
        place_of(address): _body(address, answer, is_known, leads)
        for address, answer in answers.items()
    }
    copies = {place_of(address): path for address, path in unit.copies.items()}
    return Made({**pages, **copies}, leads)


def make_all(units: Sequence[Unit], make: Make, *, processes: int) -> Iterator[Made]:
    """In their order, by several processes where the system can split this one."""
    can_split = "fork" in multiprocessing.get_all_start_methods()
    if processes < 2 or len(units) <= _FEW or not can_split:
        yield from map(make, units)
        return
    # No process may use the connection of another.
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
    with multiprocessing.get_context("fork").Pool(
        processes, _begin, (units, make)
    ) as pool:
        yield from pool.imap(_make_numbered, range(len(units)), _AT_A_TIME)


_work: list[tuple[Sequence[Unit], Make]] = []
# Kept, so that no process closes what is open in another one.
_of_the_parent: list[BaseDatabaseWrapper] = []


def _begin(units: Sequence[Unit], make: Make) -> None:
    # The parent may have had connections for another event loop, which it could not
    # see to close: two processes on one of them would read each other's answers.
    for inherited in connections.all(initialized_only=True):
        _of_the_parent.append(inherited)
        del connections[inherited.alias]
    _work.append((units, make))


def _make_numbered(number: int) -> Made:
    units, make = _work[-1]
    return make(units[number])


def _body(
    address: str, answer: Answer, is_known: Callable[[str], bool], leads: Leads
) -> bytes:
    text = answer.body
    if answer.is_html:
        text = rewrite(text, address=address, knows=is_known, leads=leads)
        text = with_note(text, address=address)
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
