"""The lines of feature tables: cells, and rows and subjects that have none."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from monographs.content import Document, canonical_text
from monographs.exporting.sheets.sheet import Addresses, Cells, CurrentLine, Sheet
from monographs.models import ComparisonCell, ComparisonRow, ComparisonSubject


class _Head(NamedTuple):
    """A row or a subject, as its columns show it."""

    pk: int
    monograph_id: int
    slug: str
    key: UUID
    text: str
    is_verified: bool
    place: str

    @property
    def cells(self) -> Cells:
        return self.place, self.text, str(self.key)


_NOTHING: Cells = ("", "", "")


class TablesSheet(Sheet):
    def current(self, monograph_ids: Collection[int]) -> Iterator[CurrentLine]:
        """Each row with its cells, then what subjects have none."""
        rows = _heads(ComparisonRow, "feature", monograph_ids)
        subjects = _heads(ComparisonSubject, "name", monograph_ids)
        cells = _cells(monograph_ids)
        lines: defaultdict[int, list[CurrentLine]] = defaultdict(list)
        for row in rows.values():
            lines[row.monograph_id] += [
                _of_cell(row, subjects[cell[2]], cell) for cell in cells.get(row.pk, ())
            ] or [_of_row(row)]
        used = {subject for found in cells.values() for _, _, subject, _ in found}
        for subject in subjects.values():
            if subject.pk not in used:
                lines[subject.monograph_id].append(_of_subject(subject))
        for page in sorted(lines):
            yield from lines[page]

    def of_document(
        self, document: Document, addresses: Addresses = MappingProxyType({})
    ) -> Iterator[Cells]:
        page = document.slug
        subjects: dict[UUID, Cells] = {
            one.key: (str(place), one.name, str(one.key))
            for place, one in enumerate(document.subjects, 1)
        }
        unused = dict(subjects)
        for place, row in enumerate(document.comparison_rows, 1):
            head = (str(place), row.feature, str(row.key))
            if not row.cells:
                yield (str(row.key), page, *head, *_NOTHING, "", "yes")
            for cell in row.cells:
                unused.pop(cell.subject_key, None)
                subject = subjects[cell.subject_key]
                yield (str(cell.key), page, *head, *subject, cell.text, "yes")
        for key, subject in unused.items():
            yield (str(key), page, *_NOTHING, *subject, "", "yes")


def _heads(model: Any, text: str, monograph_ids: Collection[int]) -> dict[int, _Head]:
    heads: dict[int, _Head] = {}
    last, place = None, 0
    found = (
        model.objects.filter(monograph__in=monograph_ids)
        .order_by("monograph_id", "position", "pk")
        .values_list(
            "pk",
            "monograph_id",
            "monograph__slug",
            "key",
            text,
            "origin",
            "verified_by",
        )
    )
    for pk, monograph_id, slug, key, said, origin, verified_by in found:
        place = place + 1 if monograph_id == last else 1
        last = monograph_id
        is_verified = origin != "import" or verified_by is not None
        heads[pk] = _Head(
            pk, monograph_id, slug, key, canonical_text(said), is_verified, str(place)
        )
    return heads


def _cells(monograph_ids: Collection[int]) -> dict[int, list[tuple[Any, ...]]]:
    """By row: primary key, key, subject and text, in the order of the subjects."""
    cells = defaultdict(list)
    found = (
        ComparisonCell.objects.filter(row__monograph__in=monograph_ids)
        .order_by("row_id", "subject__position", "subject_id")
        .values_list("row_id", "pk", "key", "subject_id", "text")
    )
    for row, *cell in found:
        cells[row].append(tuple(cell))
    return dict(cells)


def _of_cell(row: _Head, subject: _Head, cell: tuple[Any, ...]) -> CurrentLine:
    pk, key, _, text = cell
    is_verified = row.is_verified and subject.is_verified
    cells = (
        *(str(key), row.slug, *row.cells, *subject.cells),
        *(canonical_text(text), _yes_or_no(is_verified)),
    )
    return CurrentLine(row.monograph_id, pk, key, cells)


def _of_row(row: _Head) -> CurrentLine:
    cells = (str(row.key), row.slug, *row.cells, *_NOTHING, "")
    return _line(row, (*cells, _yes_or_no(row.is_verified)))


def _of_subject(subject: _Head) -> CurrentLine:
    cells = (str(subject.key), subject.slug, *_NOTHING, *subject.cells, "")
    return _line(subject, (*cells, _yes_or_no(subject.is_verified)))


def _line(head: _Head, cells: Cells) -> CurrentLine:
    return CurrentLine(head.monograph_id, head.pk, head.key, cells)


def _yes_or_no(answer: bool) -> str:
    return "yes" if answer else "no"
