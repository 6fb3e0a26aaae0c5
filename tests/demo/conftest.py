import pytest

from tests.formulary import put_formulary


@pytest.fixture
def formulary(db):
    return put_formulary()
