"""A chunk costs the same number of queries, whatever the number of its lines."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from monographs.importing.advance import advance
from monographs.importing.decisions import load, undo
from monographs.importing.lease import claim
from tests.importing.sheets.loads import loaded, taken_in

pytestmark = pytest.mark.django_db

FEW, MANY = 2, 40


def new(count):
    slugs = [f"drug-{n}" for n in range(count)]
    return {
        "drugs": ("kind,address,title", *(f"drug,{slug},{slug}" for slug in slugs)),
        "names": ("drug,kind,name", *(f"{slug},brand,A" for slug in slugs)),
        "side_effects": ("drug,effect", *(f"{slug},Effect {slug}" for slug in slugs)),
        "classes": ("drug,drug_class", *(f"{slug},Class {slug}" for slug in slugs)),
    }


def changed(count):
    loaded(**new(count))
    slugs = [f"drug-{n}" for n in range(count)]
    return {
        "drugs": ("kind,address,title", *(f"drug,{slug},New {slug}" for slug in slugs)),
        "side_effects": (
            "drug,effect,wording",
            *(f"{slug},Effect {slug},Said" for slug in slugs),
        ),
    }


def unchanged(count):
    loaded(**new(count))
    return new(count)


def queries_of(tables):
    """By state: how many queries its chunks needed."""
    batch = taken_in(**tables)
    counts = []
    for decide in (None, load, undo):
        if decide:
            batch = decide(batch, by=batch.by)
        batch = claim(batch)
        while batch.is_working:
            with CaptureQueriesContext(connection) as queries:
                advance(batch)
            counts.append(len(queries))
    return counts


@pytest.mark.parametrize("kind", [new, changed, unchanged])
def test_a_chunk_costs_the_same(kind):
    with transaction.atomic():
        few = queries_of(kind(FEW))
        transaction.set_rollback(True)
    many = queries_of(kind(MANY))

    assert many == few
