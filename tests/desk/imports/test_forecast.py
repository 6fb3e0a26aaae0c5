"""What the desk says that undoing would do is what undoing does."""

import pytest

from monographs.desk.imports.undoing import forecast
from monographs.models import BatchRow, Component
from tests.competing_imports import imported_twice
from tests.factories import edit, make_drug, make_editor
from tests.importing.batches import drug, files_about, undo_now
from tests.importing.batches import loaded as documents_loaded
from tests.importing.sheets.loads import loaded as sheets_loaded
from tests.workflow.test_decide_source import decide

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["chunks of one", "in one go"])
def chunks(request, monkeypatch):
    """A forecast looks from the first row on, undoing from the last."""
    if request.param:
        monkeypatch.setattr("monographs.importing.undo_chunk.CHUNK", 1)
        monkeypatch.setattr("monographs.importing.sheets.undo.CHUNK", 1)
        monkeypatch.setattr("monographs.desk.imports.undoing.CHUNK", 1)
        monkeypatch.setattr("monographs.desk.imports.undoing.CHUNK_OF_SHEETS", 1)


def name_in(page, other):
    Component.objects.create(monograph=page, name=other.title, drug=other)


def undone(batch):
    """The forecast, after it came true."""
    foretold = forecast(batch)
    undo_now(batch)

    rows = batch.rows.all()
    kept = rows.filter(state=BatchRow.State.KEPT)
    assert rows.filter(state="reverted").count() == foretold.taken_back
    assert sorted(kept.values_list("message", flat=True)) == sorted(
        f"Kept: {reason}." for reason, count in foretold.kept for _ in range(count)
    )
    assert not rows.filter(state=BatchRow.State.FAILED).exists()
    return foretold


def three_documents():
    return documents_loaded(files_about("Examplazole", "Samplidone", "Trialine"))


def three_sheets():
    return sheets_loaded(
        drugs=(
            "kind,address,title",
            "drug,examplazole,Examplazole",
            "drug,samplidone,Samplidone",
            "drug,trialine,Trialine",
        )
    )


both = pytest.mark.parametrize("load", [three_documents, three_sheets])


@both
def test_what_is_named_elsewhere_is_foretold_as_kept(load, chunks):
    batch = load()
    name_in(make_drug(title="Exampludone"), drug("samplidone"))

    foretold = undone(batch)

    assert foretold.kept == (('"Exampludone" names it as a component', 1),)
    assert (foretold.taken_back, foretold.removed) == (2, 2)


@both
@pytest.mark.parametrize("order", ["est", "tse", "ste"])
def test_what_is_kept_keeps_what_it_names(load, order, chunks):
    """One names the next; a page that is not of the import names the first."""
    by_letter = {"e": "examplazole", "s": "samplidone", "t": "trialine"}
    batch = load()
    first, second, third = (drug(by_letter[letter]) for letter in order)
    name_in(make_drug(title="Exampludone"), first)
    name_in(first, second)
    name_in(second, third)

    foretold = undone(batch)

    assert (foretold.taken_back, foretold.kept_count) == (0, 3)


@both
def test_those_that_name_each_other_go_together(load, chunks):
    batch = load()
    name_in(drug("examplazole"), drug("samplidone"))
    name_in(drug("samplidone"), drug("examplazole"))

    assert undone(batch).removed == 3


@both
def test_a_person_s_page_keeps_what_it_names(load, chunks):
    batch = load()
    name_in(drug("trialine"), drug("examplazole"))
    edit(drug("trialine"), by=make_editor())

    foretold = undone(batch)

    assert dict(foretold.kept) == {
        "people have worked on the drug since": 1,
        '"Trialine" names it as a component': 1,
    }


def test_a_decision_about_a_competing_source_is_foretold(chunks):
    monograph, row = imported_twice()
    editor = make_editor()
    decide(monograph, row, by=editor)

    foretold = undone(row.batch)

    assert foretold.kept == (
        (f"{editor} has decided about it as a competing source", 1),
    )
    assert (foretold.taken_back, foretold.removed) == (0, 0)


def test_a_drug_that_is_gone_is_not_foretold_as_removed(chunks):
    batch = three_sheets()
    drug("trialine").delete()

    foretold = undone(batch)

    assert (foretold.taken_back, foretold.removed) == (3, 2)
