import pytest
from django.core.management import call_command

from monographs.content import read_working_copy
from monographs.importing.documents.exported import read_exported
from tests.exporting.drafts import document_of
from tests.factories import (
    make_drug,
    make_editor,
    make_full_comparison,
    make_full_drug,
    make_published_drug,
    make_steward,
)

pytestmark = pytest.mark.django_db


def export(*arguments, code=0):
    if not code:
        call_command("export_documents", *map(str, arguments))
        return
    with pytest.raises(SystemExit) as ending:
        call_command("export_documents", *map(str, arguments))
    assert ending.value.code == code


def files_below(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_it_writes_every_working_copy_and_says_where(tmp_path, capsys):
    make_drug(slug="examplazole")
    make_drug(slug="2-samplidone")
    folder = tmp_path / "new" / "folder"

    export(folder)

    assert files_below(folder) == ["2/2-samplidone.md", "e/examplazole.md"]
    assert capsys.readouterr().out == f"Wrote 2 files below {folder}.\n"


@pytest.mark.parametrize("make", [make_full_drug, make_full_comparison])
def test_what_it_wrote_is_what_was_there(tmp_path, make):
    monograph = make(slug="examplazole")

    export(tmp_path)

    draft, issues = read_exported((tmp_path / "e" / "examplazole.md").read_text())
    assert document_of(draft) == read_working_copy(monograph)
    assert not issues


def test_published_pages_only(tmp_path, capsys):
    make_published_drug(slug="examplazole")
    make_drug(slug="samplidone")

    export(tmp_path, "--published")

    assert files_below(tmp_path) == ["e/examplazole.md"]
    assert capsys.readouterr().out.startswith("Wrote 1 file below ")


def test_nothing_to_write_is_said(tmp_path, capsys):
    export(tmp_path)

    assert capsys.readouterr().out == f"Wrote 0 files below {tmp_path}.\n"


def test_a_folder_that_holds_files_is_refused(tmp_path, capsys):
    make_drug()
    (tmp_path / "notes.txt").write_text("Mine.")

    export(tmp_path, code=2)

    assert "holds files already" in capsys.readouterr().err
    assert files_below(tmp_path) == ["notes.txt"]


def test_overwriting_replaces_own_files_and_names_those_of_others(tmp_path, capsys):
    make_drug(slug="examplazole", title="Examplazole")
    make_drug(slug="samplidone")
    export(tmp_path)
    (tmp_path / "e" / "examplazole.md").write_text("# My notes")
    (tmp_path / "s" / "samplidone.md").write_text("---\nmedsite: 1\n---\n")
    capsys.readouterr()

    export(tmp_path, "--overwrite", code=1)

    said = capsys.readouterr()
    assert "examplazole.md was left alone" in said.err
    assert said.out == f"Wrote 1 file below {tmp_path}.\n"
    assert (tmp_path / "e" / "examplazole.md").read_text() == "# My notes"
    assert "slug: " in (tmp_path / "s" / "samplidone.md").read_text()


def test_a_file_in_the_folders_place_is_refused(tmp_path, capsys):
    path = tmp_path / "file"
    path.write_text("")

    export(path, code=2)

    assert "Name a folder" in capsys.readouterr().err


def test_what_the_file_system_refuses_is_said(tmp_path, capsys):
    make_drug(slug="examplazole")
    (tmp_path / "e").write_text("A file where a folder should be.")

    export(tmp_path, "--overwrite", code=2)

    assert f"Cannot write to {tmp_path / 'e'}" in capsys.readouterr().err


def test_a_named_person_needs_the_right(tmp_path, capsys):
    steward, editor = make_steward(), make_editor()

    export(tmp_path / "a", "--as", steward.username)
    export(tmp_path / "b", "--as", editor.username, code=2)
    export(tmp_path / "c", "--as", "nobody", code=2)

    said = capsys.readouterr().err
    assert 'lacks the right for this step ("export_monographs")' in said
    assert 'no active user "nobody"' in said
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
