"""Spreadsheets for tests: small texts go in as far as a test wants them."""

from dataclasses import dataclass

from monographs.importing.advance import run
from monographs.importing.decisions import load, undo
from monographs.importing.sheets.decisions import use_mapping
from monographs.importing.sheets.mapping import Mapping
from monographs.importing.sheets.suggest import problems
from monographs.importing.sheets.take_in import take_in_sheets
from monographs.models import Batch
from tests.factories import make_steward


@dataclass(frozen=True)
class File:
    name: str
    content: bytes


def csv(*lines):
    """Lines as somebody types them, with commas."""
    return ("\n".join(lines) + "\n").encode()


def files(**tables):
    """A CSV file for each sheet."""
    return [
        File(f"{name}.csv", content if isinstance(content, bytes) else csv(*content))
        for name, content in tables.items()
    ]


def told_problems(batch):
    return [
        (issue.place, issue.code, issue.message)
        for issue in problems(batch, Mapping.from_json(batch.mapping))
    ]


def taken_in(*given, by=None, blank=None, skip_bad=False, **tables):
    batch = take_in_sheets(
        [*given, *files(**tables)],
        name="sheets",
        by=by or make_steward(),
        skip_bad=skip_bad,
    )
    if blank is not None:
        mapping = Mapping.from_json({**batch.mapping, "blank": blank})
        batch = use_mapping_anyway(batch, mapping)
    return batch


def use_mapping_anyway(batch, mapping):
    """As somebody who goes back from the preview and chooses again."""
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.MAPPING)
    return use_mapping(batch, mapping, by=batch.by)


def previewed(*given, **fields):
    batch = taken_in(*given, **fields)
    assert batch.state == "reading", told_problems(batch)
    return run(batch)


def load_now(batch, **fields):
    return run(load(batch, by=batch.by, **fields))


def loaded(*given, skip_bad=False, **fields):
    batch = load_now(previewed(*given, **fields), skip_bad=skip_bad)
    assert batch.state == "done", batch.message
    return batch


def undo_now(batch, *, by=None):
    return run(undo(batch, by=by or batch.by))


def outcomes(batch):
    return dict(batch.rows.values_list("path", "outcome"))


def states(batch):
    return dict(batch.rows.values_list("path", "state"))


def issues(batch):
    """Each as its place and its code."""
    return [
        (issue.place, issue.code)
        for row in batch.rows.order_by("place")
        for issue in row.issues.all()
    ]


def lines(batch, sheet):
    """How many lines of the sheet are what, leaving out those that are none."""
    counts = batch.counts["lines"].get(sheet, {})
    return {what: count for what, count in counts.items() if count}
