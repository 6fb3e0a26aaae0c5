"""The demo run again, and after an interruption at any point."""

import io

import pytest
from django.core.management.base import OutputWrapper
from django.db import connection

from monographs.importing.advance import run
from monographs.importing.decisions import cancel, load, undo
from monographs.management.demo import load_formulary, make_people, prepare
from monographs.management.demo.documents import (
    FOLDER,
    begin_import,
    sample_import,
)
from monographs.management.demo.story import read_story
from monographs.models import Batch, Monograph, Revision
from monographs.workflow import touch
from monographs.workflow.projection_check import differences
from tests.factories import make_drug, make_published_drug

PAGES = len(read_story(FOLDER))


def rows_in_database():
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counts = {}
        for table in tables:
            if table.startswith("monographs_"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                counts[table] = cursor.fetchone()[0]
    return counts


def test_loading_again_changes_nothing(formulary):
    before = rows_in_database()

    assert load_formulary(make_people()) == []

    assert rows_in_database() == before


def test_loading_again_keeps_what_was_edited(formulary):
    monograph = Monograph.objects.get(slug="metformin")
    touch(monograph, by=formulary["editor"])
    monograph.sections.filter(kind="usage").update(body="Written by an editor.")
    Monograph.objects.filter(slug="omeprazole").update(slug="omeprazole-capsules")
    Monograph.objects.get(slug="newcomerol").delete()

    load_formulary(make_people())

    assert monograph.sections.get(kind="usage").body == "Written by an editor."
    assert not Monograph.objects.filter(slug__in=("omeprazole", "newcomerol")).exists()


def test_an_import_that_was_taken_back_stays_so(formulary):
    run(undo(sample_import(), by=formulary["steward"]))

    assert load_formulary(make_people()) == []

    assert sample_import().state == Batch.State.UNDONE
    assert Monograph.objects.count() == PAGES


def test_a_page_that_somebody_made_meanwhile_stays(db):
    people = make_people()
    run(begin_import(people["steward"]))
    theirs = make_drug(title="Mine", slug="ibuprofen", by=people["editor"])

    reviewed = load_formulary(people)

    assert "Aspirin" in reviewed
    assert "Ibuprofen" not in reviewed
    assert Monograph.objects.get(slug="ibuprofen") == theirs
    row = sample_import().rows.get(path="documents/i/ibuprofen.md")
    assert row.outcome == "competing"


@pytest.mark.parametrize("runs", [0, 1, 2, 3])
def test_an_interrupted_import_is_finished_by_the_next_run(db, runs):
    people = make_people()
    steps = [
        lambda: begin_import(people["steward"]),
        lambda: run(sample_import()),
        lambda: load(sample_import(), by=people["steward"]),
    ]
    for step in steps[:runs]:
        step()

    reviewed = load_formulary(people)

    assert len(reviewed) == PAGES
    assert Batch.objects.count() == 1
    assert sample_import().state == Batch.State.DONE


def test_an_import_that_was_cancelled_begins_again(db):
    people = make_people()
    batch = run(begin_import(people["steward"]))
    cancel(batch, by=people["steward"])

    assert len(load_formulary(people)) == PAGES


def test_an_interrupted_story_is_finished_by_the_next_run(db):
    def interrupt(number, total):
        if number == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_formulary(make_people(), progress=interrupt)

    assert Revision.objects.values("monograph").distinct().count() == 5
    assert len(load_formulary(make_people())) == PAGES - 5
    assert list(differences()) == []


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="the demo runs on SQLite only"
)
def test_a_file_from_before_documents_stays_as_it_is(db, settings):
    """Such a demo has people and reviewed pages, and no import at all."""
    settings.DEBUG = True
    make_people()
    make_published_drug(title="Ibuprofen", slug="ibuprofen")
    before = rows_in_database()
    out = io.StringIO()

    prepare(OutputWrapper(out))

    assert rows_in_database() == before
    assert "here already" in out.getvalue()
    assert "made before documents could be loaded" in out.getvalue()
