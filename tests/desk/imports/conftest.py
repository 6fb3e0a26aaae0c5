import pytest

from tests.factories import make_steward


@pytest.fixture
def person(db):
    return make_steward(printed_name="Stella Ward")


@pytest.fixture
def steward(log_in, person):
    """The desk as a data steward has it open."""
    return log_in(person)
