"""Which pages go out, as tables: a chunk of pages at a time."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from monographs.content import Document, loads
from monographs.exporting.sheets.all_sheets import SHEETS
from monographs.exporting.sheets.sheet import Cells, Sheet
from monographs.exporting.tables import Table
from monographs.models import Monograph, Publication

CHUNK = 100

Pages = QuerySet[Any]
Told = Callable[[int], None]


def _nobody(pages: int) -> None:
    """Nobody wants to know how far it has come."""


def working_tables(
    pages: Pages, sheets: Collection[str] = tuple(SHEETS), *, told: Told = _nobody
) -> list[Table]:
    """The working copies of these pages, in the sheets with these names; `told` hears
    of each few pages of a sheet how many they were."""
    return _tables(_working, pages, sheets, told)


def published_tables(
    pages: Pages, sheets: Collection[str] = tuple(SHEETS), *, told: Told = _nobody
) -> list[Table]:
    """What readers see of these pages now: the signed content, no draft."""
    return _tables(_published, pages, sheets, told)


def all_pages() -> Pages:
    return Monograph.objects.in_work()


def live_pages(pages: Pages) -> Pages:
    return pages.filter(publication__isnull=False, publication__withdrawn_at=None)


def _tables(
    lines: Any, pages: Pages, sheets: Collection[str], told: Told
) -> list[Table]:
    return [
        Table(
            name,
            sheet.column_names(),
            partial(lines, sheet, pages, told),
            names=sheet.page,
        )
        for name, sheet in SHEETS.items()
        if name in sheets
    ]


def _working(sheet: Sheet, pages: Pages, told: Told) -> Iterator[Cells]:
    chosen = Monograph.objects.filter(pk__in=pages.order_by().values("pk"))
    for chunk in _chunks(chosen, told):
        for line in sheet.current(chunk):
            yield line.cells


def _published(sheet: Sheet, pages: Pages, told: Told) -> Iterator[Cells]:
    chosen = pages.order_by().values("pk")
    live = Publication.objects.live().filter(monograph__in=chosen)
    for chunk in _chunks(live, told):
        contents = live.filter(pk__in=chunk).order_by("pk")
        documents = [
            loads(content)
            for content in contents.values_list("revision__content", flat=True)
        ]
        addresses = _addresses(documents) if sheet.field == "components" else {}
        for document in documents:
            yield from sheet.of_document(document, addresses)


def _addresses(documents: Collection[Document]) -> Mapping[UUID, str]:
    """Of the pages that combination products name as their components."""
    components = (row for text in documents for row in text.components)
    keys = {row.drug_key for row in components if row.drug_key is not None}
    found = Monograph.objects.filter(key__in=keys)
    return dict(found.values_list("key", "slug"))


def _chunks(records: QuerySet[Any], told: Told) -> Iterator[list[int]]:
    """Each begins behind the last one: the millionth costs what the first did."""
    keys = records.order_by("pk").values_list("pk", flat=True)
    chunk = list(keys[:CHUNK])
    while chunk:
        yield chunk
        told(len(chunk))
        chunk = list(keys.filter(pk__gt=chunk[-1])[:CHUNK])
