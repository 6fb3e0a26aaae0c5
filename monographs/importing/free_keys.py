"""Keys in a file are claims that anybody can type: one that is taken is not used."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from monographs.content import ROW_MODELS, Document, DocumentComparisonRow
from monographs.models import ComparisonCell, Monograph


def with_free_keys(
    documents: Mapping[int, Document], *, replacing: Collection[int] = ()
) -> dict[int, Document]:
    """The same texts; one that claims a key of another page's gets keys of its own.

    The rows of the monographs in `replacing` are as good as gone.
    """
    taken = set(_taken(list(documents.values()), replacing))
    free = {}
    for number, document in documents.items():
        keys = list(_keys(document))
        if len(set(keys)) < len(keys) or not taken.isdisjoint(keys):
            document = _with_new_keys(document)
        taken.update(_keys(document))
        free[number] = document
    return free


def _keys(document: Document) -> Iterator[UUID]:
    yield document.key
    for row in document.rows():
        yield row.key
        if isinstance(row, DocumentComparisonRow):
            yield from (cell.key for cell in row.cells)


def _taken(documents: list[Document], replacing: Collection[int]) -> Iterator[UUID]:
    """One query a table."""
    wanted = {key for document in documents for key in _keys(document)}
    others = {
        Monograph: Monograph.objects.exclude(pk__in=replacing),
        ComparisonCell: ComparisonCell.objects.exclude(row__monograph__in=replacing),
    }
    for model in ROW_MODELS.values():
        others[model] = model.objects.exclude(monograph__in=replacing)
    for rows in others.values():
        yield from rows.filter(key__in=wanted).values_list("key", flat=True)


def _with_new_keys(document: Document) -> Document:
    subjects = {row.key: uuid4() for row in document.subjects}
    rows: dict[str, Any] = {
        field: tuple(
            replace(row, key=subjects.get(row.key) or uuid4())
            for row in getattr(document, field)
        )
        for field in ROW_MODELS
    }
    rows["comparison_rows"] = tuple(
        replace(
            row,
            cells=tuple(
                replace(cell, key=uuid4(), subject_key=subjects[cell.subject_key])
                for cell in row.cells
            ),
        )
        for row in rows["comparison_rows"]
    )
    return replace(document, key=uuid4(), **rows)
