"""The licences of the files of one import."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet

from monographs.models import Batch, SourceLicence
from monographs.models.public import NOT_STATED
from monographs.workflow import Licence, state_licence
from monographs.workflow.step import Person


@dataclass(frozen=True)
class StatedLicence:
    """What is stated of so many files."""

    name: str
    address: str
    count: int


def state_licence_of(batch: Batch, stated: Licence, *, by: Person) -> int:
    hashes = _hashes(batch).values_list("sha256", flat=True)
    return state_licence(hashes, stated, by=by)


def licences_of(batch: Batch) -> list[StatedLicence]:
    """Those of most files first; at the end those of which nothing is stated."""
    current = SourceLicence.objects.current().filter(
        sha256__in=_hashes(batch).values("sha256")
    )
    rows = current.order_by().exclude(name=NOT_STATED).values("name", "address")
    counted = rows.annotate(count=Count("pk")).order_by("-count", "name", "address")
    found = [StatedLicence(**row) for row in counted]
    files = _hashes(batch).values("sha256").distinct().count()
    if rest := files - sum(one.count for one in found):
        found.append(StatedLicence(NOT_STATED, "", rest))
    return found


def _hashes(batch: Batch) -> QuerySet[Any]:
    """What of its files has been read: a spreadsheet's rows are not files."""
    if batch.kind == Batch.Kind.SHEETS:
        return batch.files.order_by()
    return batch.rows.exclude(sha256="").order_by()
