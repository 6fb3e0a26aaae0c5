"""What readers were told of changes, attacked with raw SQL."""

import pytest
from django.db import connection

from monographs import workflow
from monographs.models import PublicChange
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_published_drug,
    make_publisher,
    publish_now,
    submit_as,
)
from tests.guards.raw import delete, insert, refused, replace, run, update

pytestmark = pytest.mark.django_db
NEVER = "told of a change never changes"
on_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="only SQLite knows INSERT OR REPLACE"
)
on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="only PostgreSQL knows TRUNCATE"
)


@pytest.fixture
def change():
    drug = make_published_drug()
    workflow.withdraw(drug, by=make_publisher(), reason="It was wrong.")
    return PublicChange.objects.get(kind="withdrawn")


def another(change, **columns):
    """A row like this one, with a number of its own."""
    values = {
        field.attname: getattr(change, field.attname)
        for field in PublicChange._meta.concrete_fields
    }
    return PublicChange(**values | {"id": None} | columns)


@pytest.mark.parametrize(
    "columns",
    [
        {"note": "It was right."},
        {"note": ""},
        {"title": "Samplidone"},
        {"kind": "changed"},
        {"at": "2020-01-01 00:00:00+00:00"},
        {"by_id": None},
        {"revision_id": None},
        {"leader_id": 1},
    ],
)
def test_what_readers_were_told_stays_told(change, columns):
    with refused(NEVER):
        update(change, **columns)


def test_it_is_never_deleted(change):
    with refused(NEVER):
        delete(change)


@on_postgresql
def test_the_list_is_never_emptied(change):
    connection.check_constraints()

    with refused(NEVER):
        run("TRUNCATE monographs_publicchange CASCADE")


@on_sqlite
def test_it_is_never_replaced(change):
    with refused(NEVER):
        replace(change)


def test_a_withdrawal_is_told_with_its_reason(change):
    with refused("withdrawn_with_a_reason"):
        insert(another(change, note=" "))


def test_only_known_kinds_are_told(change):
    with refused("kind_known"):
        insert(another(change, kind="whispered"))


def test_a_version_is_not_told_to_have_followed_itself(change):
    with refused("previous_is_another"):
        insert(another(change, previous_id=change.revision_id))


def test_nobody_is_told_of_a_version_that_was_never_shown(change):
    drug = make_published_drug()
    edit(drug, by=make_editor(), body="Never to be read.")
    waiting = submit_as(drug)
    shown = drug.publication

    with refused("that they were shown"):
        insert(another(change, publication_id=shown.pk, revision_id=waiting.pk))
    with refused("that they were shown"):
        insert(
            another(
                change,
                publication_id=shown.pk,
                revision_id=shown.revision_id,
                previous_id=waiting.pk,
            )
        )


def test_nobody_is_told_of_another_pages_version(change):
    other = publish_now(make_drug())

    with refused("versions of this page"):
        insert(another(change, revision_id=other.pk))
    with refused("versions of this page"):
        insert(another(change, previous_id=other.pk))


def test_what_is_true_can_be_told(change):
    insert(another(change))

    assert PublicChange.objects.filter(kind="withdrawn").count() == 2


def test_a_page_that_was_told_of_is_not_deleted(change):
    with refused():
        delete(change.publication)
