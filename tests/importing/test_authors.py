"""Whoever decides what an import writes is an author of it, and does not sign it."""

import pytest

from monographs.importing.advance import run
from monographs.importing.decisions import load, undo
from monographs.importing.sheets.decisions import (
    read_file_as,
    take_anyway,
    use_mapping,
)
from monographs.importing.sheets.mapping import Mapping
from monographs.importing.sheets.reading import Choice
from monographs.workflow import TransitionRefused, sign
from tests.factories import (
    EDITORIAL,
    edit,
    make_drug,
    make_name,
    make_steward,
    make_user,
    submit_as,
)
from tests.importing import batches
from tests.importing.batches import drug, verify_all
from tests.importing.documents_about import document_about
from tests.importing.sheets.exports import exported
from tests.importing.sheets.loads import previewed

pytestmark = pytest.mark.django_db
NAMES = ("drug,kind,name", "examplazole,brand,A")


@pytest.fixture
def owner():
    return make_steward()


@pytest.fixture
def other():
    return make_steward()


def authors_of(monograph):
    return {one.person for one in monograph.contributors.select_related("person")}


def test_of_documents_who_had_them_loaded(owner, other):
    batch = batches.previewed({"a/foo.md": document_about("Foo")}, by=owner)

    run(load(batch, by=other))

    assert authors_of(drug("foo")) == {owner, other}


def test_of_a_spreadsheet_who_said_what_its_columns_mean(owner, other):
    page = make_drug(slug="examplazole")
    batch = previewed(names=NAMES, by=owner)

    batch = run(use_mapping(batch, Mapping.from_json(batch.mapping), by=other))
    run(load(batch, by=owner))

    assert authors_of(page) >= {owner, other}


def test_of_a_spreadsheet_who_had_its_file_read_otherwise(owner, other):
    page = make_drug(slug="examplazole")
    batch = previewed(names=NAMES, by=owner)

    batch = read_file_as(batch, 1, Choice(encoding="utf-8"), by=other)
    batch = run(use_mapping(batch, Mapping.from_json(batch.mapping), by=owner))
    run(load(batch, by=owner))

    assert authors_of(page) >= {owner, other}


def test_of_a_spreadsheet_who_took_a_conflict(owner, other):
    page = make_drug(slug="examplazole")
    make_name(page, "A")
    sheets = exported(page)
    sheets["names"][0]["name"] = "B"
    edit(page, by=make_steward())
    batch = previewed(*sheets.files(), by=owner)

    take_anyway(batch.rows.get(), by=other)
    batch.refresh_from_db()
    run(load(batch, by=owner))

    assert authors_of(page) >= {owner, other}


def test_none_of_them_signs_what_came_of_it(owner):
    both = make_user("Data steward", "Reviewer")
    batch = batches.previewed({"a/foo.md": document_about("Foo")}, by=owner)
    run(load(batch, by=both))
    verify_all(drug("foo"))
    version = submit_as(drug("foo"))

    with pytest.raises(TransitionRefused, match="You wrote a part"):
        sign(version, role=EDITORIAL, seen=version.sha256, by=both)


def test_who_takes_it_back_is_an_author_of_the_text_that_is_there_again(owner, other):
    page = make_drug(slug="examplazole")
    batch = run(load(previewed(names=NAMES, by=owner), by=owner))

    run(undo(batch, by=other))

    assert authors_of(page) >= {owner, other}
