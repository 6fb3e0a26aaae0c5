"""`manage.py import_sheets` and `manage.py prune_imports`."""

import json

import pytest

from monographs.importing.decisions import undo
from monographs.models import Batch, BatchFile, Monograph, SourceLicence
from monographs.workflow import TransitionRefused
from tests.factories import make_drug, make_editor, make_steward
from tests.importing.batches import drug
from tests.importing.command_run import Run
from tests.importing.sheets.loads import csv, loaded, previewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(tmp_path):
    def write(*lines, name="names.csv"):
        path = tmp_path / name
        path.write_bytes(csv("drug,kind,name", *lines))
        return path

    make_drug(slug="examplazole")
    make_steward(username="steward")
    return write


def run_command(name, *arguments):
    done = Run(name, *arguments)
    return done.code, done.out, done.err


def import_sheets(*arguments):
    return run_command("import_sheets", *arguments, "--as", "steward")


def test_a_licence_is_stated_of_what_went_in(names):
    path = names("examplazole,brand,A")

    code, out, err = import_sheets(path, "--licence", "CC0-1.0")

    assert (code, err) == (0, "")
    assert out.endswith("Licence of 1 file: CC0-1.0.\n")
    assert SourceLicence.objects.get().sha256 == BatchFile.objects.get().sha256


def test_it_loads_and_says_what_became_of_the_lines(names):
    path = names("examplazole,brand,A", "examplazole,brand,B")

    code, out, err = import_sheets(path)

    assert (code, err) == (0, "")
    assert "1  changed" in out
    assert "names: 2 new" in out
    assert drug("examplazole").names.count() == 2


def test_the_same_file_again_has_nothing_to_do(names):
    path = names("examplazole,brand,A")
    import_sheets(path)

    code, out, _ = import_sheets(path)

    assert (code, out) == (0, "Nothing to do: all of it is here already.\n")


def test_a_dry_run_loads_nothing(names):
    code, out, _ = import_sheets(names("examplazole,brand,A"), "--dry-run")

    assert code == 0
    assert "This was a dry run: nothing was loaded." in out
    assert not drug("examplazole").names.exists()
    assert Batch.objects.get().state == "cancelled"


def test_bad_lines_stop_all_and_are_told(names):
    code, _, err = import_sheets(names("examplazole,brandy,A", "examplazole,brand,B"))

    assert code == 1
    assert "names!B2: " in err
    assert "Nothing was loaded." in err
    assert not drug("examplazole").names.exists()


def test_bad_lines_are_skipped_on_request(names, tmp_path):
    path = names("examplazole,brandy,A", "examplazole,brand,B")
    report = tmp_path / "report.jsonl"

    code, _, _ = import_sheets(path, "--skip-bad", "--report", report)

    (record,) = map(json.loads, report.read_text().splitlines())
    assert code == 1
    assert drug("examplazole").names.get().text == "B"
    assert (record["drug"], record["outcome"]) == ("examplazole", "error")
    assert record["lines"] == {"names": {"bad": 1, "new": 1}}
    assert record["issues"][0]["place"] == "names!B2"


def test_columns_that_are_not_clear_are_told(names, tmp_path):
    path = tmp_path / "names.csv"
    path.write_bytes(csv("drug,kind,nmae", "examplazole,brand,A"))

    code, _, err = import_sheets(path)

    assert code == 2
    assert 'names!C1: "nmae" is no column' in err
    assert Batch.objects.get().state == "cancelled"


def test_blank_cells_clear_on_request(names):
    section = drug("examplazole").sections.get()
    path = names(name="sections.csv")
    path.write_bytes(csv("key,drug,kind,text", f"{section.key},examplazole,usage,"))

    code, _, _ = import_sheets(path, "--blank", "clear")

    section.refresh_from_db()
    assert (code, section.body) == (0, "")


def test_a_file_that_is_not_there(names):
    code, _, err = import_sheets("nowhere.csv")

    assert code == 2
    assert err == "nowhere.csv cannot be read: No such file or directory.\n"


def test_the_import_right_is_needed(names):
    make_editor(username="editor")

    code, _, err = run_command(
        "import_sheets", str(names("examplazole,brand,A")), "--as", "editor"
    )

    assert code == 2
    assert "import_monographs" in err
    assert not Batch.objects.exists()


# --- Pruning --------------------------------------------------------------------------


def test_old_imports_are_emptied_and_stay_on_record(later):
    make_drug(slug="examplazole")
    batch = loaded(names=("drug,kind,name", "examplazole,brand,A"))

    with later(days=200):
        code, out, _ = run_command("prune_imports")
    batch.refresh_from_db()

    assert (code, out) == (0, "0 removed, 1 emptied.\n")
    assert (batch.rows.get().before, batch.rows.get().after) == ("", "")
    assert BatchFile.objects.get().source is not None
    with pytest.raises(TransitionRefused, match="pruned"):
        undo(batch, by=batch.by)


def test_imports_that_were_never_loaded_go(later):
    make_drug(slug="examplazole")
    previewed(names=("drug,kind,name", "examplazole,brand,A"))

    with later(days=200):
        _, out, _ = run_command("prune_imports")

    assert out == "1 removed, 0 emptied.\n"
    assert not Batch.objects.exists()
    assert Monograph.objects.exists()


def test_young_imports_stay():
    make_drug(slug="examplazole")
    previewed(names=("drug,kind,name", "examplazole,brand,A"))

    _, out, _ = run_command("prune_imports")

    assert out == "0 removed, 0 emptied.\n"


def test_a_file_neither_steers_the_terminal_nor_forges_a_line(names):
    address = "exam\x1b[2J\x9b31m\u202e\u2028This is import 7."
    path = names(f"{address},brand,A", name="a\x1b[31mb.csv")

    done = [import_sheets(path), import_sheets(path, "--skip-bad")]
    done.append(run_command("list_imports"))

    assert "exam[U+001B][2J" in done[0][2]
    assert "a[U+001B][31mb.csv" in done[2][1]
    for _, out, err in done:
        assert "\nThis is import 7." not in out + err
        assert not set("\x1b\x9b\u202e\u2028") & set(out + err)
