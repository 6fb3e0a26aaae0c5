"""The page of an import: its state, its summary, its files, its buttons."""

import json
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monographs.importing.advance import run_next
from monographs.importing.decisions import load
from monographs.models import Batch, BatchIssue, BatchRow, Monograph
from tests.desk.imports.documents import (
    NO_TEXT,
    STUB,
    document,
    documents,
    make_import,
    make_loaded_import,
)
from tests.desk.imports.pages import LIST, batch_url, words_of
from tests.desk.test_query_counts import count
from tests.factories import edit, make_editor, make_publisher, make_steward, make_user
from tests.importing.batches import take_in_files

pytestmark = pytest.mark.django_db
MIXED = {
    "a/examplazole.md": document(),
    "a/samplidone.md": document("Samplidone"),
    "b/examplazole.md": document(use="other examples"),
    "b/stub.md": STUB,
    "b/picture.md": NO_TEXT,
}


def test_files_that_are_not_read_yet_are_counted_and_not_listed(steward):
    files = documents(120)
    batch = take_in_files({path: text.encode() for path, text in files.items()})

    response = steward.get(batch_url(batch))

    assert listed(response) == []
    words = words_of(response)
    assert "120 files of 120 are not read yet: they are listed here as" in words
    assert '<progress max="120" value="0"' in response.content.decode()


def test_once_all_files_are_read_nothing_is_said_of_unread_ones(steward):
    response = steward.get(batch_url(make_import(MIXED)))

    assert len(listed(response)) == len(MIXED)
    assert "not read" not in words_of(response)


def listed(response):
    return [file.row.path for file in response.context["listing"].files]


def test_the_summary_counts_outcomes_and_findings(steward):
    page = words_of(steward.get(batch_url(make_import(MIXED))))

    for words in ("New 2", "Competing source 1", "Set aside 1", "Error 1"):
        assert words in page
    assert "The text seems to be no monograph. 1" in page


@pytest.mark.parametrize(
    ("query", "paths"),
    [
        ({"outcome": "new"}, ["a/examplazole.md", "a/samplidone.md"]),
        ({"outcome": "competing"}, ["b/examplazole.md"]),
        ({"code": "not_monograph"}, ["b/stub.md"]),
        ({"severity": "error"}, ["b/picture.md"]),
        ({"q": "SAMPLI"}, ["a/samplidone.md"]),
        ({"q": "b/"}, ["b/examplazole.md", "b/stub.md", "b/picture.md"]),
        ({"outcome": "new", "q": "sampli"}, ["a/samplidone.md"]),
        ({"outcome": "nothing", "severity": "grave", "p": "x"}, list(MIXED)),
        ({"q": "%00"}, list(MIXED)),
        ({"code": "no_such_code"}, []),
        ({"q": "x" * 90_000}, []),
    ],
)
def test_files_are_filtered_and_searched(steward, query, paths):
    response = steward.get(batch_url(make_import(MIXED), **query))

    assert response.status_code == 200
    assert listed(response) == paths


def test_each_line_of_the_summary_lists_its_files(steward):
    batch = make_import(MIXED)

    context = steward.get(batch_url(batch)).context

    for line in [*context["outcomes"], *context["findings"]]:
        listing = steward.get(f"{batch_url(batch)}?{line.query}").context["listing"]
        assert listing.page.paginator.count == line.count


def test_a_page_has_a_hundred_files_and_the_filter_goes_along(steward):
    batch = make_import(documents(101))
    first = steward.get(batch_url(batch, outcome="new"))
    second = steward.get(batch_url(batch, outcome="new", p=2))

    assert len(listed(first)) == 100
    assert "?outcome=new&amp;p=2#files" in first.content.decode()
    assert listed(second) == ["examplazole-100.md"]


def test_the_number_of_queries_does_not_grow(steward):
    few, many = make_import(MIXED), make_import(documents(120))

    counts = [
        count(lambda one=one: steward.get(batch_url(one)))[0] for one in (few, many)
    ]

    assert counts[0] == counts[1]


def test_a_page_stays_under_200_kb_whatever_the_files_are_called(steward, person):
    batch = Batch.objects.create(
        kind="documents", name="&" * 300, by=person, total=100, state="preview"
    )
    rows = [
        BatchRow(
            batch=batch,
            place=place,
            path="'" * 1000,
            title='"' * 300,
            message="<" * 5000,
            outcome="competing",
            state="planned",
        )
        for place in range(1, 101)
    ]
    BatchRow.objects.bulk_create(rows)
    BatchIssue.objects.bulk_create(
        BatchIssue(row=row, code=f"{number}" * 60, severity="hint", message="x")
        for row in rows
        for number in range(5)
    )

    assert len(steward.get(batch_url(batch)).content) < 200_000


def test_no_text_is_fetched_for_the_list(steward):
    batch = make_import(MIXED)

    with CaptureQueriesContext(connection) as queries:
        steward.get(batch_url(batch))

    for column in ("content", "after", "before"):
        assert not any(f'"{column}"' in query["sql"] for query in queries)


# --- Progress -------------------------------------------------------------------------


def waiting_batch(person, **fields):
    return Batch.objects.create(
        kind="documents",
        name="many files",
        by=person,
        total=6500,
        to_do=6500,
        state="reading",
        **fields,
    )


def test_progress_in_figures_and_words(steward, person, later):
    batch = waiting_batch(
        person,
        checkpoint=1300,
        started_at=timezone.now(),
        lease=UUID(int=1),
        lease_until=timezone.now() + timedelta(seconds=60),
    )

    with later(seconds=10):
        answer = json.loads(steward.get(batch_url(batch, "progress")).content)
        page = words_of(steward.get(batch_url(batch)))

    assert (answer["done"], answer["total"], answer["percent"]) == (1300, 6500, 20)
    assert re.fullmatch(
        r"Reading: 1,300 of 6,500 files, 1[23]\d a second, about 4\d seconds left\.",
        answer["words"],
    )
    assert answer["is_working"]
    assert "1,300 of 6,500 files" in page


def test_without_a_script_the_page_reloads_itself_while_somebody_works(steward, person):
    working = steward.get(batch_url(waiting_batch(person))).content.decode()
    ended = steward.get(batch_url(make_import())).content.decode()

    assert '<noscript><meta http-equiv="refresh"' in working
    assert "http-equiv" not in ended
    assert "progress.js" not in ended


def test_a_busy_worker_is_not_reported_missing(steward, person, later):
    batch = waiting_batch(person)
    with later(seconds=60):
        alone = json.loads(steward.get(batch_url(batch, "progress")).content)
        waiting_batch(
            person,
            lease=UUID(int=1),
            lease_until=timezone.now() + timedelta(seconds=30),
        )
        waits = json.loads(steward.get(batch_url(batch, "progress")).content)

    assert alone["is_left_alone"]
    assert not waits["is_left_alone"]


# --- Loading, cancelling, undoing -----------------------------------------------------


def test_loading_makes_working_copies_at_once(steward):
    batch = make_import()

    response = steward.post(batch_url(batch, "load"), follow=True)

    assert "Loaded" in words_of(response)
    assert "Examplazole new loaded working copy examplazole.md" in words_of(response)
    assert Monograph.objects.get().title == "Examplazole"


def test_a_bad_file_stops_all_unless_it_is_skipped(steward):
    batch = make_import(MIXED)

    refused = words_of(steward.post(batch_url(batch, "load"), follow=True))
    none_yet = Monograph.objects.count()
    steward.post(batch_url(batch, "load"), {"skip_bad": "on"})

    assert "1 file of this import cannot be read, so nothing was loaded" in refused
    assert "Skip the 1 file that cannot be read" in refused
    assert none_yet == 0
    assert Monograph.objects.count() == 2


def test_loading_many_files_is_left_to_the_worker(steward):
    batch = make_import(documents(51))

    steward.post(batch_url(batch, "load"))
    batch.refresh_from_db()
    waiting = batch.state
    run_next()

    batch.refresh_from_db()
    assert (waiting, batch.state) == (Batch.State.APPLYING, Batch.State.DONE)


def test_loading_twice_is_refused_with_a_sentence(steward):
    batch = make_loaded_import()

    response = steward.post(batch_url(batch, "load"), follow=True)

    assert "cannot be loaded now" in words_of(response)


def test_cancelling_a_preview(steward):
    batch = make_import()

    steward.post(batch_url(batch, "cancel"))

    batch.refresh_from_db()
    assert batch.state == Batch.State.CANCELLED


def test_what_nobody_reads_is_cancelled_without_a_worker(steward, person):
    batch = waiting_batch(person)

    steward.post(batch_url(batch, "cancel"))

    batch.refresh_from_db()
    assert batch.state == Batch.State.CANCELLED


def test_cancelling_what_is_being_loaded_takes_it_back(steward, person):
    batch = load(make_import(documents(51)), by=person)

    response = steward.post(batch_url(batch, "cancel"), follow=True)
    run_next()

    batch.refresh_from_db()
    assert "It is about to stop" in words_of(response)
    assert batch.state == Batch.State.CANCELLED
    assert not Monograph.objects.exists()


def test_undoing_asks_first_and_tells_in_three_buckets(steward):
    batch = make_loaded_import(documents(3))
    edited = Monograph.objects.get(title="Examplazole 1")
    edit(edited, by=make_editor())

    asked = words_of(steward.get(batch_url(batch, "undo")))
    still_there = Monograph.objects.count()
    told = steward.post(batch_url(batch, "undo"), follow=True)

    assert "Taken back: 2 files 2 working copies that this import made" in asked
    assert "Kept: 1 file 1 because people have worked on the drug since" in asked
    assert still_there == 3
    assert list(Monograph.objects.all()) == [edited]
    assert "Taken back 2" in words_of(told)
    assert "Kept 1" in words_of(told)
    kept = words_of(steward.get(batch_url(batch, state="kept")))
    assert "Kept: people have worked on the drug since" in kept


def test_only_a_loaded_import_is_undone(steward):
    batch = make_import()

    asked = steward.get(batch_url(batch, "undo"), follow=True)
    told = steward.post(batch_url(batch, "undo"), follow=True)

    assert "Only a loaded import can be taken back" in words_of(asked)
    assert "only a loaded one can be taken back" in words_of(told)


@pytest.mark.parametrize("step", ["load", "cancel", "undo"])
def test_asking_changes_nothing(steward, step):
    for batch in (make_import(), make_loaded_import({"b.md": document("Samplidone")})):
        before = Batch.objects.values().get(pk=batch.pk)

        steward.get(batch_url(batch, step))

        assert Batch.objects.values().get(pk=batch.pk) == before


# --- Rights ---------------------------------------------------------------------------


@pytest.fixture
def onlooker(log_in):
    """May see imports, and do nothing with them."""
    user = make_user()
    user.user_permissions.set(Permission.objects.filter(codename="view_batch"))
    return log_in(user)


def test_another_persons_import_is_seen_by_whoever_may_see_imports(onlooker):
    page = onlooker.get(batch_url(make_import(MIXED), "change"))

    assert page.status_code == 200
    assert not any(
        page.context[name] for name in ("may_load", "may_cancel", "may_undo")
    )


@pytest.mark.parametrize("step", ["load", "cancel", "undo"])
def test_without_the_right_a_step_is_refused(onlooker, step):
    batch = make_loaded_import() if step == "undo" else make_import()
    state = batch.state

    response = onlooker.post(batch_url(batch, step))

    batch.refresh_from_db()
    assert response.status_code == 403
    assert "lacks the right" in response.content.decode()
    assert batch.state == state


@pytest.mark.parametrize("page", ["change", "progress", "undo", "load"])
def test_without_the_right_to_see_imports_nothing_is_shown(log_in, page):
    batch = make_import()

    response = log_in(make_publisher()).get(batch_url(batch, page))

    assert response.status_code == 403
    assert batch.name not in response.content.decode()


def test_a_step_needs_the_token_of_its_page(person):
    batch = make_import()
    person.is_staff = True
    person.save()
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)

    assert client.post(batch_url(batch, "load")).status_code == 403


@pytest.mark.parametrize("number", ["0", "9" * 40, "9" * 5_000, "x", "-1", "a\x00b"])
def test_pages_of_no_import(steward, number):
    batch = make_import()
    for page in ("change/", "progress/", "undo/", "file/1/"):
        assert steward.get(f"{LIST}{number}/{page}").status_code in (302, 404)
    page = f"{LIST}{batch.pk}/file/{number}/"
    assert steward.get(page).status_code in (302, 404)


def test_the_list_tells_how_each_import_stands(steward):
    make_import(MIXED, name="first folder", by=make_steward(printed_name="Sven Dahl"))
    make_loaded_import({"b.md": document("Thirdamol")}, name="second folder")

    page = words_of(steward.get(LIST))

    assert "first folder waiting for a decision 2 new, 1 competing source" in page
    assert "2 new, 1 competing source, 1 set aside, 1 error" in page
    assert "second folder loaded" in page


def test_a_loaded_import_says_where_the_work_goes_on(steward):
    triage, set_aside = "/admin/desk/triage/", f"{LIST}set-aside/"
    waiting = make_import({"a/samplidone.md": document("Samplidone")})
    assert f'href="{triage}' not in steward.get(batch_url(waiting)).content.decode()

    mixed = {"a/examplazole.md": document(), "b/stub.md": STUB}
    loaded = make_loaded_import(mixed)
    response = steward.get(batch_url(loaded))
    page = response.content.decode()
    assert f'href="{triage}?batch={loaded.pk}"' in page
    assert f'<a href="{set_aside}">decide' in page
    assert "set aside waits for a decision" in words_of(response)
