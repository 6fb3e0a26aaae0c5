"""Reports of readers at the desk: the queue, the list, one report, its two steps."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monographs.desk.queues import QUEUES
from monographs.desk.queues.queue import waiting_in
from monographs.models import ReaderReport
from monographs.workflow import close_report, take_report
from tests.desk.pages import change_url
from tests.factories import (
    make_editor,
    make_published_drug,
    make_report,
    make_reviewer,
    make_user,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/reader-reports/"


def page_of(report):
    return reverse("admin:desk_report", args=[report.pk])


def text_of(response):
    return response.content.decode()


CLOSED = {"step": "close", "answer": "We mended it.", "reason": "A typo."}


def close(client, report, answer="We mended it.", reason="A typo."):
    data = {"step": "close", "answer": answer, "reason": reason}
    return client.post(page_of(report), data)


def test_reports_wait_in_a_queue_with_their_age(desk, editor):
    waiting = next(queue for queue in QUEUES if queue.name == "reports")
    make_report(received_at=timezone.now() - timedelta(days=3))
    close_report(make_report(), answer="Done.", reason="Typo.", by=editor)
    take_report(make_report(), by=editor)

    found = waiting_in(waiting, editor)

    assert found.count == 2
    assert found.age_in_words == "oldest: 3 days"
    assert "Reader reports" in text_of(desk.get("/admin/"))


def test_who_may_not_answer_sees_none(log_in):
    report = make_report(text="Private words.")
    reviewer = log_in(make_reviewer())

    assert "Reader reports" not in text_of(reviewer.get("/admin/"))
    assert reviewer.get(LIST).status_code == 403
    assert reviewer.get(page_of(report)).status_code == 403
    assert close(reviewer, report).status_code == 403
    assert log_in(make_user()).get(LIST).status_code == 403


def test_a_report_is_shown_with_where_it_came_from(desk):
    drug = make_published_drug(title="Examplazole", slug="examplazole")
    report = make_report(
        drug, "Line one.\n<b>Line two.</b>", section="usage", heading="Usage"
    )

    page = text_of(desk.get(page_of(report)))

    assert "Line one.\n&lt;b&gt;Line two.&lt;/b&gt;" in page
    assert 'href="/drugs/examplazole/#usage"' in page
    assert reverse("admin:monographs_drug_change", args=[drug.pk]) in page
    assert (
        reverse("admin:monographs_revision_change", args=[report.revision_id]) in page
    )


def test_a_report_is_taken_and_closed(desk, editor):
    report = make_report()

    desk.post(page_of(report), {"step": "take"})
    report.refresh_from_db()
    assert report.state == "taken"
    assert report.taken_by == editor

    assert close(desk, report).status_code == 302
    report.refresh_from_db()
    assert report.state == "closed"
    assert (report.answer, report.reason) == ("We mended it.", "A typo.")
    assert [step.kind for step in report.steps.all()] == ["taken", "closed"]


@pytest.mark.parametrize(
    ("answer", "reason", "said"),
    [("", "A typo.", "Write an answer"), ("Done.", " ", "needs a reason")],
)
def test_closing_needs_an_answer_and_a_reason(desk, answer, reason, said):
    report = make_report()

    response = close(desk, report, answer, reason)

    assert response.status_code == 422
    assert said in text_of(response)
    assert ReaderReport.objects.get().state == "received"


def test_an_answer_is_given_once(desk):
    report = make_report()
    close_report(report, answer="Done.", reason="Typo.", by=make_editor())

    response = close(desk, report)

    assert response.status_code == 422
    assert "has closed this report already" in text_of(response)
    assert ReaderReport.objects.get().answer == "Done."


def test_another_person_takes_it_over(desk, editor):
    report = take_report(make_report(), by=make_editor(printed_name="Other One"))

    assert "Take it over from Other One" in text_of(desk.get(page_of(report)))
    desk.post(page_of(report), {"step": "take"})

    assert ReaderReport.objects.get().taken_by == editor


def test_an_unknown_step_or_report_is_refused(desk):
    report = make_report()

    assert desk.post(page_of(report), {"step": "eat"}).status_code == 422
    assert desk.get("/admin/reader-reports/999/").status_code == 404
    assert desk.get(f"/admin/reader-reports/{10**30}/").status_code == 404


def test_the_list_filters_and_goes_on_behind_a_report(desk, editor, monkeypatch):
    monkeypatch.setattr("monographs.desk.reader_reports.listing.REPORTS_A_PAGE", 2)
    pages = [f"Page {number}" for number in range(3)]
    first, second, third = (make_report(page_title=title) for title in pages)
    urgent = make_report(page_title="Urgent", is_urgent=True)
    close_report(third, answer="Done.", reason="Typo.", by=editor)

    start = text_of(desk.get(LIST))
    assert "Page 0" in start
    assert "Page 1" in start
    assert "Urgent" not in start.replace("Words of an emergency", "")
    rest = text_of(desk.get(f"{LIST}?after={second.pk}"))
    assert "Urgent" in rest
    assert "Page 2" not in rest
    assert "Page 2" in text_of(desk.get(f"{LIST}?show=closed"))
    assert urgent.receipt in text_of(desk.get(f"{LIST}?show=urgent"))
    assert first.receipt not in text_of(desk.get(f"{LIST}?show=urgent"))


def next_on(response):
    return re.findall(r'href="([^"]+)">Next report</a>', text_of(response))


def test_after_closing_the_oldest_that_waits_is_offered(desk):
    first, second, third = (make_report() for _ in range(3))

    response = desk.post(page_of(second), CLOSED, follow=True)
    assert next_on(response) == [page_of(first)]
    assert next_on(desk.post(page_of(first), CLOSED, follow=True)) == [page_of(third)]
    last = desk.post(page_of(third), CLOSED, follow=True)
    assert next_on(last) == []
    assert "No other report waits." in text_of(last)


def test_the_next_report_is_of_the_list_that_one_came_from(desk, editor):
    make_report()
    urgent = [make_report(is_urgent=True) for _ in range(2)]
    link = f"{page_of(urgent[0])}?show=urgent"

    assert f'href="{link}"' in text_of(desk.get(f"{LIST}?show=urgent"))
    after = desk.post(link, CLOSED, follow=True)
    assert next_on(after) == [f"{page_of(urgent[1])}?show=urgent"]
    assert f'<a href="{LIST}?show=urgent">' in text_of(after)
    after = desk.post(f"{page_of(urgent[1])}?show=urgent", CLOSED, follow=True)
    assert next_on(after) == []


def test_one_looks_through_open_reports_in_their_order(desk):
    first, second = make_report(), make_report()

    assert next_on(desk.get(page_of(first))) == [page_of(second)]
    assert next_on(desk.get(page_of(second))) == []


def test_behind_what_was_closed_long_ago_the_oldest_that_waits_is_offered(desk, editor):
    closed = close_report(make_report(), answer="Done.", reason="Typo.", by=editor)
    waiting = make_report()

    for query in ("?show=closed", "?show=nonsense"):
        [address] = next_on(desk.get(page_of(closed) + query))
        assert address.startswith(page_of(waiting))


@pytest.mark.parametrize("query", ["show=nonsense", "after=x", f"after={'9' * 40}"])
def test_an_odd_address_shows_the_list(desk, query):
    make_report(page_title="Page 0")

    assert "Page 0" in text_of(desk.get(f"{LIST}?{query}"))


def test_the_list_costs_the_same_with_many(desk, editor):
    def queries():
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert desk.get(LIST).status_code == 200
        return len(captured)

    take_report(make_report(), by=editor)
    few = queries()
    for _ in range(20):
        take_report(make_report(), by=make_editor())

    assert queries() == few


def test_a_forgotten_text_is_said_to_be_so(desk, editor):
    report = close_report(make_report(), answer="Done.", reason="Typo.", by=editor)
    ReaderReport.objects.update(text="", forgotten_at=timezone.now())

    assert "The text was erased" in text_of(desk.get(page_of(report)))


def test_what_readers_reported_is_said_on_the_monographs_page(desk, editor, log_in):
    drug = make_published_drug()
    reports = [make_report(drug, section="usage", heading="Usage") for _ in range(7)]
    close_report(reports[0], answer="Done.", reason="Typo.", by=editor)

    page = text_of(desk.get(change_url(drug)))

    shown = [report for report in reports if page_of(report) in page]
    assert shown == reports[1:6]
    assert "with “Usage”" in page
    assert f'More of them are in <a href="{LIST}">' in page
    assert reports[1].receipt not in text_of(
        log_in(make_reviewer()).get(change_url(drug))
    )


def test_a_new_report_says_that_nobody_looks_at_it(desk, editor):
    report = make_report()
    said = "Nobody looks at it yet</span>"

    assert said in text_of(desk.get(LIST))
    assert "<dd>Nobody looks at it yet</dd>" in text_of(desk.get(page_of(report)))
    take_report(report, by=editor)
    assert said not in text_of(desk.get(LIST))
    assert "<dd>Being looked at by Edith Or</dd>" in text_of(desk.get(page_of(report)))


def test_the_sites_history_leads_to_the_reports_of_readers(desk, log_in):
    history = reverse("admin:monographs_event_changelist")
    link = f'<a href="{LIST}">Reader reports, each with who answered it</a>'

    assert link in text_of(desk.get(history))
    assert link not in text_of(log_in(make_reviewer()).get(history))
