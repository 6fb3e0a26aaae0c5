"""From files to working copies: what is new, the same, competing or changed."""

import pytest
from django.core.exceptions import PermissionDenied

from monographs.importing.decisions import load, undo
from monographs.models import (
    Batch,
    Component,
    Effect,
    Monograph,
    SourceDocument,
)
from monographs.workflow import TransitionRefused
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_full_drug,
    make_user,
    submit_as,
)
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
    take_in_files,
    text_of,
    undo_now,
    verify_all,
)
from tests.importing.documents_about import (
    document_about,
    labelled_document_about,
)

pytestmark = pytest.mark.django_db


# --- A new drug -----------------------------------------------------------------------


def test_nothing_is_written_before_somebody_decides():
    batch = previewed(files_about("Examplazole"))

    assert batch.state == "preview"
    assert outcomes(batch) == {PATH: "new"}
    assert not Monograph.objects.exists()
    assert not SourceDocument.objects.exists()
    assert not Effect.objects.exists()


def test_a_new_drug_gets_a_working_copy_that_nobody_has_verified():
    batch = loaded(files_about("Examplazole"))

    monograph = drug("examplazole")
    assert batch.state == "done"
    assert row_of(batch).monograph == monograph
    assert [row.kind for row in monograph.sections.all()] == [
        "generic_name",
        "usage",
        "dosage",
        "how_it_works",
        "precautions",
    ]
    for rows in ("sections", "side_effects", "faqs"):
        for row in getattr(monograph, rows).all():
            assert (row.origin, row.verified_at) == ("import", None)
    assert not monograph.events.exists()
    assert not monograph.revisions.exists()


def test_each_value_answers_which_file_and_lines_it_came_from():
    content = document_about("Examplazole")
    batch = loaded({PATH: content})

    usage = drug("examplazole").sections.get(kind="usage")
    source = usage.source
    lines = content.decode().split("\n")[usage.line_from - 1 : usage.line_to]
    assert (source.path, bytes(source.content)) == (PATH, content)
    assert source.imported_by == batch.by
    assert lines == ["### Usage", "", usage.body]


def test_whoever_imports_contributes():
    batch = loaded(files_about("Examplazole"))

    [contributor] = drug("examplazole").contributors.all()
    assert contributor.person == batch.by


def test_an_imported_drug_is_not_submitted_before_it_is_verified():
    loaded(files_about("Examplazole"))
    monograph = drug("examplazole")

    with pytest.raises(TransitionRefused, match="Nobody has verified"):
        submit_as(monograph)

    verify_all(monograph)
    assert submit_as(monograph).number == 1


def test_a_combination_has_its_components():
    loaded({PATH: document_about("Examplazole + Samplidone")})

    names = Component.objects.values_list("monograph__slug", "name")
    assert set(names) == {
        ("examplazole-samplidone", "Examplazole"),
        ("examplazole-samplidone", "Samplidone"),
    }


def test_importing_needs_the_right():
    with pytest.raises(PermissionDenied):
        take_in_files(files_about("Examplazole"), by=make_editor())

    assert not Batch.objects.exists()


def test_loading_and_undoing_need_their_rights():
    batch = previewed(files_about("Examplazole"))
    with pytest.raises(PermissionDenied):
        load(batch, by=make_editor())
    batch = load_now(batch)
    with pytest.raises(PermissionDenied):
        undo(batch, by=make_editor())


# --- The same again -------------------------------------------------------------------


def test_the_same_bytes_again_change_nothing():
    loaded(files_about("Examplazole"))
    before = text_of("examplazole"), drug("examplazole").changed_at

    batch = loaded(files_about("Examplazole"))

    assert outcomes(batch) == {PATH: "unchanged"}
    assert states(batch) == {PATH: "skipped"}
    assert "loaded before" in row_of(batch).message
    assert (text_of("examplazole"), drug("examplazole").changed_at) == before
    assert SourceDocument.objects.count() == 1


def test_the_same_bytes_at_another_path_change_nothing():
    loaded({PATH: document_about("Examplazole")})

    batch = loaded({"elsewhere/e.md": document_about("Examplazole")})

    assert outcomes(batch) == {"elsewhere/e.md": "unchanged"}
    assert PATH in row_of(batch, "elsewhere/e.md").message


def test_the_same_bytes_twice_in_one_import_come_in_once():
    content = document_about("Examplazole")

    batch = loaded({"a/e.md": content, "b/e.md": content})

    assert outcomes(batch) == {"a/e.md": "new", "b/e.md": "unchanged"}
    assert "a/e.md" in row_of(batch, "b/e.md").message
    assert Monograph.objects.count() == 1


def test_other_bytes_that_say_the_same_change_nothing():
    loaded({PATH: document_about("Examplazole")})

    batch = loaded({PATH: document_about("Examplazole").replace(b"\n", b"\r\n")})

    assert outcomes(batch) == {PATH: "unchanged"}
    assert row_of(batch).message == "The working copy says the same."


# --- A drug that is here --------------------------------------------------------------


def test_a_typed_drug_is_left_as_it_is_and_gets_a_competing_source():
    make_full_drug(title="Examplazole", slug="examplazole")
    before = text_of("examplazole")

    batch = loaded(files_about("Examplazole"))

    row = row_of(batch)
    assert (row.outcome, row.state) == ("competing", "applied")
    assert text_of("examplazole") == before
    assert row.monograph == drug("examplazole")
    assert row.source.path == PATH
    assert "Usage" in row.after
    [finding] = drug("examplazole").findings.all()
    assert (finding.code, finding.source) == ("competing_source", row.source)


def test_of_two_files_about_one_drug_the_second_competes():
    batch = loaded(
        {
            "heap/a.md": document_about("Examplazole"),
            "heap/b.md": labelled_document_about("examplazole"),
        }
    )

    assert outcomes(batch) == {"heap/a.md": "new", "heap/b.md": "competing"}
    monograph = drug("examplazole")
    assert row_of(batch, "heap/b.md").monograph == monograph
    assert monograph.sections.get(kind="usage").source.path == "heap/a.md"


def test_a_combination_is_the_same_in_another_order():
    loaded({PATH: document_about("Examplazole + Samplidone")})

    batch = loaded({"heap/b.md": document_about("Samplidone + Examplazole")})

    assert outcomes(batch) == {"heap/b.md": "competing"}


def test_a_competing_source_stays_with_its_drug_under_a_new_address():
    make_drug(title="Examplazole", slug="examplazole")
    batch = previewed(files_about("Examplazole"))
    monograph = drug("examplazole")
    edit(monograph, by=make_editor())
    Monograph.objects.filter(pk=monograph.pk).update(slug="examplazole-tablets")
    make_drug(title="Another", slug="examplazole")

    batch = load_now(batch)

    assert row_of(batch).monograph == monograph


# --- The next version of a file -------------------------------------------------------


def test_a_changed_file_replaces_what_nobody_has_touched():
    loaded({PATH: document_about("Examplazole", effects=["Nausea", "Hiccups"])})
    new = document_about("Examplazole", usage="For others.", effects=["Nausea"])

    batch = loaded({PATH: new})

    monograph = drug("examplazole")
    assert outcomes(batch) == {PATH: "changed"}
    assert monograph.sections.get(kind="usage").body == "For others."
    assert monograph.side_effects.count() == 1
    assert bytes(monograph.sections.get(kind="usage").source.content) == new


def test_another_spelling_of_the_title_comes_along():
    loaded({PATH: document_about("Examplazole")})

    batch = loaded({PATH: document_about("EXAMPLAZOLE")})

    assert outcomes(batch) == {PATH: "changed"}
    assert drug("examplazole").title == "EXAMPLAZOLE"


def test_a_file_of_the_same_name_about_another_drug_overwrites_nothing():
    loaded({PATH: document_about("Examplazole")})
    before = text_of("examplazole")

    batch = loaded({PATH: document_about("Trialuvine")})

    assert outcomes(batch) == {PATH: "new"}
    assert text_of("examplazole") == before
    assert drug("trialuvine").title == "Trialuvine"


@pytest.mark.parametrize("touch", [edit, verify_all, submit_as])
def test_a_changed_file_never_overwrites_what_people_worked_on(touch):
    loaded({PATH: document_about("Examplazole")})
    monograph = drug("examplazole")
    if touch is submit_as:
        verify_all(monograph)
    touch(monograph, by=make_user("Editor", "Reviewer"))
    before = text_of("examplazole")

    batch = loaded({PATH: document_about("Examplazole", usage="For others.")})

    row = row_of(batch)
    assert row.outcome == "conflict"
    assert "people have worked on the drug since" in row.message
    assert "For others." in row.after
    assert text_of("examplazole") == before
    [finding] = monograph.findings.all()
    assert finding.code == "competing_source"


def test_findings_follow_the_version_that_is_in_the_working_copy():
    without_faqs = document_about("Examplazole").partition(b"### FAQs")[0]
    loaded({PATH: without_faqs})
    assert codes(drug("examplazole")) == ["missing_section:faqs"]

    batch = loaded({PATH: document_about("Examplazole")})
    assert codes(drug("examplazole")) == []

    undo_now(batch)
    assert codes(drug("examplazole")) == ["missing_section:faqs"]


def codes(monograph):
    return list(monograph.findings.values_list("code", flat=True))
