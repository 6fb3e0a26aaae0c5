"""What a dry run says, and the report that comes with and without one."""

import json
import os
import subprocess
import sys
from contextlib import suppress

import pytest

from monographs.importing.report import replacing
from monographs.models import Batch
from tests.importing.command_run import import_documents, write
from tests.importing.documents_about import (
    UNREADABLE,
    labelled_document_about,
    refusal_about,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("steward")]


def lines_of(report):
    lines = report.read_text().splitlines()
    return {line["source"]: line for line in map(json.loads, lines)}


def test_a_dry_run_loads_nothing_and_counts_what_the_files_say(heap):
    write(heap / "n" / "nothingol.md", refusal_about("Nothingol"))

    run = import_documents(heap, "--dry-run")

    assert run.code == 1
    assert run.out.startswith(
        "3  can become drafts\n1  cannot: unreadable, or no monographs\n"
    )
    assert run.out.endswith(
        "This was a dry run: files were read, not compared with what is here, and "
        "nothing was loaded.\n"
    )
    assert not Batch.objects.exists()


def test_a_dry_run_asks_the_database_nothing(heap, tmp_path):
    """In a process of its own, whose database is nowhere."""
    report = tmp_path / "report.jsonl"

    done = subprocess.run(
        [
            *(sys.executable, "manage.py", "import_documents", heap),
            *("--dry-run", "--report", report),
        ],
        env={
            **os.environ,
            "DEBUG": "1",
            "DATABASE_URL": "postgres://nobody:nothing@127.0.0.1:1/nowhere",
        },
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "3  can become drafts" in done.stdout
    assert len(lines_of(report)) == 3


def test_the_report_has_a_line_for_each_file_with_and_without_a_dry_run(heap, tmp_path):
    write(heap / "u.md", UNREADABLE)
    write(heap / "n.md", refusal_about("Nothingol"))
    reports = [tmp_path / "dry.jsonl", tmp_path / "wet.jsonl"]

    import_documents(heap, "--dry-run", "--report", reports[0])
    import_documents(heap, "--skip-bad", "--report", reports[1])

    dry, wet = map(lines_of, reports)
    assert dry == wet
    assert {source: line["status"] for source, line in dry.items()} == {
        "e/examplazole.md": "imported",
        "s/samplidone.md": "imported",
        "s/stubomycin.md": "imported",
        "n.md": "rejected",
        "u.md": "rejected",
    }
    assert dry["e/examplazole.md"]["generic_name"] == "Examplazole"
    assert dry["u.md"]["flags"] == ["unreadable"]


def test_the_report_names_a_file_that_never_came_in(heap, tmp_path):
    (heap / "elsewhere.md").symlink_to(write(tmp_path / "outside.md", b"# Secretol"))

    import_documents(heap, "--dry-run", "--report", tmp_path / "report.jsonl")

    line = lines_of(tmp_path / "report.jsonl")["elsewhere.md"]
    assert (line["status"], line["flags"]) == ("rejected", ["unreadable"])
    assert line["sections"] == []


def test_titles_that_are_not_the_only_ones_are_flagged_over_the_whole_set(
    heap, tmp_path
):
    write(heap / "x.md", labelled_document_about("EXAMPLAZOLE"))
    write(heap / "n1.md", refusal_about("Nothingol"))
    write(heap / "n2.md", refusal_about("Nothingol"))

    run = import_documents(heap, "--dry-run", "--report", tmp_path / "report.jsonl")

    flagged = {
        source
        for source, line in lines_of(tmp_path / "report.jsonl").items()
        if "duplicate_title" in line["flags"]
    }
    assert flagged == {"e/examplazole.md", "x.md"}
    assert "2  warning  duplicate_title: Another document of the import" in run.out
    assert "2  can become drafts, once somebody has looked at them\n" in run.out


def test_an_unfinished_report_never_takes_the_place_of_the_last(tmp_path):
    report = write(tmp_path / "report.jsonl", b"the last one\n")

    with suppress(KeyboardInterrupt), replacing(report) as file:
        file.write("half a li")
        raise KeyboardInterrupt

    assert report.read_bytes() == b"the last one\n"
    assert list(tmp_path.iterdir()) == [report]


def test_a_report_that_cannot_be_written_stops_it_before_it_begins(heap, tmp_path):
    run = import_documents(heap, "--report", tmp_path / "no-folder" / "report.jsonl")

    assert run.code == 2
    assert "cannot be written" in run.err
    assert not Batch.objects.exists()


@pytest.mark.parametrize("place", ["heap", "/dev/null"])
def test_a_report_replaces_nothing_but_a_file(heap, tmp_path, place):
    run = import_documents(heap, "--dry-run", "--report", tmp_path / place)

    assert run.code == 2
    assert "is no ordinary file" in run.err
