"""Taking, closing and forgetting reports of readers."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from monographs.management.timed_work import do_what_is_due
from monographs.models import Notification, ReaderReport
from monographs.workflow import TransitionRefused, close_report, take_report
from monographs.workflow.reader_report import forget_reports
from tests.factories import make_editor, make_report

pytestmark = pytest.mark.django_db


def closed(text="Wrong."):
    return close_report(
        make_report(text=text), answer="Done.", reason="Typo.", by=make_editor()
    )


def texts():
    return set(ReaderReport.objects.values_list("text", flat=True))


def test_nobody_takes_a_report_twice():
    editor = make_editor()
    report = take_report(make_report(), by=editor)

    with pytest.raises(TransitionRefused, match="look at this report already"):
        take_report(report, by=editor)


def test_a_closed_report_is_neither_taken_nor_closed_again():
    report = closed()

    with pytest.raises(TransitionRefused, match="closed this report already"):
        take_report(report, by=make_editor())
    with pytest.raises(TransitionRefused, match="closed this report already"):
        close_report(report, answer="x", reason="x", by=make_editor())


def test_a_report_is_closed_without_being_taken_first():
    assert closed().state == "closed"


def test_no_mail_is_written():
    take_report(make_report(), by=make_editor())
    closed()

    assert not Notification.objects.exists()


def test_texts_are_forgotten_when_they_are_old(later, settings):
    settings.REPORT_DAYS = 90
    with later(days=-100):
        closed("Old and closed.")
        make_report(text="Old and waiting.")
    with later(days=-80):
        closed("Newer and closed.")

    assert forget_reports() == 1

    assert texts() == {"", "Old and waiting.", "Newer and closed."}
    assert forget_reports() == 0
    forgotten = ReaderReport.objects.get(text="")
    assert forgotten.answer == "Done."


def test_nothing_is_forgotten_where_it_is_kept_for_good(later, settings):
    settings.REPORT_DAYS = 0
    with later(days=-10_000):
        closed()

    assert forget_reports() == 0


def test_the_worker_and_the_command_forget(later, settings, capsys):
    settings.REPORT_DAYS = 90
    with later(days=-100):
        closed()
    assert "Old reports of readers forgotten: 1." in list(do_what_is_due())
    with later(days=-20):
        closed()

    call_command("forget_reports", days=10)

    assert capsys.readouterr().out == "1 forgotten.\n"


def test_the_command_refuses_to_forget_everything(capsys):
    with pytest.raises(SystemExit):
        call_command("forget_reports", days=0)


def test_forgetting_is_bounded(monkeypatch, later):
    monkeypatch.setattr("monographs.workflow.reader_report.MOST_AT_ONCE", 2)
    with later(days=-300):
        for _ in range(3):
            closed()

    assert forget_reports(days=90) == 2
    assert forget_reports(days=90) == 1
    assert timezone.now() - timedelta(minutes=1) < (
        ReaderReport.objects.latest("forgotten_at").forgotten_at
    )
