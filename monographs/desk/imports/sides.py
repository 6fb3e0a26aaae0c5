"""Which two texts a file's page can compare."""

from collections.abc import Callable
from dataclasses import dataclass

from monographs.content import Document, loads, read_working_copy
from monographs.models import BatchRow


@dataclass(frozen=True)
class Side:
    label: str
    load: Callable[[], Document]


@dataclass(frozen=True)
class Sides:
    old: Side
    new: Side


def sides_of(row: BatchRow) -> Sides | None:
    if row.outcome == BatchRow.Outcome.SET_ASIDE:
        return None
    if row.after:
        other = _working_copy(row) or _twin(row)
        return Sides(other, _stored("this file", row.after)) if other else None
    now = _working_copy(row)
    if row.before and now:
        return Sides(_stored("the text before this import", row.before), now)
    return None


def _working_copy(row: BatchRow) -> Side | None:
    monograph = row.monograph
    if monograph is None:
        return None
    return Side("the working copy", lambda: read_working_copy(monograph))


def _twin(row: BatchRow) -> Side | None:
    """The file of the same import that is to become the drug."""
    if row.outcome != BatchRow.Outcome.COMPETING:
        return None
    twin = row.batch.rows.filter(slug=row.slug, outcome=BatchRow.Outcome.NEW).first()
    return _stored(twin.path, twin.after) if twin and twin.after else None


def _stored(label: str, content: str) -> Side:
    return Side(label, lambda: loads(content))
