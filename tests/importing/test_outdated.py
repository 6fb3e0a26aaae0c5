"""Something changed between the preview and the load: nothing counts as loaded."""

import pytest

from monographs.importing.advance import advance, run
from monographs.importing.decisions import load
from monographs.importing.lease import claim
from monographs.models import Effect, Monograph
from tests.factories import edit, make_drug, make_editor, make_user
from tests.importing.batches import (
    PATH,
    drug,
    files_about,
    load_now,
    loaded,
    outcomes,
    previewed,
    row_of,
    states,
    text_of,
    undo_now,
    verify_all,
)
from tests.importing.documents_about import document_about

pytestmark = pytest.mark.django_db


def test_a_drug_that_was_added_since_the_preview_stops_the_load():
    batch = previewed(files_about("Examplazole", "Samplidone"))
    make_drug(title="Samplidone", slug="samplidone")
    before = text_of("samplidone")

    batch = load_now(batch)

    assert batch.state == "preview"
    assert '"Samplidone" was added since the preview. Nothing was loaded' in (
        batch.message
    )
    assert not Monograph.objects.filter(slug="examplazole").exists()
    assert not Effect.objects.filter(proposed_in=batch).exists()
    assert outcomes(batch) == {PATH: "new", "heap/samplidone.md": "competing"}
    assert load_now(batch).state == "done"
    assert text_of("samplidone") == before


def test_a_combination_that_was_added_in_another_order_stops_the_load():
    batch = previewed({PATH: document_about("Examplazole + Samplidone")})
    loaded({"other/b.md": document_about("Samplidone + Examplazole")})

    batch = load_now(batch)

    assert (batch.state, outcomes(batch)) == ("preview", {PATH: "competing"})


@pytest.mark.parametrize("touch", [edit, verify_all])
def test_a_drug_that_was_worked_on_since_the_preview_stops_the_load(touch):
    loaded({PATH: document_about("Examplazole")})
    batch = previewed(
        {PATH: document_about("Examplazole", usage="For others.")}
        | files_about("Samplidone")
    )
    assert outcomes(batch)[PATH] == "changed"
    touch(drug("examplazole"), by=make_user("Editor", "Reviewer"))
    before = text_of("examplazole")

    batch = load_now(batch)

    assert batch.state == "preview"
    assert '"Examplazole" was changed since the preview.' in batch.message
    assert outcomes(batch)[PATH] == "conflict"
    assert text_of("examplazole") == before
    assert not Monograph.objects.filter(slug="samplidone").exists()


def test_a_drug_that_another_import_changed_since_the_preview_stops_the_load():
    loaded({PATH: document_about("Examplazole")})
    batch = previewed({PATH: document_about("Examplazole", usage="For some.")})
    loaded({PATH: document_about("Examplazole", usage="For others.")})

    batch = load_now(batch)

    assert (batch.state, outcomes(batch)) == ("preview", {PATH: "changed"})
    load_now(batch)
    assert drug("examplazole").sections.get(kind="usage").body == "For some."


def test_a_drug_that_was_taken_back_since_the_preview_stops_the_load():
    first = loaded({PATH: document_about("Examplazole")})
    batch = previewed({PATH: document_about("Examplazole", usage="For others.")})
    undo_now(first)

    batch = load_now(batch)

    assert batch.state == "preview"
    assert '"Examplazole" was removed since the preview.' in batch.message
    assert outcomes(batch) == {PATH: "new"}


def test_an_unchanged_drug_that_was_taken_back_since_the_preview_stops_the_load():
    first = loaded({PATH: document_about("Examplazole")})
    batch = previewed(files_about("Examplazole", "Samplidone"))
    assert outcomes(batch)[PATH] == "unchanged"
    undo_now(first)

    batch = load_now(batch)

    assert batch.state == "preview"
    assert outcomes(batch) == {PATH: "error", "heap/samplidone.md": "new"}
    assert "Load the file again." in row_of(batch).message
    assert not Monograph.objects.exists()


def test_who_lost_the_right_since_then_loads_nothing():
    batch = previewed(files_about("Examplazole"))
    batch = load(batch, by=batch.by)
    batch.by.groups.clear()

    batch = run(batch)

    assert batch.state == "preview"
    assert "lacks the right" in batch.message
    assert not Monograph.objects.exists()


def test_what_was_loaded_already_is_taken_back_when_the_plan_is_outdated(small_chunks):
    titles = ["Examplazole", "Samplidone", "Stubomycin"]
    batch = previewed(files_about(*titles))
    make_drug(title="Stubomycin", slug="stubomycin")

    batch = load_now(batch)

    assert batch.state == "preview"
    assert set(Monograph.objects.values_list("slug", flat=True)) == {"stubomycin"}
    assert set(outcomes(batch).values()) == {"new", "competing"}
    assert load_now(batch).state == "done"
    assert Monograph.objects.count() == 3


def test_the_message_names_what_stays_because_somebody_was_faster(small_chunks):
    batch = previewed(files_about("Examplazole", "Stubomycin"))
    batch = claim(load(batch, by=batch.by))
    advance(batch)
    edit(drug("examplazole"), by=make_editor())
    make_drug(title="Stubomycin", slug="stubomycin")

    while batch.is_working:
        advance(batch)

    assert batch.state == "preview"
    assert states(batch)[PATH] == "kept"
    assert batch.message.endswith(
        "Files that were loaded and stay so: 1. Each of them says why. "
        "Look at the preview again."
    )


@pytest.fixture
def small_chunks(monkeypatch):
    for module in ("read_chunk", "apply_chunk", "undo_chunk"):
        monkeypatch.setattr(f"monographs.importing.{module}.CHUNK", 1)
