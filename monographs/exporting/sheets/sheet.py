"""A sheet: its columns, and the lines that the database has for it now."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from types import MappingProxyType, SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

from monographs.content import Document
from monographs.exporting.sheets.kinds_of_field import PositionField
from monographs.exporting.sheets.sheet_field import SheetField

Cells = tuple[str, ...]
Addresses = Mapping[UUID, str]
_NONE: Addresses = MappingProxyType({})


class CurrentLine(NamedTuple):
    """`cells` are in the order of the sheet's columns. A tuple, for there are many."""

    monograph_id: int
    pk: int
    key: UUID
    cells: Cells


@dataclass(frozen=True)
class Sheet:
    """A sheet of rows.

    `field` is the key of content.ROW_MODELS, empty for the pages themselves. `natural`
    are the columns that, with the page, identify a line without a key; `page` is the
    column that names the page.
    """

    name: str
    label: str
    explains: str
    field: str
    model: Any
    fields: tuple[SheetField, ...]
    natural: tuple[str, ...]
    page: str
    resource: Any

    def column_names(self) -> list[str]:
        return [one.column_name for one in self.fields]

    @cached_property
    def by_name(self) -> dict[str, SheetField]:
        return {one.column_name: one for one in self.fields}

    def current(self, monograph_ids: Collection[int]) -> Iterator[CurrentLine]:
        """Page by page, in the order of the page; the same number of queries for any
        number of pages, and their lines are held at once."""
        rows = self.model.objects.filter(monograph__in=monograph_ids)
        rows = rows.order_by("monograph_id", "position", "pk")
        return self._lines(rows.values_list("monograph_id", "pk", *self._paths()))

    def of_document(
        self, document: Document, addresses: Addresses = _NONE
    ) -> Iterator[Cells]:
        """The same lines, from a version; `addresses` are those of other pages."""
        return self._cells_of(document, getattr(document, self.field))

    def _cells_of(self, document: Document, rows: Iterable[Any]) -> Iterator[Cells]:
        for position, row in enumerate(rows, 1):
            yield tuple(
                str(position)
                if isinstance(one, PositionField)
                else one.of_document(row, document)
                for one in self.fields
            )

    def _paths(self) -> Iterator[str]:
        return chain.from_iterable(one.reads for one in self.fields)

    def _lines(self, found: Iterable[tuple[Any, ...]]) -> Iterator[CurrentLine]:
        """Column by column, which is several times faster than cell by cell."""
        rows = list(found)
        if not rows:
            return iter(())
        monographs, primary_keys, *values = zip(*rows, strict=True)
        keys = values[0]  # the first column of every sheet
        cells: list[Iterable[str]] = []
        for one in self.fields:
            mine, values = values[: len(one.reads)], values[len(one.reads) :]
            is_counted = isinstance(one, PositionField)
            cells.append(_places(monographs) if is_counted else one.column(mine))
        return map(
            CurrentLine, monographs, primary_keys, keys, zip(*cells, strict=True)
        )


class PagesSheet(Sheet):
    def current(self, monograph_ids: Collection[int]) -> Iterator[CurrentLine]:
        pages = self.model.objects.filter(pk__in=monograph_ids).order_by("pk")
        return self._lines(pages.values_list("pk", "pk", *self._paths()))

    def of_document(
        self, document: Document, addresses: Addresses = _NONE
    ) -> Iterator[Cells]:
        return self._cells_of(document, [document])


class ComponentsSheet(Sheet):
    def of_document(
        self, document: Document, addresses: Addresses = _NONE
    ) -> Iterator[Cells]:
        """A version names another page by its key, which is no address for people."""
        rows = (
            SimpleNamespace(**vars(row), drug_address=_address(row.drug_key, addresses))
            for row in document.components
        )
        return self._cells_of(document, rows)


def _address(key: UUID | None, addresses: Addresses) -> str:
    return "" if key is None else addresses.get(key, "")


def _places(monographs: Iterable[int]) -> Iterator[str]:
    last, place = None, 0
    for monograph in monographs:
        place = place + 1 if monograph == last else 1
        last = monograph
        yield str(place)
