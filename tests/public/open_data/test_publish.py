"""What a set of open data holds, and that no unfinished one ever takes its place."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from hashlib import sha256
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from monographs import workflow
from monographs.frequency import Frequency, Interval
from monographs.models import Publication, Revision
from monographs.public.open_data import publish
from monographs.public.open_data import records as pages_of
from monographs.public.open_data.describe import CONTENTS
from monographs.public.open_data.publish import DataRefused, publish_data
from tests.factories import (
    MINOR,
    edit,
    make_disagreement,
    make_drug,
    make_editor,
    make_effect,
    make_full_comparison,
    make_full_drug,
    make_imported_section,
    make_name,
    make_published_drug,
    make_publisher,
    make_side_effect,
    make_steward,
    publish_now,
    publish_past_the_checks,
)
from tests.past_guards import drop_guards_of
from tests.public import secrets
from tests.public.open_data.sets import asked, everything_in, published, records, table

pytestmark = pytest.mark.django_db
ABOVE_ONE_IN_A_HUNDRED = Frequency(
    interval=Interval(Fraction(1, 100), False, Fraction(1), True), phrase="> 1 %"
)


def test_every_version_stands_there_as_it_was_signed(root):
    drug = make_full_drug(slug="examplazole", title="Examplazole é")
    first = publish_now(drug)
    edit(drug, by=make_editor(), body="For examples.")
    second = publish_now(drug, change_kind=MINOR, change_note="A word.")

    folder = published(root)

    lines = (folder / "versions.jsonl").read_text(encoding="utf-8").splitlines()
    versions = [json.loads(line) for line in lines]
    assert [one["status"]["version"] for one in versions] == [1, 2]
    assert [one["status"]["is_current"] for one in versions] == [False, True]
    assert [one["change"] for one in versions] == [
        {"kind": "major", "note": "", "compared_with": None},
        {"kind": "minor", "note": "A word.", "compared_with": 1},
    ]
    for line, revision in zip(lines, (first, second), strict=True):
        content = line.split(',"content":', 1)[1][:-1]
        assert content == revision.content
        assert sha256(content.encode()).hexdigest() == revision.sha256
    assert [one["role"] for one in versions[0]["status"]["signers"]] == [
        "editorial",
        "clinical",
    ]


def test_a_version_is_what_its_address_gives(root, client):
    make_full_drug_published()

    [version] = records(published(root), "versions")

    given = json.loads(client.get("/drugs/examplazole.json").content)
    del given["status"]["is_review_overdue"]
    del version["change"]
    assert version == given


def make_full_drug_published():
    drug = make_full_drug(slug="examplazole")
    make_side_effect(drug, frequency=ABOVE_ONE_IN_A_HUNDRED)
    publish_now(drug)
    return drug


def test_a_statement_is_a_row_with_exact_fractions(root):
    make_full_drug_published()

    rows = sorted(table(published(root), "side-effects"), key=lambda row: row["low"])
    *without, exact = rows

    assert exact["slug"] == "examplazole"
    assert (exact["low"], exact["low_closed"]) == ("1/100", "false")
    assert (exact["high"], exact["high_closed"]) == ("1/1", "true")
    assert exact["low_decimal"] == "0.01"
    assert exact["bands"] == "very_common common"
    assert exact["as_written"] == "> 1 %"
    # No figure is empty and never nought; the sentence says so.
    assert {row["low"] + row["high_decimal"] for row in without} == {""}
    assert {row["sentence"] for row in without} == {"no frequency given"}


def test_a_statement_names_placebo_and_the_effect_of_today(root):
    former, kept = make_effect("Head pain"), make_effect("Headache")
    drug = make_drug(slug="examplazole")
    on_placebo = replace(ABOVE_ONE_IN_A_HUNDRED, comparator=Fraction(0))
    make_side_effect(drug, former, frequency=on_placebo)
    publish_now(drug)
    workflow.merge_effects(former, kept, by=make_publisher())

    folder = published(root)

    [row] = table(folder, "side-effects")
    assert (row["effect"], row["effect_slug"]) == ("Head pain", kept.slug)
    assert row["comparator"] == "0/1"
    found = asked(folder, "SELECT effect_slug, comparator FROM side_effects")
    assert found == [(kept.slug, "0/1")]
    [version] = records(folder, "versions")
    assert version["side_effects"][0]["effect_slug"] == kept.slug


def test_texts_that_a_spreadsheet_would_run_are_guarded(root):
    drug = make_drug(title="=cmd|' /C calc'!A0", slug="examplazole")
    make_side_effect(drug, make_effect("@SUM(1)"), wording='\t-1+1, "x"\n|')
    publish_now(drug)

    folder = published(root)

    [row] = table(folder, "side-effects")
    assert row["title"] == "'=cmd|' /C calc'!A0"
    assert row["effect"] == "'@SUM(1)"
    assert row["wording"].startswith("'\t-1+1")
    # Programs get the words themselves.
    assert asked(folder, "SELECT effect FROM side_effects") == [("@SUM(1)",)]


def test_hostile_texts_stay_texts(root):
    nasty = '\u202e\'); DROP TABLE names;-- 😀 \x0b\u2028,"content":{}'
    drug = make_full_drug(title=nasty, slug="examplazole")
    make_name(drug, nasty)
    make_disagreement(drug, question=nasty)
    publish_past_the_checks(drug)

    folder = published(root)

    lines = (folder / "versions.jsonl").read_text(encoding="utf-8").split("\n")
    content = lines[0].split(',"content":', 1)[1][:-1]
    assert (
        sha256(content.encode()).hexdigest()
        == records(folder, "versions")[0]["status"]["sha256"]
    )
    assert asked(folder, "SELECT text FROM names WHERE text = ?", nasty) == [(nasty,)]


def test_the_database_finds_words_of_names_sections_questions_and_tables(root):
    drug = make_full_drug(title="Examplazole", slug="examplazole")
    make_name(drug, "Élanor")
    publish_now(drug)
    publish_now(make_full_comparison(title="One or other", slug="one-or-other"))

    folder = published(root)

    found = "SELECT DISTINCT slug, kind FROM search WHERE search MATCH ?"
    assert asked(folder, found, "elanor") == [("examplazole", "name")]
    assert asked(folder, found, "hurt AND text : examples")[0][1] == "section"
    assert asked(folder, found, "drive") == [("examplazole", "faq")]
    assert asked(folder, found, "samplidone") == [("one-or-other", "comparison")]


def test_the_description_names_each_file_with_size_hash_and_columns(root, settings):
    make_full_drug_published()

    folder = published(root)

    package = json.loads((folder / "datapackage.json").read_text())
    resources = {one["path"]: one for one in package["resources"]}
    assert set(resources) == set(CONTENTS)
    for path, resource in resources.items():
        content = (folder / path).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
    fields = resources["side-effects.csv"]["schema"]["fields"]
    assert [one["name"] for one in fields] == list(table(folder, "side-effects")[0])
    checked = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    assert checked.returncode == 0, checked.stderr
    assert checked.stdout.count(": OK") == len(CONTENTS) + 2
    assert set(everything_in(folder)) == {
        *CONTENTS,
        "datapackage.json",
        "README.md",
        "SHA256SUMS",
    }


@pytest.fixture
def section():
    """Of a published page, with a source."""
    drug = make_drug(slug="examplazole")
    section = make_imported_section(drug)
    workflow.verify(drug, keys=[section.key], by=make_editor())
    publish_now(drug)
    return section


def test_a_source_is_told_by_its_hash_and_its_licence_is_not_guessed(
    root, section, settings
):

    folder = published(root)

    [source] = table(folder, "sources")
    assert source["sha256"] == section.source.sha256
    assert source["form"] == "document"
    assert source["licence"] == "not stated"
    package = json.loads((folder / "datapackage.json").read_text())
    assert (package["licenses"], package["licenseStated"]) == ([], False)
    assert "Licence of this set: not stated" in (folder / "README.md").read_text()
    for content in everything_in(folder).values():
        assert section.source.path.encode() not in content

    settings.DATA_LICENCE = ("CC0-1.0", "https://creativecommons.org/publicdomain/")
    folder = published(root)

    assert table(folder, "sources")[0]["licence"] == "not stated"
    package = json.loads((folder / "datapackage.json").read_text())
    assert package["licenses"][0]["name"] == "CC0-1.0"
    assert "not stated for 1 of them" in package["sources"][0]["title"]


def state(section, name, address=""):
    by = make_steward(printed_name="Stella Ward", username="stella")
    workflow.state_licence(
        [section.source.sha256], workflow.Licence(name, address), by=by
    )


def test_a_source_has_the_licence_that_was_stated_and_nobody_who_stated_it(
    root, section, settings
):
    settings.DATA_LICENCE = ("CC0-1.0", "https://creativecommons.org/publicdomain/")
    state(section, "=OGL-3.0", "https://example.org/ogl")

    folder = published(root)

    [source] = table(folder, "sources")
    assert source["licence"] == "'=OGL-3.0"
    assert source["licence_address"] == "https://example.org/ogl"
    found = asked(folder, "SELECT licence, licence_address FROM sources")
    assert found == [("=OGL-3.0", "https://example.org/ogl")]
    package = json.loads((folder / "datapackage.json").read_text())
    assert package["counts"]["sources_with_licence"] == 1
    assert package["licenses"][0]["name"] == "CC0-1.0"
    said = (folder / "README.md").read_text()
    assert "Licence of this set: CC0-1.0, https" in said
    assert "stated for 1 of them" in said
    for name, content in everything_in(folder).items():
        assert b"stella" not in content.lower(), name


def test_a_licence_that_is_stated_makes_a_new_set(root, section):
    first = publish_data()

    state(section, "CC-BY-4.0")

    assert publish_data().is_new
    assert not publish_data().is_new
    assert table(root / first.name, "sources")[0]["licence"] == "not stated"


def test_queries_do_not_grow_with_sources(root, django_assert_num_queries):
    for sources in (1, 4):
        drug = make_drug()
        sections = [make_imported_section(drug) for _ in range(sources)]
        workflow.verify(drug, keys=[one.key for one in sections], by=make_editor())
        publish_now(drug)
    publish_data()

    with django_assert_num_queries(13):
        publish_data()


def test_nothing_that_is_not_public_is_in_any_file(root):
    secret = secrets.build()

    folder = published(root)

    for name, content in everything_in(folder).items():
        assert secret.found_in(content.decode(errors="replace")) == [], name
    assert secrets.PUBLIC in (folder / "versions.jsonl").read_text()
    # Of a withdrawn page not even its title.
    for name, content in everything_in(folder).items():
        assert b"ithdrazole" not in content, name


def test_the_same_content_makes_no_second_set(root, capsys):
    make_full_drug_published()
    first = publish_data()

    call_command("publish_data")

    assert first.is_new
    assert capsys.readouterr().out == f"Nothing changed since the set {first.name}.\n"
    assert [one.name for one in root.iterdir() if one.is_dir()] == [first.name]


def test_the_same_content_makes_the_same_bytes(root, settings, tmp_path, later):
    make_full_drug_published()
    folder = published(root)
    settings.DATA_DIR = tmp_path / "elsewhere"

    with later(days=3):
        other = published(settings.DATA_DIR)

    assert other.name != folder.name
    for name in CONTENTS:
        assert (folder / name).read_bytes() == (other / name).read_bytes(), name


def test_a_second_set_of_a_day_has_a_number(root):
    drug = make_full_drug_published()
    first = publish_data()
    edit(drug, by=make_editor())
    publish_now(drug)

    second = publish_data()

    assert first.name == timezone.localdate().isoformat()
    assert second.name == f"{first.name}-2"


def test_a_run_that_fails_leaves_the_former_set(root, monkeypatch):
    drug = make_full_drug_published()
    folder = published(root)
    before = everything_in(folder)
    edit(drug, by=make_editor())
    publish_now(drug)

    def full(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publish, "readme", full)
    with pytest.raises(SystemExit) as ending:
        call_command("publish_data")

    assert ending.value.code == 2
    assert everything_in(folder) == before
    assert [one.name for one in root.iterdir() if one.is_dir()] == [folder.name]


def test_altered_content_is_never_published(root, monkeypatch):
    make_full_drug_published()
    monkeypatch.setattr("monographs.public.sealed.sha256", lambda text: "0" * 64)

    with pytest.raises(Exception, match="version 1"):
        publish_data()

    assert not any(one.is_dir() for one in root.iterdir())


def test_altered_content_is_told_in_a_sentence(root, capsys):
    make_full_drug_published()
    drop_guards_of("monographs_revision")
    Revision.objects.update(content="{}")

    with pytest.raises(SystemExit) as ending:
        call_command("publish_data")

    assert ending.value.code == 2
    assert "version 1 is not what was signed" in capsys.readouterr().err
    assert not any(one.is_dir() for one in root.iterdir())


def test_a_killed_run_is_swept_and_leaves_no_lock(root):
    root.mkdir()
    program = (
        "import fcntl, os, pathlib, signal, sys, tempfile\n"
        "root = pathlib.Path(sys.argv[1])\n"
        "lock = (root / '.lock').open('w')\n"
        "fcntl.flock(lock, fcntl.LOCK_EX)\n"
        "folder = tempfile.mkdtemp(prefix='.unfinished-', dir=root)\n"
        "pathlib.Path(folder, 'versions.jsonl').write_text('half')\n"
        "print('begun', flush=True)\n"
        "signal.pause()\n"
    )
    run = subprocess.Popen(
        [sys.executable, "-c", program, str(root)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert run.stdout.readline() == "begun\n"
        make_full_drug_published()
        with pytest.raises(DataRefused, match="Another run"):
            publish_data()
    finally:
        os.kill(run.pid, signal.SIGKILL)
        run.wait()
        run.stdout.close()
    assert list(root.glob(".unfinished-*"))

    folder = published(root)

    assert [one.name for one in root.iterdir() if one.is_dir()] == [folder.name]


def test_a_page_that_is_withdrawn_meanwhile_stops_the_run(root, monkeypatch):
    drug = make_full_drug_published()
    describing = publish._write_sources

    def withdrawn_meanwhile(*arguments):
        describing(*arguments)
        workflow.withdraw(drug, by=make_publisher(), reason="Wrong.")

    monkeypatch.setattr(publish, "_write_sources", withdrawn_meanwhile)

    with pytest.raises(DataRefused, match="withdrawn meanwhile"):
        publish_data()


def test_an_empty_site_makes_a_set_that_holds_nothing(root):
    folder = published(root)

    counts = json.loads((folder / "datapackage.json").read_text())["counts"]
    assert set(counts.values()) == {0}
    assert records(folder, "versions") == []
    assert table(folder, "side-effects") == []
    assert asked(folder, "SELECT count(*) FROM monographs") == [(0,)]


def test_a_notice_is_there_while_readers_are_shown_it(root):
    drug = make_full_drug_published()
    workflow.post_notice(
        drug,
        severity="warning",
        text="Shake it.",
        ends_at=timezone.now() + timedelta(days=1),
        by=make_publisher(),
    )

    [page] = records(published(root), "pages")

    assert [one["text"] for one in page["notices"]] == ["Shake it."]
    assert page["notices"][0]["until"]


def test_queries_grow_with_chunks_and_not_with_pages(
    root, monkeypatch, django_assert_num_queries
):
    for _ in range(4):
        publish_now(make_full_drug())
    publish_data()  # what is asked once in the life of a process
    with django_assert_num_queries(14) as counted:
        publish_data()

    monkeypatch.setattr(pages_of, "CHUNK", 2)

    with django_assert_num_queries(len(counted) + 4):
        publish_data()
    assert Publication.objects.count() == 4


def test_a_chunk_is_let_go_before_the_next_one_is_read(root, monkeypatch):
    for _ in range(3):
        make_published_drug()
    monkeypatch.setattr(pages_of, "CHUNK", 1)

    chunks = pages_of.live_pages(timezone.now())

    assert [len(chunk) for chunk in chunks] == [1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_others_write_while_a_set_is_written_which_stays_as_it_was(root):
    drug = make_published_drug(title="Examplazole", slug="examplazole")
    written = []

    def told(pages):
        def write():
            edit(drug, by=make_editor(), body="Changed meanwhile.")
            publish_now(drug)
            written.append(drug)
            connection.close()

        thread = Thread(target=write)
        thread.start()
        thread.join(timeout=15)

    outcome = publish_data(told)

    assert written
    assert records(root / outcome.name, "changes")[-1]["version"] == 1
    assert publish_data().is_new
