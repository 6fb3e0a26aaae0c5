import pytest
from django.test import Client

from tests.factories import make_user


@pytest.fixture
def log_in(db):
    """A client of its own for each person."""

    def log_in(person):
        person.is_staff = True
        person.save()
        client = Client()
        client.force_login(person)
        return client

    return log_in


@pytest.fixture
def editor(db):
    return make_user("Editor", printed_name="Edith Or")


@pytest.fixture
def desk(log_in, editor):
    """The desk as an editor has it open."""
    return log_in(editor)
