"""What readers reported, attacked with raw SQL."""

import pytest
from django.db import connection
from django.utils import timezone

from monographs.models import ReaderReport
from monographs.workflow import close_report, take_report
from tests.factories import (
    make_drug,
    make_editor,
    make_published_drug,
    make_report,
    submit_as,
)
from tests.guards.raw import delete, insert, refused, replace, run, update

pytestmark = pytest.mark.django_db
on_sqlite = pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="only SQLite knows INSERT OR REPLACE"
)
on_postgresql = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="only PostgreSQL knows TRUNCATE"
)


@pytest.fixture
def report():
    return make_report(make_published_drug())


@pytest.fixture
def closed(report):
    return close_report(report, answer="Done.", reason="Typo.", by=make_editor())


@pytest.mark.parametrize(
    "columns",
    [
        {"text": "Never mind."},
        {"text": ""},
        {"receipt": "AAAA-AAAA-AAAA-AAAA"},
        {"page": "/drugs/other/"},
        {"page_title": "x"},
        {"section": "x"},
        {"heading": "x"},
        {"is_urgent": True},
        {"monograph_id": None, "revision_id": None},
        {"received_at": "2020-01-01 00:00:00+00:00"},
    ],
)
def test_a_report_stays_as_it_was_written(report, columns):
    with refused("as it was written"):
        update(report, **columns)


def test_what_nobody_answered_is_not_forgotten(report):
    with refused("forgotten once it is closed"):
        update(report, text="", forgotten_at=timezone.now())


def test_forgetting_leaves_nothing_and_is_for_good(closed):
    with refused("forgotten once it is closed"):
        update(closed, text="", forgotten_at=None)
    with refused("forgotten once it is closed"):
        update(closed, forgotten_at=timezone.now())

    assert update(closed, text="", forgotten_at=timezone.now()) == 1
    with refused("forgotten once it is closed"):
        update(closed, text="The dose is wrong.", forgotten_at=None)


@pytest.mark.parametrize(
    "columns",
    [
        {"answer": "Something else."},
        {"reason": "x"},
        {"state": "received"},
        {"closed_at": "2020-01-01 00:00:00+00:00"},
    ],
)
def test_an_answer_stays_given(closed, columns):
    with refused("stays closed"):
        update(closed, **columns)


def test_nobody_is_made_to_have_answered(closed):
    with refused("stays closed"):
        update(closed, closed_by_id=make_editor().pk)


def test_closing_needs_somebody_an_answer_and_a_reason(report):
    with refused("closed_with_an_answer"):
        update(report, state="closed")
    with refused("closed_with_an_answer"):
        update(
            report,
            state="closed",
            closed_by_id=make_editor().pk,
            closed_at=timezone.now(),
            answer=" ",
            reason="x",
        )
    with refused("taken_by_somebody"):
        update(report, state="taken")
    with refused():
        update(report, state="gone")


def test_a_report_is_never_deleted(report):
    with refused("never deleted"):
        delete(report)


@on_postgresql
def test_reports_are_never_emptied(report):
    connection.check_constraints()

    with refused("never deleted"):
        run("TRUNCATE monographs_readerreport CASCADE")


@on_sqlite
def test_a_report_is_never_replaced(report):
    with refused("as it was written"):
        replace(report)


@on_sqlite
def test_a_report_takes_no_receipt_of_another(report):
    other = make_report()

    with refused("as it was written"):
        run(
            "UPDATE OR REPLACE monographs_readerreport SET receipt = %s WHERE id = %s",
            report.receipt,
            other.pk,
        )


def test_no_report_comes_in_answered_or_empty():
    report = make_report()
    values = {
        field.attname: getattr(report, field.attname)
        for field in ReaderReport._meta.concrete_fields
    }
    values |= {"id": None, "receipt": "BBBB-BBBB-BBBB-BBBB"}
    editor = make_editor().pk
    now = timezone.now()

    with refused("nobody has answered it"):
        insert(
            ReaderReport(
                **values | {"state": "taken", "taken_by_id": editor, "taken_at": now}
            )
        )
    with refused("has_a_text"):
        insert(ReaderReport(**values | {"text": " "}))


def test_a_report_is_about_what_readers_saw():
    published, other = make_published_drug(), make_published_drug()
    unseen = submit_as(make_drug())

    with refused("version that readers saw"):
        make_report(monograph_id=other.pk, revision=published.publication.revision)
    with refused("version that readers saw"):
        make_report(monograph_id=unseen.monograph_id, revision=unseen)
    with refused():
        make_report(revision=published.publication.revision)


def test_what_was_done_stays_on_record(report):
    step = take_report(report, by=make_editor()).steps.get()

    with refused("never changes"):
        update(step, reason="x")
    with refused("never changes"):
        delete(step)
