"""Reports: what each row says, who may take them out, and what they cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from monographs.exporting import reports
from monographs.models import Finding, Monograph, Publication
from monographs.workflow import assign, withdraw
from tests.desk.tables import as_csv, as_xlsx
from tests.factories import (
    make_drug,
    make_editor,
    make_imported_section,
    make_name,
    make_published_drug,
    make_publisher,
    make_reviewer,
    submit_as,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(log_in):
    return log_in(make_publisher())


def get(client, name, ending="csv"):
    return client.get(f"/admin/reports/{name}.{ending}")


def rows_of(response):
    header, *rows = as_csv(response)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_review_status_says_how_each_monograph_stands(chief):
    make_drug(title="Anonymol", slug="anonymol")
    published = make_published_drug(title="Examplazole")
    withdraw(make_published_drug(title="Otherol"), by=make_publisher(), reason="No.")
    submit_as(make_drug(title="Samplidone"))

    rows = rows_of(get(chief, "review-status"))

    states = {row["Title"]: row["State"] for row in rows}
    assert states == {
        "Anonymol": "never published",
        "Examplazole": "published",
        "Otherol": "withdrawn",
        "Samplidone": "never published, in review",
    }
    row = rows[1]
    assert row["Version"] == "1"
    assert row["Reviewed on"] == timezone.localdate().isoformat()
    assert row["Review due on"] == published.publication.review_due_on.isoformat()
    assert row["Days overdue"] == ""
    assert rows[0]["Address"] == "anonymol"
    assert rows[0]["Published on"] == ""


def test_an_overdue_page_says_by_how_many_days(chief, later):
    with later(days=-1_000):
        monograph = make_published_drug(review_period_months=1)
    days = (timezone.localdate() - Publication.objects.get().review_due_on).days

    [row] = rows_of(get(chief, "review-status"))

    assert row["Days overdue"] == str(days)
    assert days > 900
    assert monograph.title == row["Title"]


def test_unverified_rows_of_every_kind_are_counted(chief):
    monograph = make_drug()
    for _ in range(2):
        make_imported_section(monograph)
        make_name(monograph, origin="import")

    [row] = rows_of(get(chief, "review-status"))

    assert row["Unverified rows"] == "4"


def test_whom_a_page_is_assigned_to_is_named(chief):
    assignee = make_editor(printed_name="Edith Writer")
    assign([make_drug()], to=assignee, by=make_editor())

    [row] = rows_of(get(chief, "review-status"))

    assert row["Assigned to"] == "Edith Writer"


def test_findings_are_taken_out_with_their_place(chief):
    monograph = make_drug(title="Examplazole")
    Finding.objects.create(
        monograph=monograph,
        code="truncated",
        severity=Finding.Severity.ERROR,
        place="section usage",
        message="@The text ends in mid sentence.",
    )

    [row] = rows_of(get(chief, "findings"))

    assert row["Severity"] == "error"
    assert row["Monograph"] == "Examplazole"
    assert row["What it says"] == "'@The text ends in mid sentence."


def test_activity_counts_who_did_what_in_each_month(chief):
    writer = make_editor(printed_name="Edith Writer")
    for _ in range(3):
        make_drug(by=writer)

    [row] = rows_of(get(chief, "activity"))

    assert row == {
        "Month": f"{timezone.localdate():%Y-%m}",
        "Who": "Edith Writer",
        "What": "created",
        "How often": "3",
    }


@pytest.mark.parametrize("report", reports.REPORTS, ids=lambda report: report.name)
def test_every_report_opens_as_a_workbook_and_has_a_link(chief, report):
    make_published_drug()

    response = get(chief, report.name, "xlsx")

    header = as_xlsx(response)[0]
    assert all(header)
    assert f'filename="{report.name}-' in response["Content-Disposition"]
    page = chief.get("/admin/reports/").content.decode()
    for ending in ("csv", "xlsx"):
        assert f'href="/admin/reports/{report.name}.{ending}"' in page


@pytest.mark.parametrize("address", ["", "findings.csv", "no-such.csv"])
def test_who_may_not_take_reports_out_is_refused(log_in, address):
    reader = log_in(make_reviewer())

    assert reader.get(f"/admin/reports/{address}").status_code == 403


@pytest.mark.parametrize("address", ["no-such.csv", "findings.pdf"])
def test_what_there_is_not_is_not_found(chief, address):
    assert chief.get(f"/admin/reports/{address}").status_code == 404


@pytest.mark.parametrize(("name", "each"), [("review-status", 3), ("findings", 1)])
def test_a_report_costs_the_same_for_each_chunk(chief, monkeypatch, name, each):
    monkeypatch.setattr(reports, "CHUNK", 5)
    counts = []
    for target in (10, 20):
        while Monograph.objects.count() < target:
            monograph = make_drug()
            Finding.objects.create(
                monograph=monograph, code="x", severity="hint", place="", message="."
            )
        with CaptureQueriesContext(connection) as counted:
            assert len(as_csv(get(chief, name))) == target + 1
        counts.append(len(counted))

    assert counts[1] - counts[0] <= 2 * each
