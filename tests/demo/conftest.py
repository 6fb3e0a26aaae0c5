"""The demo's people and pages, for tests that go on from there."""

import pytest

from monographs.management.demo import load_formulary, make_people


@pytest.fixture
def formulary(db):
    people = make_people()
    load_formulary(people)
    return people
