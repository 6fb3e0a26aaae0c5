"""One mail a day, at the hour of the digest, with all that waited by then."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from monographs.mailing import send_waiting
from monographs.mailing.claims import last_digest
from monographs.mailing.mail import MOST_LISTED
from monographs.models import User
from tests.mailing.letters import make_letter, make_reader

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _seven_o_clock(settings):
    settings.DIGEST_HOUR, settings.TIME_ZONE = 7, "UTC"


@pytest.fixture
def at(monkeypatch):
    """Set the clock: at(hour, days later)."""

    def at(hour, days=0):
        now = MONDAY + timedelta(days=days, hours=hour)
        monkeypatch.setattr(timezone, "now", lambda: now)
        return now

    return at


@pytest.fixture
def reader():
    return make_reader(mail_choice=User.MailChoice.DIGEST)


def test_a_digest_waits_for_its_hour_and_then_holds_all_that_waited(at, reader):
    at(5)
    make_letter(reader, "First", text="One.\nTwo.", path="/admin/1/")
    make_letter(reader, "Second")
    assert send_waiting().sent == 0

    at(7)
    send_waiting()

    [message] = mail.outbox
    assert message.subject == "2 things happened at the desk"
    assert "* First\n  One.\n  Two.\n  http" in message.body
    assert "/admin/1/" in message.body
    assert "* Second\n" in message.body


def test_what_comes_after_the_hour_waits_for_the_next_day(at, reader):
    at(6)
    make_letter(reader, "Early")
    at(8)
    make_letter(reader, "Late")

    send_waiting()
    at(12)
    send_waiting()
    assert [message.subject for message in mail.outbox] == ["Early"]

    at(7, days=1)
    send_waiting()
    assert [message.subject for message in mail.outbox] == ["Early", "Late"]


def test_a_worker_that_slept_over_the_hour_sends_it_when_it_wakes(at, reader):
    at(5)
    make_letter(reader)

    at(3, days=2)

    assert send_waiting().sent == 1


def test_what_was_written_before_the_hour_and_stored_after_it_makes_no_second(
    at, reader
):
    at(6)
    make_letter(reader)
    now = at(8)
    send_waiting()
    make_letter(reader, created_at=now - timedelta(hours=1, minutes=1))

    assert send_waiting().sent == 0

    at(7, days=1)
    assert send_waiting().sent == 1


def test_who_is_told_at_once_gets_no_digest(at):
    at(6)
    make_letter(make_reader())

    send_waiting()

    assert len(mail.outbox) == 1
    assert mail.outbox[0].subject == "Examplazole: withdrawn"


def test_a_digest_of_very_many_names_the_first_and_says_how_many_more(at, reader):
    at(6)
    for number in range(MOST_LISTED + 3):
        make_letter(reader, f"Letter {number}.")
    at(7)

    send_waiting()

    [message] = mail.outbox
    assert "And 3 more: http" in message.body
    assert f"Letter {MOST_LISTED}." not in message.body
    assert not reader.notifications.filter(sent_at=None).exists()


@pytest.mark.parametrize(
    ("now", "since"),
    [
        ("2026-03-02T06:59", "2026-03-01T07:00"),
        ("2026-03-02T07:00", "2026-03-02T07:00"),
    ],
)
def test_the_hour_last_came_today_or_yesterday(now, since):
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)

    assert last_digest(moment) == datetime.fromisoformat(since).replace(tzinfo=UTC)


def test_the_hour_is_the_one_on_the_wall(settings):
    settings.TIME_ZONE = "Europe/Berlin"

    summer = last_digest(datetime(2026, 7, 1, 5, 30, tzinfo=UTC))

    assert summer == datetime(2026, 7, 1, 5, 0, tzinfo=UTC)
