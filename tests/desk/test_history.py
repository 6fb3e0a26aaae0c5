"""Histories: of a monograph, of the site, of a person; filtered, paged, taken out."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monographs.desk import event_list
from monographs.models import Event
from monographs.workflow import unverify, verify, withdraw
from monographs.workflow.step import record
from tests.desk.tables import as_csv, as_xlsx
from tests.factories import (
    edit,
    make_drug,
    make_editor,
    make_imported_section,
    make_published_drug,
    make_publisher,
    make_reviewer,
    make_steward,
    make_user,
)
from tests.importing.batches import files_about, loaded, undo_now

pytestmark = pytest.mark.django_db
SITE = "/admin/monographs/event/"


def history_url(monograph):
    return reverse(f"admin:monographs_{monograph.kind}_history", args=[monograph.pk])


def listed(response):
    assert response.status_code == 200
    return [event.kind for event in events_of_page(response)]


def events_of_page(response):
    lines = response.context["page"].lines
    return [event for line in lines for event in line.events]


def count(act):
    with CaptureQueriesContext(connection) as counted:
        act()
    return len(counted)


@pytest.fixture
def page():
    monograph = make_published_drug(title="Examplazole")
    withdraw(
        monograph, by=make_publisher(printed_name="Paula P"), reason="=Wrong dose."
    )
    return monograph


@pytest.fixture
def chief(log_in):
    return log_in(make_publisher())


# --- Filters --------------------------------------------------------------------------


def test_a_monographs_history_holds_its_events_only(desk, page):
    make_published_drug()

    kinds = listed(desk.get(history_url(page)))

    assert kinds[0] == "withdrawn"
    assert sorted(kinds) == sorted(page.events.values_list("kind", flat=True))


@pytest.mark.parametrize("url", [history_url, lambda page: SITE])
def test_it_is_filtered_by_kind_person_and_period(desk, page, url):
    publisher = page.events.get(kind="withdrawn").by
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    address = url(page)

    assert set(listed(desk.get(address, {"kind": "signed"}))) == {"signed"}
    assert listed(desk.get(address, {"person": publisher.pk})) == ["withdrawn"]
    assert listed(desk.get(address, {"since": tomorrow})) == []
    assert listed(desk.get(address, {"until": yesterday})) == []
    today = timezone.localdate().isoformat()
    assert "withdrawn" in listed(desk.get(address, {"since": today, "until": today}))


def test_the_sites_history_is_searched_by_title_and_reason(desk, page):
    make_published_drug(title="Samplidone")

    assert listed(desk.get(SITE, {"q": "wrong dose"})) == ["withdrawn"]
    titles = {
        event.monograph.title
        for event in events_of_page(desk.get(SITE, {"q": "samplid"}))
    }
    assert titles == {"Samplidone"}


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "gossip"},
        {"person": "0"},
        {"person": "9" * 40},
        {"since": "yesterday"},
        {"until": "9999-12-31"},
        {"before": "x"},
        {"before": "9" * 40},
        {"q": "\x00"},
    ],
)
def test_what_means_nothing_is_said_and_shows_all(desk, page, asked):
    response = desk.get(SITE, asked)

    assert len(listed(response)) == Event.objects.count()


# --- Pages ----------------------------------------------------------------------------


def test_older_events_follow_on_pages_that_keep_the_filter(desk, page, monkeypatch):
    monkeypatch.setattr(event_list, "EVENTS_A_PAGE", 2)
    for _ in range(3):
        edit(page, by=make_editor())
    url = history_url(page)

    first = desk.get(url, {"kind": "edited"})
    older = first.context["page"].older
    second = desk.get(url + older)

    assert "kind=edited" in older
    assert listed(first) == ["edited"] * 2
    assert listed(second) == ["edited"]
    assert second.context["page"].older == ""
    assert second.context["page"].newest == "?kind=edited"


@pytest.mark.parametrize("url", [history_url, lambda page: SITE])
def test_many_events_take_the_queries_of_few(desk, page, url):
    address = url(page)
    desk.get(address)
    counts = []
    for more in (1, 40):
        for _ in range(more):
            edit(page, by=make_editor())
        counts.append(count(lambda: desk.get(address)))

    assert counts[0] == counts[1]


# --- Runs -----------------------------------------------------------------------------


def words(response):
    return [line.words for line in response.context["page"].lines]


def verify_rows(monograph, by, times=3):
    """One by one, as the key of the source view does."""
    for _ in range(times):
        row = make_imported_section(monograph, body="Imported.")
        verify(monograph, keys=[row.key], by=by)


@pytest.mark.parametrize("url", [history_url, lambda page: SITE])
def test_rows_that_one_person_verified_are_one_line_that_unfolds(desk, url):
    monograph = make_drug()
    editor = make_editor()
    verify_rows(monograph, editor, times=30)

    response = desk.get(url(monograph))

    assert words(response) == ["30 rows verified", "created"]
    html = response.content.decode()
    assert "<summary>30 rows verified</summary>" in html
    assert html.count("> 1 row verified</li>") == 30


def test_rows_that_were_verified_together_are_counted(desk):
    monograph = make_drug()
    editor = make_editor()
    rows = [make_imported_section(monograph) for _ in range(12)]
    verify(monograph, keys=[row.key for row in rows], by=editor)
    verify_rows(monograph, editor, times=1)
    unverify(monograph, keys=[rows[0].key], by=editor)

    response = desk.get(history_url(monograph))

    assert words(response) == [
        "verification of 1 row taken back",
        "13 rows verified",
        "created",
    ]


def test_a_run_ends_with_another_person_step_reason_or_day(desk):
    monograph = make_drug()
    editor = make_editor()
    verify_rows(monograph, editor, times=2)
    verify_rows(monograph, make_editor(), times=2)
    for reason in ("Hm.", "Hm.", "Why?"):
        record(Event.Kind.COMMENTED, monograph, by=editor, reason=reason)
    yesterday = timezone.now() - timedelta(days=1)
    record(Event.Kind.EDITED, monograph, by=editor, at=yesterday)
    record(Event.Kind.EDITED, monograph, by=editor)

    assert words(desk.get(history_url(monograph))) == [
        "edited",
        "edited",
        "commented",
        "commented, 2 times",
        "2 rows verified",
        "2 rows verified",
        "created",
    ]


def test_what_others_do_elsewhere_meanwhile_ends_no_run(desk):
    one, other = make_drug(), make_drug()
    first, second = make_editor(), make_editor()
    for _ in range(3):
        verify_rows(one, first, times=1)
        verify_rows(other, second, times=1)

    assert words(desk.get(SITE, {"kind": "verified"})) == ["3 rows verified"] * 2


def test_a_run_that_goes_on_says_so(desk, monkeypatch):
    monkeypatch.setattr(event_list, "EVENTS_A_PAGE", 2)
    monograph = make_drug()
    verify_rows(monograph, make_editor(), times=3)
    url = history_url(monograph)

    first = desk.get(url)
    second = desk.get(url + first.context["page"].older)

    assert words(first) == ["2 rows verified"]
    assert "and more on the next page" in first.content.decode()
    assert words(second) == ["1 row verified", "created"]
    assert "and more on the next page" not in second.content.decode()


def test_each_event_of_a_run_is_taken_out(chief):
    monograph = make_drug()
    verify_rows(monograph, make_editor(), times=3)

    rows = as_csv(chief.get(history_url(monograph), {"export": "csv"}))

    assert [row[2] for row in rows[1:]] == ["rows verified"] * 3 + ["created"]


# --- Taking them out ------------------------------------------------------------------


@pytest.mark.parametrize(("ending", "read"), [("csv", as_csv), ("xlsx", as_xlsx)])
def test_a_history_is_taken_out_as_it_is_filtered(chief, page, ending, read):
    make_published_drug()
    response = chief.get(history_url(page), {"export": ending, "kind": "withdrawn"})

    header, *rows = read(response)

    assert response.streaming
    assert f'filename="history-of-{page.slug}-' in response["Content-Disposition"]
    assert header == ["When", "Monograph", "What", "Who", "Version", "Why"]
    [row] = rows
    assert row[1:4] == ["Examplazole", "withdrawn", "Paula P"]
    assert str(row[4]) == "1"
    assert row[5] == ("'=Wrong dose." if ending == "csv" else "=Wrong dose.")


def test_who_may_not_take_it_out_is_refused_and_shown_no_link(log_in, page):
    reader = log_in(make_reviewer())

    shown = reader.get(history_url(page))
    assert shown.status_code == 200
    assert "export=csv" not in shown.content.decode()
    assert reader.get(history_url(page), {"export": "csv"}).status_code == 403
    assert reader.get(SITE, {"export": "csv"}).status_code == 403


def test_a_form_that_there_is_not_is_not_found(chief, page):
    assert chief.get(SITE, {"export": "pdf"}).status_code == 404


def test_a_download_takes_the_queries_of_its_chunks_only(chief, page, monkeypatch):
    monkeypatch.setattr("monographs.exporting.reports.CHUNK", 10)
    counts = []
    for target in (20, 50):
        while page.events.count() < target:
            edit(page, by=make_editor())
        with CaptureQueriesContext(connection) as counted:
            rows = as_csv(chief.get(history_url(page), {"export": "csv"}))
        assert len(rows) == target + 1
        counts.append(len(counted))

    assert counts[1] == counts[0] + 3


# --- People ---------------------------------------------------------------------------


def test_a_persons_activity_counts_by_kind_and_month_and_lists_each_step(desk, page):
    writer = make_editor(printed_name="Edith Writer")
    monograph = make_drug(by=writer, title="Samplidone")
    for months_ago in (1, 1, 14):
        record(Event.Kind.COMMENTED, monograph, by=writer, reason="Hm.")
        at = timezone.now() - timedelta(days=30 * months_ago)
        record(Event.Kind.EDITED, monograph, by=writer, at=at)

    response = desk.get(f"/admin/activity/{writer.pk}/")

    lines = {line.label: line for line in response.context["lines"]}
    assert lines["Commented"].counts == [3] + [0] * 11
    assert lines["Edited"].total == 2
    assert len(response.context["months"]) == 12
    assert "withdrawn" not in listed(response)
    html = response.content.decode()
    assert "Samplidone</a>" in html
    assert f'href="/admin/monographs/drug/{monograph.pk}/change/"' in html


def test_activity_is_taken_out(chief):
    writer = make_editor(printed_name="Edith Writer")
    make_drug(by=writer)

    rows = as_csv(chief.get(f"/admin/activity/{writer.pk}/", {"export": "csv"}))

    assert [row[3] for row in rows[1:]] == ["Edith Writer"]


def test_the_list_of_people_leads_to_those_who_did_something(desk, page):
    idle = make_user("Editor", printed_name="Ida Idle")

    html = desk.get("/admin/activity/").content.decode()

    assert "Paula P" in html
    assert idle.printed_name not in html


@pytest.fixture
def taken_back():
    """An import that one steward loaded, and another took back."""
    sven = make_steward(printed_name="Sven Steward")
    ulla = make_steward(printed_name="Ulla Undo")
    batch = loaded(files_about("Importazole"), by=sven)
    return undo_now(batch, by=ulla)


def lines_of(client, person):
    response = client.get(f"/admin/activity/{person.pk}/")
    return {line.label: line.total for line in response.context["lines"]}


def test_imports_count_for_who_loaded_them_and_who_took_them_back(desk, taken_back):
    assert lines_of(desk, taken_back.by) == {
        "Imports taken in": 1,
        "Imports loaded": 1,
    } | events_of(taken_back.by)
    assert lines_of(desk, taken_back.undone_by) == {
        "Imports taken back": 1
    } | events_of(taken_back.undone_by)


def events_of(person):
    kinds = [Event.Kind(kind) for kind in person.events.values_list("kind", flat=True)]
    return {kind.label.capitalize(): kinds.count(kind) for kind in kinds}


def test_each_import_is_listed_with_what_became_of_it(log_in, taken_back):
    url = f"/admin/activity/{taken_back.by.pk}/"

    html = " ".join(log_in(taken_back.undone_by).get(url).content.decode().split())

    assert f">Import {taken_back.pk}</a>, heap (1 file): taken in by Sven" in html
    assert "; taken back by Ulla Undo, " in html


def test_stewards_are_among_the_people_who_did_something(desk, taken_back):
    html = desk.get("/admin/activity/").content.decode()

    assert "Sven Steward" in html
    assert "Ulla Undo" in html


@pytest.mark.parametrize("address", ["/admin/activity/", "/admin/activity/1/", SITE])
def test_nobody_reads_it_without_the_right_to_read_monographs(log_in, page, address):
    assert log_in(make_user()).get(address).status_code == 403


def test_a_busy_person_takes_the_queries_of_an_idle_one(desk):
    writer = make_editor()
    monograph = make_drug(by=writer)
    url = f"/admin/activity/{writer.pk}/"
    desk.get(url)
    counts = []
    for more in (1, 30):
        for _ in range(more):
            edit(monograph, by=writer)
        counts.append(count(lambda: desk.get(url)))

    assert counts[0] == counts[1]


def test_the_front_page_leads_to_all_of_it(desk):
    html = desk.get("/admin/").content.decode()

    for address in (SITE, "/admin/activity/", "/admin/reports/"):
        assert f'href="{address}"' in html


def test_there_is_no_history_of_a_stranger(desk):
    assert desk.get("/admin/activity/999999/").status_code == 404
