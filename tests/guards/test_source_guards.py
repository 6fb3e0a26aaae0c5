"""Decisions about competing sources and notes on them, attacked with raw SQL."""

from dataclasses import replace as replace_in

import pytest
from django.db import connection
from django.utils import timezone

from monographs.content import dumps, loads, read_working_copy, sha256
from monographs.models import Disagreement, SourceDecision
from monographs.workflow import request_changes, verify
from tests.factories import (
    make_disagreement,
    make_drug,
    make_editor,
    make_full_drug,
    make_reviewer,
    make_source,
    publish_in_schema_1,
    publish_now,
    submit_as,
)
from tests.guards.raw import delete, insert, refused, replace, run, update
from tests.guards.test_guards import minor_revision_with, sealed_again
from tests.importing.batches import drug, files_about, loaded

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="only SQLite knows INSERT OR REPLACE"
)


def make_rival():
    loaded(files_about("Examplazole"))
    batch = loaded(files_about("Examplazole", folder="other", usage="Other examples."))
    return batch.rows.get()


def decision_about(row, **fields):
    return SourceDecision(
        batch_row=row,
        monograph=fields.pop("monograph", row.monograph),
        by=make_editor(),
        at=timezone.now(),
        reason=fields.pop("reason", "Ours is newer."),
        choices=[],
        **fields,
    )


@pytest.fixture
def decision():
    decision = decision_about(make_rival())
    decision.save()
    return decision


def test_a_decision_is_never_changed_or_removed(decision):
    with refused("stays decided"):
        update(decision, reason="A better reason.")
    with refused("stays decided"):
        update(decision, choices="[1]")
    with refused("stays decided"):
        delete(decision)


@on_sqlite
def test_a_decision_is_never_overwritten(decision):
    with refused("stays decided"):
        replace(decision)


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="only PostgreSQL knows TRUNCATE"
)
def test_decisions_are_never_emptied(decision):
    connection.check_constraints()

    with refused("stays decided"):
        run("TRUNCATE monographs_sourcedecision CASCADE")


def test_a_source_is_decided_about_once(decision):
    with refused():
        insert(decision_about(decision.batch_row))


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_decision_needs_a_reason(reason):
    row = make_rival()

    with refused("source_decision_has_a_reason"):
        insert(decision_about(row, reason=reason))


def test_only_a_competing_source_of_the_monograph_is_decided_about():
    row = make_rival()
    first = drug("examplazole").batch_rows.get(outcome="new")

    with refused("Only a competing source"):
        insert(decision_about(first))
    with refused("Only a competing source"):
        insert(decision_about(row, monograph=make_drug()))


def test_a_decided_source_is_never_taken_back(decision):
    update(decision.batch_row.batch, state="undoing")

    with refused("stays decided"):
        update(decision.batch_row, state="reverted")
    update(decision.batch_row, state="kept")


# A note on a disagreement is a row as the others.


def test_a_note_never_moves_nor_changes_its_origin():
    note = make_disagreement(make_drug())

    with refused("keeps its key"):
        update(note, monograph_id=make_drug().pk)
    with refused("keeps its key"):
        update(note, origin="import")


def test_a_note_that_is_settled_says_what_is_shown_and_why():
    note = make_disagreement(make_drug(), shown="Do not.")

    with refused("disagreement_settled_with_a_reason"):
        update(note, is_settled=True)
    update(note, is_settled=True, reason="The cautious one counts.")


def test_the_source_of_a_note_is_never_deleted():
    source = make_source()
    make_disagreement(make_drug(), origin="import", source=source)

    with refused("in use"):
        delete(source)


def test_an_unverified_note_is_never_sealed():
    revision = submit_as(make_drug())
    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")
    note = make_disagreement(revision.monograph, origin="import", source=make_source())

    with refused("Nobody has verified"):
        insert(sealed_again(revision))

    verify(revision.monograph, keys=[note.key], by=make_editor())
    insert(sealed_again(revision))


def test_a_note_that_nobody_verified_as_a_row_is_never_sealed():
    monograph = make_drug()
    make_disagreement(monograph)
    revision = submit_as(monograph)
    request_changes(revision, by=make_reviewer(), reason="The dose is missing.")
    document = loads(revision.content)
    invented = tuple(replace_in(row, origin="import") for row in document.disagreements)
    content = dumps(replace_in(document, disagreements=invented))

    with refused("Nobody has verified"):
        insert(sealed_again(revision, content=content, sha256=sha256(content)))


def test_a_minor_change_never_touches_a_note():
    monograph = make_full_drug()
    make_disagreement(monograph)
    publish_now(monograph)

    with refused("not a minor change"):
        insert(minor_revision_with(monograph, disagreements=()))


@pytest.fixture
def published_in_schema_1():
    monograph = make_full_drug()
    publish_in_schema_1(monograph)
    return monograph


def test_a_minor_change_of_a_version_of_schema_1_is_let_through(published_in_schema_1):
    insert(minor_revision_with(published_in_schema_1, faqs=()))

    assert published_in_schema_1.revisions.get(number=2).change_kind == "minor"


def test_a_minor_change_of_a_version_of_schema_1_adds_no_note(published_in_schema_1):
    note = make_disagreement(published_in_schema_1)
    document = read_working_copy(published_in_schema_1)

    with refused("not a minor change"):
        insert(
            minor_revision_with(
                published_in_schema_1, disagreements=document.disagreements
            )
        )
    assert Disagreement.objects.get() == note
