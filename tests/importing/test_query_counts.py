"""A chunk costs the same number of queries, whatever the number of its files."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monographs.importing.advance import advance
from monographs.importing.decisions import load, undo
from monographs.importing.lease import claim
from tests.factories import edit, make_drug, make_editor
from tests.importing.batches import drug, loaded, previewed, take_in_files
from tests.importing.documents_about import document_about, refusal_about

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 40


def titles(count, stem):
    return [f"{stem}{chr(97 + n % 26)}{'xy'[n // 26]}ole" for n in range(count)]


def new(count, stem="Exampla"):
    return {
        f"{title}.md": document_about(title, effects=["Nausea", f"{title} toes"])
        for title in titles(count, stem)
    }


def changed(count, stem="Exampla"):
    loaded(new(count, stem))
    return {
        f"{title}.md": document_about(title, usage="New.")
        for title in titles(count, stem)
    }


def conflicting(count, stem="Exampla"):
    files = changed(count, stem)
    for title in titles(count, stem):
        edit(drug(title.casefold()), by=make_editor())
    return files


def unchanged(count, stem="Exampla"):
    loaded(new(count, stem))
    return new(count, stem)


def competing(count, stem="Exampla"):
    for title in titles(count, stem):
        make_drug(title=title, slug=title.casefold())
    return new(count, stem)


def set_aside(count, stem="Exampla"):
    return {f"{title}.md": refusal_about(title) for title in titles(count, stem)}


KINDS = [new, changed, conflicting, unchanged, competing, set_aside]


def reading(files):
    return take_in_files(files)


def loading(files):
    batch = previewed(files)
    return load(batch, by=batch.by)


def undoing(files):
    batch = loaded(files)
    return undo(batch, by=batch.by)


def undoing_what_people_worked_on(files):
    batch = loaded(files)
    for row in batch.rows.exclude(monograph=None):
        edit(row.monograph, by=make_editor())
    return undo(batch, by=batch.by)


COSTS = [
    *((reading, kind) for kind in KINDS),
    *((loading, kind) for kind in KINDS if kind is not unchanged),
    *((undoing, kind) for kind in (new, changed, competing, set_aside)),
    (undoing_what_people_worked_on, new),
    (undoing_what_people_worked_on, changed),
]


@pytest.mark.parametrize(("stage", "kind"), COSTS)
def test_a_chunk_costs_no_more_for_many_files_than_for_few(stage, kind):
    few = queries_of_a_chunk(stage(kind(FEW)))
    many = queries_of_a_chunk(stage(kind(MANY, "Samplo")))

    # Fewer, where the first made words that the second finds.
    assert many <= few


def queries_of_a_chunk(batch):
    batch = claim(batch)
    with CaptureQueriesContext(connection) as captured:
        advance(batch)
    while batch.is_working:  # the next may only begin when this one is done
        advance(batch)
    said = [query["sql"].partition("(")[0] for query in captured.captured_queries]
    # Where SQLite takes no more values at once, Django goes on in a second INSERT.
    again = sum(
        sql == before and sql.startswith("INSERT") for before, sql in pairwise(said)
    )
    return len(said) - again
