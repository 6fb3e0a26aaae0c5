"""What waits reaches its mailbox: once, however the mail server behaves."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from monographs.mailing import send_waiting
from monographs.mailing.claims import claim_one
from monographs.models import Notification, User
from monographs.workflow import sign, withdraw
from monographs.workflow.outbox import choose_mail
from tests.factories import (
    CLINICAL,
    make_clinician,
    make_drug,
    make_published_drug,
    make_publisher,
    make_reviewer,
    sign_as,
    submit_as,
)
from tests.importing.command_run import Run
from tests.mailing import servers
from tests.mailing.letters import make_letter, make_reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_site(settings):
    settings.SITE_URL = "https://desk.example.org"
    settings.DEFAULT_FROM_EMAIL = "desk@example.org"


@pytest.fixture
def served_by(settings):
    def served_by(server):
        backend = f"{server.__module__}.{server.__name__}"
        settings.EMAIL_BACKEND = backend

    return served_by


def subjects():
    return [message.subject for message in mail.outbox]


def test_a_withdrawal_reaches_the_writers_mailbox_with_its_reason_and_a_link():
    writer = make_reader(email="writer@example.org")
    monograph = make_published_drug(by=writer, title="Examplazole")
    revision = monograph.publication.revision

    withdraw(monograph, by=make_publisher(), reason="Wrong dose.")
    send_waiting()

    message = mail.outbox[-1]
    assert message.to == ["writer@example.org"]
    assert message.from_email == "desk@example.org"
    assert message.subject == "Examplazole: withdrawn"
    assert "Wrong dose." in message.body
    link = f"https://desk.example.org/admin/monographs/revision/{revision.pk}/change/"
    assert link in message.body
    assert "https://desk.example.org/admin/my-notifications/" in message.body
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert message.content_subtype == "plain"
    assert not getattr(message, "alternatives", None)


def test_what_was_sent_is_not_sent_again():
    letter = make_letter(make_reader())

    assert send_waiting().sent == 1
    assert send_waiting().sent == 0

    letter.refresh_from_db()
    assert len(mail.outbox) == 1
    assert letter.sent_at
    assert letter.not_before is None


def test_each_letter_is_a_mail_of_its_own_in_their_order():
    person = make_reader()
    for subject in ("First", "Second", "Third"):
        make_letter(person, subject)

    send_waiting()

    assert subjects() == ["First", "Second", "Third"]


@pytest.mark.parametrize(
    "fields",
    [{"is_active": False}, {"email": ""}, {"mail_choice": User.MailChoice.NOTHING}],
)
def test_nobody_gets_mail_who_cannot_or_will_not(fields):
    letter = make_letter(make_reader(**fields))

    send_waiting()

    letter.refresh_from_db()
    assert not mail.outbox
    assert letter.tries == 0


def test_what_is_only_listed_is_not_mailed():
    make_letter(make_reader(), is_mailed=False)

    assert send_waiting().sent == 0


def test_a_server_that_cannot_be_reached_loses_nothing(served_by, settings, later):
    letters = [make_letter(make_reader()) for _ in range(3)]
    working = settings.EMAIL_BACKEND
    served_by(servers.Unreachable)

    outcome = send_waiting()

    # The others are not tried in vain, and need not wait.
    assert (outcome.sent, outcome.failed) == (0, 1)
    first = letters[0]
    first.refresh_from_db()
    assert first.last_error == (
        "The mail server cannot be reached: Connection refused."
    )
    assert (first.tries, first.sent_at) == (1, None)
    assert first.not_before > timezone.now()
    settings.EMAIL_BACKEND = working
    assert send_waiting().sent == 2
    with later(minutes=2):
        assert send_waiting().sent == 1
    assert len(mail.outbox) == 3
    first.refresh_from_db()
    assert (first.tries, first.last_error) == (2, "")


def test_pauses_grow_up_to_a_day(served_by, later):
    letter = make_letter(make_reader())
    served_by(servers.Unreachable)
    pauses = []

    passed = timedelta()
    for _ in range(14):
        with later(seconds=passed.total_seconds()):
            send_waiting()
            letter.refresh_from_db()
            pauses.append(round((letter.not_before - timezone.now()).total_seconds()))
        passed += timedelta(seconds=pauses[-1] + 5)

    assert pauses[:4] == [60, 120, 240, 480]
    assert pauses[-2:] == [86_400, 86_400]
    assert letter.tries == 14


def test_a_refused_address_does_not_hold_up_the_others(served_by):
    bad = make_letter(make_reader(email=servers.REFUSED))
    make_letter(make_reader(email="good@example.org"))
    served_by(servers.Picky)

    outcome = send_waiting()

    assert (outcome.sent, outcome.failed) == (1, 1)
    assert mail.outbox[0].to == ["good@example.org"]
    bad.refresh_from_db()
    assert bad.last_error == (
        "The mail server refused the address: 550 5.1.1 no such user."
    )


def test_a_server_that_hangs_up_afterwards_has_taken_the_mail(served_by):
    make_letter(make_reader())
    served_by(servers.Rude)

    assert send_waiting().sent == 1
    assert send_waiting().sent == 0


def test_an_address_with_another_header_in_it_is_no_address():
    person = make_reader()
    User.objects.filter(pk=person.pk).update(email="a@example.org\nBcc: b@example.org")
    letter = make_letter(person)
    make_letter(make_reader(email="good@example.org"))

    outcome = send_waiting()

    assert (outcome.sent, outcome.failed) == (1, 1)
    assert [message.to for message in mail.outbox] == [["good@example.org"]]
    letter.refresh_from_db()
    assert letter.last_error.startswith("The mail cannot be written: ")


def test_a_subject_with_another_header_in_it_is_never_sent():
    make_letter(make_reader(), "Examplazole\nBcc: b@example.org")

    assert send_waiting().failed == 1
    assert not mail.outbox


def test_a_killed_sender_loses_its_lease_and_the_mail_goes_out(later):
    make_letter(make_reader())
    [claimed] = claim_one()

    assert send_waiting().sent == 0
    with later(minutes=11):
        assert send_waiting().sent == 1

    claimed.refresh_from_db()
    assert claimed.tries == 2


def test_a_mail_sent_twice_is_recognised_by_its_number():
    letter = make_letter(make_reader())
    send_waiting()
    Notification.objects.filter(pk=letter.pk).update(sent_at=None)
    send_waiting()

    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second == f"<notification-{letter.pk}@desk.example.org>"


def test_a_failing_mail_server_breaks_no_step(served_by):
    served_by(servers.Unreachable)
    submitter = make_reader()
    revision = submit_as(make_drug(), by=submitter)
    sign_as(revision, make_reviewer())

    sign(revision, role=CLINICAL, seen=revision.sha256, by=make_clinician())

    assert revision.publications.exists()
    assert Notification.objects.filter(person=submitter, kind="published").exists()


def test_who_wants_no_mail_any_more_does_not_get_what_waits():
    person = make_reader()
    make_letter(person, "Signed", kind=Notification.Kind.SIGNED)
    make_letter(person, "Withdrawn", kind=Notification.Kind.WITHDRAWN)

    choose_mail(person, choice=User.MailChoice.AT_ONCE, not_about=["signed"])
    send_waiting()

    assert subjects() == ["Withdrawn"]


def test_the_command_says_what_it_did(served_by):
    make_letter(make_reader())
    run = Run("send_mail")
    assert (run.code, run.out) == (0, "1 sent.\n")

    make_letter(make_reader())
    served_by(servers.Unreachable)
    run = Run("send_mail")
    assert run.code == 1
    assert "1 not sent, tried again later. The mail server cannot be reached" in run.err
