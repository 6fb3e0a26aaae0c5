"""The commands: what they print, what they leave behind, and how they end."""

import re
import signal
import zipfile
from contextlib import contextmanager

import pytest
from django.db import connection

from monographs.content import read_working_copies
from monographs.importing.lease import claim
from monographs.models import Batch, Monograph, SourceDocument, SourceLicence
from tests.factories import edit, make_drug, make_editor, make_steward, make_user
from tests.importing.batches import drug, take_in_files
from tests.importing.command_run import Run, import_documents, write
from tests.importing.documents_about import (
    UNREADABLE,
    refusal_about,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steward")]


def pack(folder, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*.md")):
            archive.write(file, file.relative_to(folder.parent))
    return path


def titles():
    return set(Monograph.objects.values_list("title", flat=True))


# --- import_documents -----------------------------------------------------------------


def test_a_folder_goes_in_with_all_that_is_below_it(heap):
    run = import_documents(heap)

    assert (run.code, run.err) == (0, "")
    assert run.out == f"3  new\n\nThis is import {Batch.objects.get().pk}.\n"
    assert titles() == {"Examplazole", "Samplidone", "Stubomycin"}
    assert Batch.objects.get().state == "done"


def test_a_zip_is_the_same_as_the_folder_that_was_packed(heap, tmp_path):
    import_documents(heap)

    run = import_documents(pack(heap, tmp_path / "any-name.zip"))

    assert run.out == "Nothing to do: all 3 files are here already.\n"
    assert run.code == 0


def test_files_can_be_named_one_by_one(heap):
    run = import_documents(heap / "e/examplazole.md", heap / "s/samplidone.md")

    assert run.code == 0
    assert titles() == {"Examplazole", "Samplidone"}
    assert Batch.objects.get().name == "examplazole.md, samplidone.md"


def test_the_same_folder_again_writes_nothing_to_working_copies(heap):
    import_documents(heap)
    before = everything_written()

    run = import_documents(heap)

    assert run.out == "Nothing to do: all 3 files are here already.\n"
    assert run.code == 0
    assert everything_written() == before


def everything_written():
    """Each working copy with its keys, its versions and when it changed."""
    monographs = list(Monograph.objects.order_by("pk"))
    rows = read_working_copies(monographs)
    versions = [(each.edit_version, each.changed_at) for each in monographs]
    return rows, versions, list(SourceDocument.objects.values_list("pk", "sha256"))


def licences():
    current = SourceLicence.objects.current()
    return set(current.values_list("name", "address"))


def test_a_licence_is_stated_of_what_went_in(heap, steward):
    address = "https://creativecommons.org/licenses/by/4.0/"

    run = import_documents(heap, "--licence", "CC-BY-4.0", "--licence-address", address)

    assert (run.code, run.err) == (0, "")
    assert run.out.endswith("Licence of 3 files: CC-BY-4.0.\n")
    assert licences() == {("CC-BY-4.0", address)}
    hashes = set(SourceDocument.objects.values_list("sha256", flat=True))
    assert set(SourceLicence.objects.values_list("sha256", flat=True)) == hashes


def test_the_same_files_again_correct_their_licence(heap):
    import_documents(heap, "--licence", "CC-BY-4.0")

    run = import_documents(heap, "--licence", "CC0-1.0")
    again = import_documents(heap, "--licence", "CC0-1.0")

    assert run.out.endswith("already.\nLicence of 3 files: CC0-1.0.\n")
    assert again.out.endswith("This licence was stated of these files before.\n")
    assert licences() == {("CC0-1.0", "")}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--licence-address", "https://example.org/"], "needs --licence NAME"),
        (["--licence", "x", "--licence-address", "http://x.org/"], "begins with https"),
        (["--licence", " "], "short name"),
        (["--licence", "CC0-1.0", "--dry-run"], "states no licence"),
    ],
)
def test_a_licence_that_cannot_be_stated_stops_all(heap, arguments, sentence):
    run = import_documents(heap, *arguments)

    assert run.code == 2
    assert sentence in run.err
    assert not Batch.objects.exists()


def test_of_what_was_not_loaded_no_licence_is_stated(heap):
    write(heap / "u.md", UNREADABLE)

    import_documents(heap, "--licence", "CC0-1.0")

    assert not SourceLicence.objects.exists()


def test_a_refusal_is_set_aside_and_the_exit_code_says_so(heap):
    write(heap / "n" / "nothingol.md", refusal_about("Nothingol"))

    run = import_documents(heap)

    assert run.code == 1
    assert run.out.startswith("3  new\n1  set aside\n\nFiles with findings:\n")
    assert "1  warning  not_monograph" in run.out
    assert titles() == {"Examplazole", "Samplidone", "Stubomycin"}


def test_a_file_that_cannot_be_read_stops_all(heap):
    write(heap / "u.md", UNREADABLE)

    run = import_documents(heap)

    assert run.code == 1
    assert "1  error\n" in run.out
    assert run.err.startswith("heap/u.md: The file holds NUL bytes")
    assert "Nothing was loaded." in run.err
    assert titles() == set()
    assert Batch.objects.get().state == "cancelled"


def test_the_others_go_in_where_bad_files_are_skipped(heap):
    write(heap / "u.md", UNREADABLE)

    run = import_documents(heap, "--skip-bad")

    assert run.code == 1
    assert run.err.startswith("heap/u.md: The file holds NUL bytes")
    assert "Nothing was loaded" not in run.err
    assert titles() == {"Examplazole", "Samplidone", "Stubomycin"}


def test_files_that_are_no_documents_are_left_alone_and_named(heap):
    write(heap / "cover.png", b"\x89PNG\r\n\x1a\n")

    run = import_documents(heap)

    assert run.code == 0
    assert "Left alone, being no documents: 1 (heap/cover.png)." in run.out


def test_without_a_name_the_only_superuser_does_it(heap):
    boss = make_user(username="boss", is_superuser=True)

    run = Run("import_documents", heap)

    assert run.code == 0
    assert Batch.objects.get().by == boss


@pytest.mark.parametrize("superusers", [[], ["boss", "chief"]])
def test_without_a_name_somebody_has_to_be_meant(heap, superusers):
    for username in superusers:
        make_user(username=username, is_superuser=True)

    run = Run("import_documents", heap)

    assert run.code == 2
    assert re.fullmatch(r"There .* superusers?: say .* --as USERNAME\.\n", run.err)
    assert not Batch.objects.exists()


# --- When others work on the same drugs -----------------------------------------------


@contextmanager
def adding_a_drug_at_each_load(*names):
    """Somebody adds one of these drugs whenever the load of a plan has begun."""
    left = list(names)

    def watch(execute, sql, params, *arguments):
        result = execute(sql, params, *arguments)
        if sql.startswith('UPDATE "monographs_batch"') and "applying" in params:
            name = left.pop(0) if left else ""
            if name:
                make_drug(title=name, slug=name.casefold())
        return result

    with connection.execute_wrapper(watch):
        yield


def test_a_drug_that_was_added_meanwhile_is_left_as_it_is(heap):
    with adding_a_drug_at_each_load("Samplidone"):
        run = import_documents(heap)

    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("2  new\n1  competing source\n")


def test_it_gives_up_when_the_drugs_do_not_come_to_rest(heap):
    with adding_a_drug_at_each_load("Samplidone", "Stubomycin", "Examplazole"):
        run = import_documents(heap)

    batch = Batch.objects.get()
    assert run.code == 2
    assert run.err == (
        f"Import {batch.pk} is waiting for a decision. "
        '"Examplazole" was added since the preview. Nothing was loaded. '
        "Look at the preview again.\n"
    )
    assert batch.state == "preview"


# --- When it cannot run ---------------------------------------------------------------


def test_an_unknown_person(heap):
    run = import_documents(heap, by="nobody")

    assert (run.code, run.err) == (2, 'There is no active user "nobody".\n')


def test_a_person_who_was_deactivated(heap):
    make_steward(username="left", is_active=False)

    run = import_documents(heap, by="left")

    assert (run.code, run.err) == (2, 'There is no active user "left".\n')


def test_a_person_without_the_right(heap):
    make_editor(username="editor")

    run = import_documents(heap, by="editor")

    assert run.code == 2
    assert "lacks the right" in run.err
    assert not Batch.objects.exists()


def test_a_path_that_does_not_exist(tmp_path):
    run = import_documents(tmp_path / "nowhere")

    assert run.code == 2
    assert "nowhere" in run.err
    assert "cannot be read" in run.err


def test_a_folder_without_documents(tmp_path):
    run = import_documents(tmp_path)

    assert run.code == 2
    assert "holds no documents" in run.err


# --- Ctrl-C ---------------------------------------------------------------------------


def test_ctrl_c_while_files_are_taken_in(heap, monkeypatch):
    run = interrupted(heap, 'INSERT INTO "monographs_batchrow"')

    assert run.code == 130
    assert run.err == "Stopped. Nothing was taken in.\n"
    assert not Batch.objects.exists()


def test_ctrl_c_while_files_are_read(heap):
    run = interrupted(heap, "UPDATE monographs_batchrow")

    assert run.code == 130
    assert run.err == "Stopped. Nothing was loaded.\n"
    assert Batch.objects.get().state == "cancelled"


def test_ctrl_c_while_files_are_loaded(heap):
    run = interrupted(heap, 'INSERT INTO "monographs_section"')

    assert run.code == 130
    assert run.err == "Stopped. Nothing was loaded.\n"
    assert Batch.objects.get().state == "cancelled"
    assert titles() == set()


def interrupted(heap, statement):
    """Somebody presses Ctrl-C when this statement is about to begin."""
    is_pressed = False

    def press(execute, sql, *arguments):
        nonlocal is_pressed
        if sql.startswith(statement) and not is_pressed:
            is_pressed = True
            signal.raise_signal(signal.SIGINT)
        return execute(sql, *arguments)

    with connection.execute_wrapper(press):
        run = import_documents(heap)
    assert is_pressed
    return run


# --- undo_import ----------------------------------------------------------------------


def test_undo_takes_all_back(heap):
    import_documents(heap)

    run = Run("undo_import", Batch.objects.get().pk, "--as", "steward")

    assert (run.code, run.out, run.err) == (0, "3 taken back.\n", "")
    assert titles() == set()
    assert Batch.objects.get().undone_by.username == "steward"


def test_undo_says_what_stays_and_why(heap):
    import_documents(heap)
    edit(drug("examplazole"), by=make_editor())

    run = Run("undo_import", Batch.objects.get().pk, "--as", "steward")

    assert run.code == 1
    assert run.out == (
        "2 taken back.\n"
        "1 kept, because others have built on them:\n"
        "  heap/e/examplazole.md: Kept: people have worked on the drug since.\n"
    )
    assert titles() == {"Examplazole"}


def test_undo_needs_an_import_that_is_there(heap):
    run = Run("undo_import", 404, "--as", "steward")

    assert run.code == 2
    assert run.err == "There is no import 404. manage.py list_imports lists them.\n"


def test_undo_needs_an_import_that_is_loaded(heap):
    import_documents(heap)
    number = Batch.objects.get().pk
    Run("undo_import", number, "--as", "steward")

    run = Run("undo_import", number, "--as", "steward")

    assert run.code == 2
    assert "only a loaded one can be taken back" in run.err


def test_undo_needs_the_right(heap):
    import_documents(heap)
    make_editor(username="editor")

    run = Run("undo_import", Batch.objects.get().pk, "--as", "editor")

    assert run.code == 2
    assert "lacks the right" in run.err
    assert Batch.objects.get().state == "done"


# --- list_imports ---------------------------------------------------------------------


def test_there_is_nothing_to_list():
    assert Run("list_imports").out == "There is no import yet.\n"


def test_each_import_is_a_line_the_newest_first(heap, steward):
    import_documents(heap)
    waiting = take_in_files({"n.md": refusal_about("Nothingol")}, by=steward)

    run = Run("list_imports")

    headings, newest, oldest = run.out.splitlines()
    assert headings.split() == [
        *("import", "when", "by", "name", "state", "files", "outcomes")
    ]
    assert newest.startswith(f"{waiting.pk} ")
    assert newest.endswith("being read, 0 of 1, waits for run_worker  1")
    assert re.search(r"steward +heap +loaded +3 +3 new$", oldest)


# --- run_worker -----------------------------------------------------------------------


def test_a_worker_leaves_alone_what_another_process_holds():
    batch = claim(take_in_files({"n.md": refusal_about("Nothingol")}))

    run = Run("run_worker", "--once")

    assert (run.code, run.out) == (0, "")
    batch.refresh_from_db()
    assert batch.state == "reading"
