"""An editor's change page in the admin: opened, and saved with one word added."""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from benchmarks.figure import Figure
from benchmarks.html_form import fields_of
from benchmarks.queries import counted
from benchmarks.working_copies import FEW, MANY, make_working_copy
from monographs.models import User

ADDRESS = "admin:monographs_drug_change"
FORM = "drug_form"


@dataclass(frozen=True)
class Visit:
    queries: int
    seconds: float

    def __str__(self) -> str:
        return f"{self.queries} queries, {self.seconds * 1000:,.0f} ms"


def change_form() -> Iterator[Figure]:
    try:
        reverse(ADDRESS, args=[1])
    except NoReverseMatch:
        yield Figure("Admin: change page of a drug", "not measured: no such page")
        return
    _visits(FEW, number=1000)  # loads what only the first page loads
    few, many = _visits(FEW, number=1001), _visits(MANY, number=1001)
    for place, step in enumerate(("opening", "saving")):
        yield Figure(f"Admin: {step} a drug with {FEW} side effects", str(few[place]))
        yield Figure(f"Admin: {step} a drug with {MANY} side effects", str(many[place]))


def _visits(side_effects: int, *, number: int) -> tuple[Visit, Visit]:
    editor = User.objects.get(username="editor")
    drug = make_working_copy(side_effects=side_effects, number=number, by=editor)
    client = Client()
    client.force_login(editor)
    url = reverse(ADDRESS, args=[drug.pk])
    opening, response = _visit(client, "get", url)
    if response.status_code != 200:
        raise RuntimeError("The admin did not show a drug's change page.")
    fields = fields_of(response.content.decode(), FORM)
    body = next(name for name in fields if name.endswith("-body"))
    fields[body] = [f"{fields[body][0]} Changed."]
    saving, response = _visit(client, "post", url, fields)
    if response.status_code != 302:
        raise RuntimeError("The admin refused to save a page that only gained a word.")
    return opening, saving


def _visit(
    client: Client, method: str, url: str, data: dict[str, list[str]] | None = None
) -> tuple[Visit, HttpResponse]:
    with counted() as counter:
        start = time.perf_counter()
        response = getattr(client, method)(url, data)
        seconds = time.perf_counter() - start
    return Visit(counter.queries, seconds), response
