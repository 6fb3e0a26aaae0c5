"""Taking an import back: what goes, what stays, and what the database keeps."""

import pytest
from django.utils import timezone

from monographs.content import fingerprint, read_working_copy
from monographs.importing.advance import run
from monographs.importing.decisions import undo
from monographs.models import (
    Component,
    Effect,
    Finding,
    Monograph,
    Notice,
    Section,
    SourceDocument,
)
from monographs.workflow import TransitionRefused
from tests.factories import edit, make_drug, make_editor, make_user, submit_as
from tests.importing.batches import (
    PATH,
    drug,
    files_about,
    loaded,
    outcomes,
    row_of,
    states,
    take_in_files,
    text_of,
    undo_now,
    verify_all,
)
from tests.importing.documents_about import document_about, refusal_about

pytestmark = pytest.mark.django_db


def test_undo_leaves_nothing_of_a_new_drug():
    batch = loaded(
        files_about("Examplazole") | {"heap/n.md": refusal_about("Nothingol")}
    )

    batch = undo_now(batch)

    assert batch.state == "undone"
    assert set(states(batch).values()) == {"reverted"}
    for model in (Monograph, Section, Effect, Finding, SourceDocument):
        assert not model.objects.exists()


def test_undo_of_a_change_brings_back_the_text_before_byte_for_byte():
    loaded({PATH: document_about("Examplazole", effects=["Nausea", "Hiccups"])})
    before = text_of("examplazole")
    batch = loaded({PATH: document_about("EXAMPLAZOLE", effects=["Rash"])})
    assert text_of("examplazole") != before

    batch = undo_now(batch)

    assert states(batch) == {PATH: "reverted"}
    assert text_of("examplazole") == before
    assert SourceDocument.objects.count() == 1


def test_changes_are_undone_one_after_the_other():
    texts, batches = [], []
    for usage in ("One.", "Two.", "Three."):
        batches.append(loaded({PATH: document_about("Examplazole", usage=usage)}))
        texts.append(text_of("examplazole"))

    for batch, before in zip(batches[:0:-1], texts[-2::-1], strict=True):
        assert undo_now(batch).counts["states"] == {"reverted": 1}
        assert text_of("examplazole") == before
    undo_now(batches[0])

    assert not Monograph.objects.exists()


def test_a_drug_that_a_later_import_changed_is_kept():
    first = loaded({PATH: document_about("Examplazole")})
    loaded({PATH: document_about("Examplazole", usage="For others.")})
    before = text_of("examplazole")

    first = undo_now(first)

    assert states(first) == {PATH: "kept"}
    assert row_of(first).message == "Kept: another import has changed the drug since."
    assert text_of("examplazole") == before


@pytest.mark.parametrize("touch", [edit, verify_all, submit_as])
def test_a_drug_that_people_worked_on_is_kept(touch):
    batch = loaded(files_about("Examplazole", "Samplidone"))
    monograph = drug("examplazole")
    if touch is submit_as:
        verify_all(monograph)
    touch(monograph, by=make_user("Editor", "Reviewer"))
    before = text_of("examplazole")

    batch = undo_now(batch)

    assert batch.state == "undone"
    assert states(batch) == {PATH: "kept", "heap/samplidone.md": "reverted"}
    assert row_of(batch).message == "Kept: people have worked on the drug since."
    assert text_of("examplazole") == before
    assert row_of(batch).source in SourceDocument.objects.all()


def test_a_drug_that_another_page_names_as_a_component_is_kept():
    batch = loaded(files_about("Examplazole"))
    combination = make_drug(title="Exampludone")
    Component.objects.create(
        monograph=combination, name="Examplazole", drug=drug("examplazole")
    )

    batch = undo_now(batch)

    assert states(batch) == {PATH: "kept"}
    assert row_of(batch).message == 'Kept: "Exampludone" names it as a component.'


def test_components_that_came_in_together_go_together(small_chunks):
    batch = loaded(files_about("Examplazole", "Samplidone"))
    for title, other in [("examplazole", "samplidone"), ("samplidone", "examplazole")]:
        Component.objects.create(monograph=drug(title), name=other, drug=drug(other))

    batch = undo_now(batch)

    assert set(states(batch).values()) == {"reverted"}


def test_a_component_of_a_page_that_is_kept_is_kept_too(small_chunks):
    batch = loaded(files_about("Examplazole", "Samplidone"))
    for title, other in [("examplazole", "samplidone"), ("samplidone", "examplazole")]:
        Component.objects.create(monograph=drug(title), name=other, drug=drug(other))
    edit(drug("examplazole"), by=make_editor())

    batch = undo_now(batch)

    assert set(states(batch).values()) == {"kept"}


def test_what_the_database_keeps_is_named_and_the_rest_goes():
    batch = loaded(files_about("Examplazole", "Samplidone"))
    Notice.objects.create(
        monograph=drug("examplazole"),
        severity=Notice.Severity.WARNING,
        text="A recall.",
        starts_at=timezone.now(),
        posted_by=make_editor(),
    )

    batch = undo_now(batch)

    assert states(batch) == {PATH: "failed", "heap/samplidone.md": "reverted"}
    assert row_of(batch).message.startswith("Not taken back: ")
    assert drug("examplazole").sections.exists()


def test_undo_then_load_again_gives_the_same():
    files = files_about("Examplazole", "Samplidone") | {
        "heap/n.md": refusal_about("Nothingol")
    }
    first = loaded(files)
    before = outcomes(first), said_by("examplazole")

    undo_now(first)
    again = loaded(files)

    assert (outcomes(again), said_by("examplazole")) == before
    assert set(states(again).values()) == {"applied"}


def said_by(slug):
    return fingerprint(read_working_copy(drug(slug)))


def test_an_import_is_undone_once():
    batch = undo_now(loaded(files_about("Examplazole")))

    with pytest.raises(TransitionRefused, match="only a loaded one"):
        undo(batch, by=batch.by)


def test_bytes_that_an_undo_took_away_are_asked_for_again():
    first = loaded(files_about("Examplazole"))
    batch = take_in_files(files_about("Examplazole"))
    undo_now(first)

    batch = run(batch)

    assert outcomes(batch) == {PATH: "error"}
    assert "Load the file again." in row_of(batch).message
