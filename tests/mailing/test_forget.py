"""Notifications are kept as long as the setting says, and waiting mail for good."""

from datetime import timedelta

import pytest
from django.utils import timezone

from monographs.mailing import forget, forget_old
from monographs.models import Event, Notification
from tests.factories import make_drug
from tests.importing.command_run import Run
from tests.mailing.letters import make_letter, make_reader

pytestmark = pytest.mark.django_db


def ago(days):
    return timezone.now() - timedelta(days=days)


@pytest.fixture
def person():
    return make_reader()


@pytest.fixture(autouse=True)
def kept_days(settings):
    settings.NOTIFICATION_DAYS = 90


def subjects():
    return set(Notification.objects.values_list("subject", flat=True))


def test_what_was_mailed_or_only_listed_goes_when_it_is_old(person):
    make_letter(person, "mailed", created_at=ago(91), sent_at=ago(91))
    make_letter(person, "listed", created_at=ago(91), is_mailed=False)
    make_letter(person, "newer", created_at=ago(89), sent_at=ago(89))
    make_letter(person, "newly listed", created_at=ago(89), is_mailed=False)

    count = forget_old()

    assert count == 2
    assert subjects() == {"newer", "newly listed"}


def test_mail_that_still_waits_or_went_a_moment_ago_stays(person):
    make_letter(person, "waits", created_at=ago(400))
    make_letter(person, "sent late", created_at=ago(400), sent_at=ago(1))

    assert forget_old() == 0
    assert subjects() == {"waits", "sent late"}


def test_the_event_that_was_told_of_stays(person):
    event = Event.objects.create(
        monograph=make_drug(), kind=Event.Kind.CREATED, by=person, at=ago(91)
    )
    make_letter(person, created_at=ago(91), sent_at=ago(91), event=event)

    forget_old()

    assert Event.objects.filter(pk=event.pk).exists()


def test_zero_days_keep_all(person, settings):
    settings.NOTIFICATION_DAYS = 0
    make_letter(person, created_at=ago(10_000), sent_at=ago(10_000))

    assert forget_old() == 0


def test_a_long_past_goes_in_several_steps(person, monkeypatch):
    monkeypatch.setattr(forget, "MOST_AT_ONCE", 2)
    for _ in range(3):
        make_letter(person, created_at=ago(91), sent_at=ago(91))

    counts = [forget_old() for _ in range(3)]

    assert counts == [2, 1, 0]


def test_the_timer_forgets_them(person):
    make_letter(person, created_at=ago(91), sent_at=ago(91))

    run = Run("run_due")

    assert run.out == "Old notifications removed: 1.\n"
    assert not Notification.objects.exists()
