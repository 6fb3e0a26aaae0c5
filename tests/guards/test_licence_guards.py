"""What is stated about licences, attacked with raw SQL."""

import pytest
from django.db import connection
from django.utils import timezone

from monographs.models import SourceLicence
from tests.factories import make_source, make_steward
from tests.guards.raw import delete, insert, refused, replace, run, update

pytestmark = pytest.mark.django_db


def statement(name="CC0-1.0", address=""):
    return SourceLicence(
        sha256=make_source().sha256,
        name=name,
        address=address,
        by=make_steward(),
        at=timezone.now(),
    )


@pytest.fixture
def stated():
    stated = statement()
    stated.save()
    return stated


def test_a_statement_is_never_changed_or_removed(stated):
    with refused("stays"):
        update(stated, name="OGL-3.0")
    with refused("stays"):
        update(stated, sha256=make_source().sha256)
    with refused("stays"):
        delete(stated)


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="only SQLite knows INSERT OR REPLACE"
)
def test_a_statement_is_never_replaced(stated):
    with refused("stays"):
        replace(stated)


@pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="only PostgreSQL knows TRUNCATE"
)
def test_statements_are_never_emptied(stated):
    connection.check_constraints()

    with refused("stays"):
        run("TRUNCATE monographs_sourcelicence CASCADE")


@pytest.mark.parametrize("name", ["", "   "])
def test_a_licence_has_a_name(name):
    with refused("source_licence_has_a_name"):
        insert(statement(name=name))


@pytest.mark.parametrize(
    "address",
    ["http://example.org/", "HTTPS://example.org/", "javascript:alert(1)", " "],
)
def test_an_address_is_https(address):
    with refused("source_licence_address_is_https"):
        insert(statement(address=address))

    insert(statement(address="https://example.org/"))


def test_what_is_not_stated_has_no_address():
    with refused("source_licence_not_stated_nowhere"):
        insert(statement(name="not stated", address="https://example.org/"))
