"""The worker and the timer publish, remind and send: once, and whatever goes wrong."""

import signal
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from monographs.management import timed_work
from monographs.management.commands import run_worker
from monographs.management.demo import working_beside
from monographs.management.timed_work import TimedWork
from monographs.models import Event, Notification, Revision
from monographs.workflow import schedule
from tests.demo.test_worker import PATIENCE
from tests.factories import (
    CLINICAL,
    make_clinician,
    make_drug,
    make_publisher,
    make_reviewer,
    sign_as,
    submit_as,
)
from tests.importing.command_run import Run
from tests.mailing.letters import make_letter, make_reader

pytestmark = pytest.mark.django_db(transaction=True)


def make_due(**fields):
    revision = submit_as(make_drug(**fields))
    schedule(revision, at=timezone.now() + timedelta(days=1), by=make_publisher())
    sign_as(revision, make_reviewer())
    sign_as(revision, make_clinician(), CLINICAL)
    Revision.objects.filter(pk=revision.pk).update(publish_at=timezone.now())
    return revision


def test_the_worker_publishes_on_time_and_sends_mail():
    writer = make_reader()
    revision = make_due(by=writer, title="Examplazole")

    run = Run("run_worker", "--once")

    revision.refresh_from_db()
    assert revision.published_at
    assert run.out == "Version 1 of Examplazole: published.\nMails sent: 1.\n"
    assert mail.outbox[0].subject == "Examplazole: version 1 is public"


def test_the_worker_and_the_timer_publish_it_once():
    revision = make_due()

    Run("run_worker", "--once")
    run = Run("run_due")

    assert run.out == ""
    assert revision.events.filter(kind=Event.Kind.PUBLISHED).count() == 1


def test_it_happens_each_minute_at_most(monkeypatch):
    clock = [1_000.0]
    monkeypatch.setattr(timed_work.time, "monotonic", lambda: clock[0])
    said = []
    work = TimedWork(said.append)
    person = make_reader()

    for seconds in (0, 1, 58, 2):
        clock[0] += seconds
        make_letter(person)
        work.do()

    assert said == ["Mails sent: 1.", "Mails sent: 3."]


def test_a_worker_goes_on_when_what_is_due_fails(monkeypatch, caplog):
    monkeypatch.setattr(run_worker, "PAUSE", 0.01)

    def fail():
        signal.raise_signal(signal.SIGTERM)
        raise ValueError("A fault of our own.")

    monkeypatch.setattr(timed_work, "remind", fail)

    run = Run("run_worker")

    assert run.code == 0
    assert "A fault of our own." in caplog.text


def test_the_demo_sends_what_waits():
    letter = make_letter(make_reader())
    deadline = timezone.now() + timedelta(seconds=PATIENCE)

    with working_beside():
        while not Notification.objects.get(pk=letter.pk).sent_at:
            assert timezone.now() < deadline

    assert len(mail.outbox) == 1
